// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "core/definition.h"
#include "desk/choices.h"

#include "http/urlform.h"
#include "signin/gate.h"
#include "visitor.h"

/* The ways and amounts, as the form sends them; the first is none. */
static const char *const ways[] = {
    [WAY_UNSAID] = "",
    [WAY_EMAIL] = "email",
    [WAY_POST] = "post",
};

static const struct {
    const char *code;
    const char *words;
} hears[] = {
    [HEARS_UNSAID] = {"", ""},
    [HEARS_LEAST] = {"least", "Nothing beyond what the law requires"},
    [HEARS_ELECTIONS] = {"elections", "Elections only"},
    [HEARS_ALL] = {"all", "Everything: elections, news, meetings and surveys"},
};

enum {
    HEARS = ARRAY_SIZE(hears),
    ERRORS = 2,
};

static const char one_way_email[] =
    "The trust sends voting codes by email to members who have an email address.";
static const char one_way_address[] =
    "A code by post needs an address and a postcode on the trust’s list.";
static const char one_way_post[] =
    "A code by email needs an email address on the trust’s list.";

static const char *why_one(int email, int post)
{
    if (post == CHOICES_EMAIL_ONLY) {
        return one_way_email;
    }
    if (post == CHOICES_NO_ADDRESS) {
        return one_way_address;
    }
    return email == CHOICES_NO_EMAIL ? one_way_post : NULL;
}

static void set_error(struct page_me_choices *page,
                      struct part_errors_problems *problem,
                      int refusal)
{
    bool is_hears = refusal == CHOICES_HEARS;
    const char *text = is_hears ? "Choose how much you want to hear"
                                : "Choose how your voting code should come";

    *problem = (struct part_errors_problems){.field = is_hears ? "hears" : "way",
                                             .text = text};
    page->error_way = is_hears ? NULL : text;
    page->error_hears = is_hears ? text : NULL;
}

static int write_page(const struct site *site,
                      const struct visitor *here,
                      int refusal,
                      struct reply *reply)
{
    const struct member *member = &here->member;
    int email = desk_choices_may(site->desk, member, WAY_EMAIL);
    int post = desk_choices_may(site->desk, member, WAY_POST);
    struct part_errors_problems problem = {.field = NULL};
    const struct part_errors errors = {.problems = &problem, .problems_count = 1};
    struct page_me_choices_hears list[HEARS];
    struct page_me_choices page = {
        .site = &here->face.site,
        .is_sent = desk_facts(site->desk).has_roll,
        .may_email = email == 0,
        .may_post = post == 0,
        .is_email = desk_choices_is_by_email(site->desk, member),
        .is_post = !desk_choices_is_by_email(site->desk, member),
        .email = member->email,
        .address = here->address,
        .why_one = why_one(email, post),
        .hears = list,
        .hears_count = HEARS - 1};
    size_t i;

    for (i = 1; i < HEARS; i++) {
        list[i - 1] =
            (struct page_me_choices_hears){.code = hears[i].code,
                                           .words = hears[i].words,
                                           .is_chosen = (size_t)member->hears == i};
    }
    if (refusal != 0) {
        set_error(&page, &problem, refusal);
        page.errors = &errors;
    }
    return page_me_choices_write(&page, face_page(reply));
}

static int
show(const struct site *site, const struct visitor *here, struct reply *reply)
{
    return write_page(site, here, 0, reply);
}

int serve_choices(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    return visitor_show(site, request, show, reply);
}

static void read_choices(const struct urlform *form, struct member *out)
{
    enum member_way way;
    enum member_hears amount;

    out->way = WAY_UNSAID;
    out->hears = HEARS_UNSAID;
    for (way = WAY_EMAIL; way <= WAY_POST; way++) {
        if (span_is_equal(urlform_value(form, "way"), span_of_text(ways[way]))) {
            out->way = way;
        }
    }
    for (amount = HEARS_LEAST; amount <= HEARS_ALL; amount++) {
        if (span_is_equal(urlform_value(form, "hears"),
                          span_of_text(hears[amount].code))) {
            out->hears = amount;
        }
    }
}

static int keep(const struct site *site,
                const struct visitor *here,
                const struct urlform *form,
                struct reply *reply)
{
    struct visitor changed = *here;
    int r;

    read_choices(form, &changed.member);
    r = desk_choices_keep(site->desk, &changed.member);
    if (r == 0) {
        return reply_see(reply, "/me");
    }
    if (r == CHOICES_NO_ROOM) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    return r < 0 ? r : write_page(site, &changed, r, reply);
}

int serve_choices_keep(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    return visitor_answer(site, request, keep, reply);
}
