// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve_roll.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/definition.h"
#include "desk/died.h"
#include "desk/enrolled.h"
#include "desk/invite.h"
#include "desk/listing.h"

#include "confirm.h"
#include "http/urlform.h"
#include "office.h"

enum {
    DAY_SIZE = 11,
    HREF_SIZE = 96,
    INVITED_SIZE = 64,
    COUNT_SIZE = 24,
    TITLE_SIZE = 300,
};

int serve_console_admit(const struct site *site,
                        const struct request *request,
                        size_t *limit UNUSED)
{
    struct office office;
    int r = office_find(site, request, &office);

    return r > 0 ? (int)office_problem(r) : r;
}

/* Members by constituency: those of today, and those who may vote. */
struct rolls {
    size_t members[CONSTITUENCIES_MAX + 1];
    size_t voters[CONSTITUENCIES_MAX + 1];
    size_t died; /* of those who may vote */
};

static int add_member(void *context, const struct member *member)
{
    struct rolls *rolls = context;

    rolls->members[member->cid]++;
    return 0;
}

static int add_voter(void *context, const struct member *member)
{
    struct rolls *rolls = context;

    rolls->voters[member->cid]++;
    rolls->died += member->has_died;
    return 0;
}

static int count(const struct site *site, struct rolls *out)
{
    int r = desk_enrolled(site->desk, add_member, out);

    if (r == 0) {
        r = desk_enrolled_voters(site->desk, INT64_MAX, add_voter, out);
    }
    return FOLD(r);
}

/* What the page says beside what is always there. */
struct said {
    struct part_errors_problems problem; /* field NULL: none */
    const char *invited;
    const char *mourned;
};

static const struct said nothing_said = {.invited = NULL};

static const char *error_of(const struct said *said, const char *field)
{
    return said->problem.field != NULL && strcmp(said->problem.field, field) == 0
               ? said->problem.text
               : NULL;
}

static int write_page(const struct site *site,
                      const struct office *office,
                      const struct said *said,
                      struct reply *reply)
{
    const struct definition *definition = office->face.definition;
    const struct part_errors errors = {.problems = &said->problem, .problems_count = 1};
    struct page_console_roll_constituencies list[CONSTITUENCIES_MAX];
    struct civil now = moment_civil(desk_now(site->desk));
    struct rolls rolls = {.members = {0}};
    char today[MOMENT_SIZE];
    char died[COUNT_SIZE];
    struct page_console_roll page = {
        .site = &office->face.site,
        .desk = &office->desk,
        .errors = said->problem.field != NULL ? &errors : NULL,
        .error_list = error_of(said, "list"),
        .error_member = error_of(said, "member"),
        .error_died = error_of(said, "died"),
        .invited = said->invited,
        .mourned = said->mourned,
        .nominations_close = definition->timetable.at[STEP_NOMINATIONS_CLOSE],
        .is_frozen =
            desk_now(site->desk) >= definition->timetable.at[STEP_NOMINATIONS_CLOSE],
        .today = today,
        .constituencies = list,
        .constituencies_count = definition->constituency_count};
    size_t i;
    int r = count(site, &rolls);

    (void)snprintf(died, sizeof(died), "%zu", rolls.died);
    page.died = rolls.died > 0 ? died : NULL;
    (void)snprintf(
        today, sizeof(today), "%04d-%02d-%02d", now.year, now.month, now.day);
    for (i = 0; i < definition->constituency_count; i++) {
        list[i] = (struct page_console_roll_constituencies){
            .name = definition->constituencies[i].name,
            .members = rolls.members[i + 1],
            .voters = rolls.voters[i + 1]};
    }
    return r != 0 ? r : page_console_roll_write(&page, face_page(reply));
}

static int
show(const struct site *site, const struct office *office, struct reply *reply)
{
    return write_page(site, office, &nothing_said, reply);
}

int serve_roll(const struct site *site,
               const struct request *request,
               struct reply *reply)
{
    return office_show(site, request, show, reply);
}

static int keep_list(const struct site *site,
                     const struct office *office,
                     const struct multipart *form,
                     struct reply *reply)
{
    const struct import_order order = {
        .csv = multipart_value(form, "list"),
        .scope = span_is_equal(multipart_value(form, "scope"), span_of_text("more"))
                     ? IMPORT_MORE
                     : IMPORT_WHOLE};
    struct said said = nothing_said;
    char hex[2 * sizeof(struct digest) + 1];
    char href[HREF_SIZE];
    struct digest name;
    int r = desk_listing_put(site->desk, &order, &name);

    if (r < 0) {
        return r;
    }
    if (r > 0) {
        said.problem = (struct part_errors_problems){
            .field = "list",
            .text = r == IMPORT_NO_ROOM ? "Choose a smaller file"
                                        : "Choose the members’ list"};
        return write_page(site, office, &said, reply);
    }
    hex_encode(SPAN(name), hex);
    (void)snprintf(href, sizeof(href), "/console/roll/%s", hex);
    return reply_see(reply, href);
}

int serve_roll_send(const struct site *site,
                    const struct request *request,
                    struct reply *reply)
{
    return office_take(site, request, keep_list, reply);
}

static const char *const invite_words[INVITE_REFUSALS] = {
    [INVITE_UNKNOWN] = "No member has this number",
    [INVITE_NO_ADDRESS] = "There is no postal address on the roll for this member",
    [INVITE_NOBODY] = "Every member has an email address",
    [INVITE_NO_PRINT] = "The letters could not be printed: try again",
};

static int invite(const struct site *site,
                  const struct request *request,
                  const struct office *office,
                  const struct urlform *form,
                  struct reply *reply)
{
    struct span typed = text_trim(urlform_value(form, "member"));
    char member[MEMBER_NUMBER_SIZE] = "";
    struct invite_order order = {.officer = office->officer->key};
    struct said said = {.invited = NULL};
    char words[INVITED_SIZE];
    size_t count = 0;
    int r;

    (void)request;
    if (typed.size >= sizeof(member)) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    memcpy(member, typed.data, typed.size);
    order.member = typed.size > 0 ? member : NULL;
    r = desk_invite(site->desk, &order, &count);
    if (r < 0) {
        return r;
    }
    if (r > 0 && (r >= INVITE_REFUSALS || invite_words[r] == NULL)) {
        return reply_problem(reply, r == INVITE_GRANT ? PROBLEM_GRANT : PROBLEM_BUSY);
    }
    if (r > 0) {
        said.problem =
            (struct part_errors_problems){.field = "member", .text = invite_words[r]};
    } else {
        (void)snprintf(words, sizeof(words), "Letters made: %zu.", count);
        said.invited = words;
    }
    return write_page(site, office, &said, reply);
}

int serve_roll_letters(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    return office_answer(site, request, invite, reply);
}

static const char *const died_words[DIED_REFUSALS] = {
    [DIED_UNKNOWN] = "No member has this number",
    [DIED_ALREADY] = "It is recorded already that this member has died",
    [DIED_NOT] = "It is not recorded that this member has died",
    [DIED_CANDIDATE] = "A candidate: first record the death with the nomination",
};

/* Shows whom the number means. */
static int ask_death(const struct office *office,
                     const struct request *request,
                     const struct urlform *form,
                     const struct member *member,
                     struct reply *reply)
{
    static const char *const points[] = {
        "Nothing is sent to this member any more: no mail, no letter, no voting code.",
        "Who may vote was settled when nominations closed, and does not change by it.",
        ("If it turns out to be a mistake, it can be taken back on the page of "
         "members; "
         "a voting code that was not sent meanwhile has then to be replaced."),
    };
    char title[TITLE_SIZE];
    const struct confirm confirm = {.title = title,
                                    .points = points,
                                    .count = ARRAY_SIZE(points),
                                    .button = "The member has died: record it",
                                    .back = "/console/roll"};

    (void)snprintf(title,
                   sizeof(title),
                   "Record that %s %s, member %s, has died?",
                   member->forenames,
                   member->surname,
                   member->number);
    return confirm_ask(&confirm, office, request, form, reply);
}

static int mourn(const struct site *site,
                 const struct request *request,
                 const struct office *office,
                 const struct urlform *form,
                 struct reply *reply)
{
    bool is_mistake =
        span_is_equal(urlform_value(form, "what"), span_of_text("mistake"));
    char number[MEMBER_NUMBER_SIZE] = "";
    struct died_order order = {.member = number, .officer = office->officer->key};
    struct said said = {.mourned = is_mistake ? "Taken back." : "Recorded."};
    struct member member;
    int r = text_copy(text_trim(urlform_value(form, "died")), number, sizeof(number));

    if (r == 0) {
        r = desk_died_whom(site->desk, number, &member);
    }
    if (r < 0) {
        return r;
    }
    if (r == 0 && !is_mistake && confirm_is_due(request, form)) {
        return ask_death(office, request, form, &member, reply);
    }
    if (r == 0) {
        r = is_mistake ? desk_died_not(site->desk, &order)
                       : desk_died(site->desk, &order);
    } else {
        r = DIED_UNKNOWN;
    }
    if (r < 0) {
        return r;
    }
    if (r > 0 && (r >= DIED_REFUSALS || died_words[r] == NULL)) {
        return reply_problem(reply, r == DIED_GRANT ? PROBLEM_GRANT : PROBLEM_BUSY);
    }
    if (r > 0) {
        said = (struct said){.problem = {.field = "died", .text = died_words[r]}};
    }
    return write_page(site, office, &said, reply);
}

int serve_roll_deaths(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    return office_answer(site, request, mourn, reply);
}
