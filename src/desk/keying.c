// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/keying.h"

#include <sys/random.h>

#include "base/fault.h"

#include "addressed.h"
#include "nomination_check.h"
#include "particulars.h"
#include "state.h"

static int find_member(struct desk *desk, const char *number, struct member *out)
{
    int r = members_find(desk->roll, number, out);

    return r == ROLL_UNKNOWN ? KEYING_UNKNOWN : FOLD(r);
}

int desk_keying_member(struct desk *desk, const char *number, struct member *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);

    (void)hold;
    return find_member(desk, number, out);
}

int desk_keying_mark(struct desk *desk, int64_t form, struct filed_mark *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = filed_find(desk->roll, form, out);

    (void)hold;
    return r == ROLL_UNKNOWN ? KEYING_UNKNOWN : FOLD(r);
}

static int check_now(struct desk *desk, const struct keying *keying)
{
    const struct definition *definition = desk_definition(desk);

    if (!phase_may(desk_phase(desk), ACT_DECIDE) || desk_facts(desk).has_statement) {
        return KEYING_TIME;
    }
    if (!desk_officer(desk, &keying->officer, GRANT_NOMINATIONS)) {
        return KEYING_GRANT;
    }
    return keying->received < definition->timetable.at[STEP_NOTICE]
                   || keying->received > desk_now(desk)
               ? KEYING_RECEIVED
               : 0;
}

/* The last form received counts, but a late one takes nothing from one in time. */
static int check_order(struct desk *desk, const struct keying *keying, int64_t member)
{
    struct nomination before;
    int64_t close = desk_definition(desk)->timetable.at[STEP_NOMINATIONS_CLOSE];
    int r = forms_nomination(desk->roll, member, &before);

    if (r != 0) {
        return r == ROLL_UNKNOWN ? 0 : FOLD(r);
    }
    if (before.submitted > keying->received) {
        return KEYING_EARLIER;
    }
    return keying->received >= close && before.submitted < close ? KEYING_LATE_COPY : 0;
}

static int check_form(struct desk *desk,
                      const struct keying *keying,
                      uint16_t cid,
                      struct form *form,
                      struct nomination_errors *errors)
{
    const struct definition *definition = desk_definition(desk);
    bool is_lossy;
    int r = nomination_tidy(form, errors);

    if (r != 0) {
        return r;
    }
    is_lossy = errors->count > 0
               || nomination_words(form->statement) > definition->limits.words;
    nomination_check(definition, cid, keying->received, form, errors);
    return is_lossy || (errors->count > 0 && keying->how == KEYING_WHOLE)
               ? KEYING_LACKING
               : 0;
}

static int file_paper(struct desk *desk,
                      const struct keying *keying,
                      const struct member *member,
                      const struct form *form,
                      int64_t *out)
{
    struct filed paper = {
        .form = form,
        .submission = {.member = member->id, .now = keying->received},
        .keyed = desk_now(desk),
        .officer = keying->officer,
    };
    struct buf file;
    int r;

    if (getrandom(paper.submission.salt, sizeof(paper.submission.salt), 0)
        != (ssize_t)sizeof(paper.submission.salt)) {
        return FAULT(FAULT_CRYPTO);
    }
    buf_init(&file, FORM_FILE_SIZE - 1);
    r = particulars_write(desk->addresses, member, form, &file);
    if (r == 0) {
        paper.submission.file = buf_text(&file);
        r = act_answer(filed_add(desk->roll, &paper, out), KEYING_NO_ROOM);
    }
    buf_deinit(&file);
    if (r == 0) {
        r = act_note(desk, ACTED_PAPER, &keying->officer, member->number);
        r = r > 0 ? KEYING_NO_ROOM : r;
    }
    return r;
}

/* Within the act: all checks, then the rows. */
static int key(struct desk *desk,
               const struct keying *keying,
               struct form *form,
               struct nomination_errors *errors,
               int64_t *out)
{
    struct member member;
    int r = find_member(desk, keying->number, &member);

    if (r == 0) {
        form->member = member.id;
        r = check_order(desk, keying, member.id);
    }
    if (r == 0) {
        r = check_form(desk, keying, member.cid, form, errors);
    }
    return r == 0 ? file_paper(desk, keying, &member, form, out) : r;
}

static int acknowledge(struct desk *desk, const char *number, const struct form *form)
{
    struct addressed to;
    struct member member;
    int r = desk_keying_member(desk, number, &member);

    if (r != 0) {
        return FOLD(r);
    }
    addressed_candidate(desk, PARCEL_ACKNOWLEDGED, &member, form, &to);
    return addressed_mail(desk, &to.parcel);
}

int desk_keying(struct desk *desk,
                const struct keying *keying,
                struct nomination_errors *errors,
                int64_t *form)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct nomination_errors found = {0};
    struct form tidy = *keying->form;
    int64_t made = 0;
    int r = check_now(desk, keying);

    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? KEYING_NO_ROOM : r;
    }
    if (r == 0) {
        r = key(desk, keying, &tidy, &found, &made);
    }
    if (r == KEYING_LACKING) {
        *errors = found;
    }
    if (r == 0) {
        r = act_commit(&act);
        r = r > 0 ? KEYING_NO_ROOM : r;
    }
    if (r != 0) {
        return r;
    }
    *errors = found;
    *form = made;
    return acknowledge(desk, keying->number, &tidy);
}
