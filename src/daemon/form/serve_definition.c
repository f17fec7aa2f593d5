// SPDX-License-Identifier: AGPL-3.0-or-later
/* The definition by form: for whoever prepares an election, before there is one. It
 * holds no secret and keeps nothing. */
#include "serve.h"

#include <stdio.h>

#include "base/fault.h"
#include "core/breach.h"
#include "wire/codec.h"

#include "blanks_page.h"
#include "defining.h"
#include "face.h"

enum {
    HOLIDAYS_WORDS_MAX = 1 << 13,
};

static bool is_act(const struct urlform *form, const char *act)
{
    return span_is_equal(urlform_value(form, "act"), span_of_text(act));
}

static int write_page(const struct site *site,
                      struct blanks *blanks,
                      bool is_good,
                      struct reply *reply)
{
    CLEANUP(blanks_page_freep) struct blanks_page *filled = NULL;
    struct page_definition *page;
    struct face face;
    int r = blanks_page_new(blanks, &filled);

    if (r != 0) {
        return r;
    }
    face_fill(site, &face);
    page = blanks_page(filled);
    page->site = &face.site;
    page->is_good = is_good;
    return page_definition_write(page, face_page(reply));
}

static int write_file(struct span text, struct reply *reply)
{
    struct buf *body = reply_begin(reply, 200, "application/json");

    (void)snprintf(reply->file, sizeof(reply->file), "definition.json");
    buf_put_span(body, text);
    return FOLD(buf_status(body));
}

/* Dates and rows are no questions of right and wrong. */
static int answer(const struct site *site,
                  const struct urlform *form,
                  struct blanks *blanks,
                  struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};
    int r =
        deputies_read(blanks->blanks[BLANK_OFFICERS].value, form, &blanks->deputies);

    if (r != 0) {
        return r;
    }
    if (is_act(form, "dates")) {
        defining_dates(site, blanks);
        return write_page(site, blanks, false, reply);
    }
    if (is_act(form, "add")) {
        return write_page(site, blanks, false, reply);
    }
    buf_init(&text, CODEC_SIZE_MAX);
    r = defining_make(site, blanks, &text);
    if (r < 0) {
        return r;
    }
    return r == 0 && is_act(form, "file") ? write_file(buf_span(&text), reply)
                                          : write_page(site, blanks, r == 0, reply);
}

/* With the holidays of the settings, which the dates are worked out by. */
static int make_blanks(const struct site *site, struct blanks **out)
{
    CLEANUP(blanks_freep) struct blanks *blanks = blanks_new();
    CLEANUP(buf_deinit) struct buf words;

    buf_init(&words, HOLIDAYS_WORDS_MAX);
    if (blanks == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (breach_put_proclaimed(desk_holidays(site->desk), &words) > 0) {
        blanks->holidays = blanks_keep(blanks, buf_span(&words));
    }
    *out = blanks_take(&blanks);
    return FOLD(buf_status(&words));
}

/* Once there is a definition no other is accepted. */
static bool is_time(const struct site *site)
{
    return desk_definition(site->desk) == NULL;
}

int serve_definition(const struct site *site,
                     const struct request *request UNUSED,
                     struct reply *reply)
{
    CLEANUP(blanks_freep) struct blanks *blanks = NULL;
    int r;

    if (!is_time(site)) {
        return reply_problem(reply, PROBLEM_PHASE);
    }
    r = make_blanks(site, &blanks);
    if (r == 0) {
        r = defining_begin(site, blanks);
    }
    return r == 0 ? write_page(site, blanks, false, reply) : FOLD(r);
}

int serve_definition_make(const struct site *site,
                          const struct request *request,
                          struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    CLEANUP(blanks_freep) struct blanks *blanks = NULL;
    int r = urlform_parse(request->body, &form);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_FORM);
    }
    if (!is_time(site)) {
        return reply_problem(reply, PROBLEM_PHASE);
    }
    r = make_blanks(site, &blanks);
    if (r != 0) {
        return r;
    }
    blanks_read(blanks, &form);
    return answer(site, &form, blanks, reply);
}
