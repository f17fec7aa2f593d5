// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "desk/signin.h"

#include "face.h"
#include "gate.h"
#include "http/urlform.h"
#include "sessions.h"

enum {
    MINUTE = 60,
    ERRORS = 2,
};

/* What was typed, and what is wrong with it. */
struct typed {
    char number[MEMBER_NUMBER_SIZE];
    char email[MEMBER_EMAIL_SIZE];
    size_t error_count;
    struct part_errors_problems errors[ERRORS];
};

static int write_form(const struct site *site, struct typed *typed, struct reply *reply)
{
    struct face face;
    const struct part_errors errors = {.problems = typed->errors,
                                       .problems_count = typed->error_count};
    struct page_sign_in page = {.site = &face.site,
                                .errors = typed->error_count > 0 ? &errors : NULL,
                                .number = typed->number,
                                .email = typed->email};
    size_t i;

    face_fill(site, &face);
    for (i = 0; i < typed->error_count; i++) {
        if (strcmp(typed->errors[i].field, "number") == 0) {
            page.error_number = typed->errors[i].text;
        } else {
            page.error_email = typed->errors[i].text;
        }
    }
    return page_sign_in_write(&page, face_page(reply));
}

int serve_signin(const struct site *site,
                 const struct request *request UNUSED,
                 struct reply *reply)
{
    struct typed typed = {.error_count = 0};

    return write_form(site, &typed, reply);
}

/* One line, without white space at its ends; an error when it is none or too long. */
static int read_line(struct span value, char *out, size_t size)
{
    struct buf text;
    int r;

    buf_init(&text, size - 1);
    r = text_tidy(value, TEXT_ONE_LINE, &text);
    if (r == 0) {
        memcpy(out, buf_text(&text), text.size + 1);
    }
    buf_deinit(&text);
    return r;
}

static void add_error(struct typed *typed, const char *field, const char *text)
{
    typed->errors[typed->error_count++] =
        (struct part_errors_problems){.field = field, .text = text};
}

static int read_typed(const struct urlform *form, struct typed *out)
{
    int number =
        read_line(urlform_value(form, "number"), out->number, sizeof(out->number));
    int email = read_line(urlform_value(form, "email"), out->email, sizeof(out->email));

    if (number > 0) {
        add_error(out, "number", "Enter your membership number");
    }
    if (email > 0 || (email == 0 && strchr(out->email, '@') == NULL)) {
        add_error(out, "email", "Enter your email address, like name@example.com");
    }
    return number < 0 ? number : (email < 0 ? email : 0);
}

/* The same answer whether or not there is such a member. */
static int answer_sent(const struct site *site, struct reply *reply)
{
    struct face face;
    const struct page_sign_in_sent page = {.site = &face.site,
                                           .minutes = SIGNIN_LIFE / MINUTE};

    face_fill(site, &face);
    return page_sign_in_sent_write(&page, face_page(reply));
}

static int ask(const struct site *site, const struct urlform *form, struct reply *reply)
{
    struct typed typed = {.error_count = 0};
    int r = read_typed(form, &typed);

    if (r != 0) {
        return r;
    }
    if (typed.error_count > 0) {
        return write_form(site, &typed, reply);
    }
    r = desk_signin_ask(site->desk, typed.number, typed.email);
    return r != 0 ? FOLD(r) : reply_see(reply, "/sign-in/sent");
}

int serve_signin_ask(const struct site *site,
                     const struct request *request,
                     struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    if (desk_definition(site->desk) == NULL) {
        return reply_problem(reply, PROBLEM_NO_ELECTION);
    }
    return ask(site, &form, reply);
}

int serve_signin_sent(const struct site *site,
                      const struct request *request UNUSED,
                      struct reply *reply)
{
    return answer_sent(site, reply);
}

static bool copy_code(const struct request *request, char out[static SIGNIN_CODE_SIZE])
{
    struct span code = request->captures[0];

    if (code.size != SIGNIN_CODE_SIZE - 1) {
        return false;
    }
    memcpy(out, code.data, code.size);
    out[code.size] = '\0';
    return true;
}

static int write_code_form(const struct site *site, bool is_wrong, struct reply *reply)
{
    static const struct part_errors_problems wrong = {
        .field = "code", .text = "This code is wrong, was used before, or is too old"};
    static const struct part_errors errors = {.problems = &wrong, .problems_count = 1};
    struct face face;
    const struct page_sign_in_code page = {.site = &face.site,
                                           .errors = is_wrong ? &errors : NULL,
                                           .error_code = is_wrong ? wrong.text : NULL};

    face_fill(site, &face);
    return page_sign_in_code_write(&page, face_page(reply));
}

int serve_signin_code(const struct site *site,
                      const struct request *request UNUSED,
                      struct reply *reply)
{
    return write_code_form(site, false, reply);
}

/* A session for the member whose code was spent. */
static int admit(const struct site *site, int64_t member, struct reply *reply)
{
    struct sessions_secret secret;
    int r = sessions_admit(site->sessions, member, &secret);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_BUSY);
    }
    r = reply_see(reply, GATE_MEMBER_PATH);
    return r != 0 ? r
                  : reply_cookie(reply,
                                 GATE_MEMBER_PATH,
                                 GATE_MEMBER_COOKIE,
                                 secret.text,
                                 SESSIONS_LIFE);
}

int serve_signin_letter(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    int64_t member = 0;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    r = desk_signin_letter(site->desk, urlform_value(&form, "code"), &member);
    if (r == SIGNIN_UNKNOWN) {
        return write_code_form(site, true, reply);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_BUSY);
    }
    return admit(site, member, reply);
}

int serve_signin_link(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    char code[SIGNIN_CODE_SIZE];
    struct face face;
    struct page_sign_in_link page = {.site = &face.site, .code = code};
    int r =
        copy_code(request, code) ? desk_signin_peek(site->desk, code) : SIGNIN_UNKNOWN;

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_LINK);
    }
    face_fill(site, &face);
    return page_sign_in_link_write(&page, face_page(reply));
}

int serve_signin_enter(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    char code[SIGNIN_CODE_SIZE];
    int64_t member = 0;
    int r = copy_code(request, code) ? desk_signin_spend(site->desk, code, &member)
                                     : SIGNIN_UNKNOWN;

    if (r == SIGNIN_NO_ROOM) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_LINK);
    }
    return admit(site, member, reply);
}
