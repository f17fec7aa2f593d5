// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/nominate.h"

#include <string.h>
#include <sys/random.h>

#include "base/fault.h"

#include "addressed.h"
#include "attest.h"
#include "fields.h"
#include "nomination_check.h"
#include "particulars.h"
#include "state.h"

/* Whether the act is allowed now, in terms of the timetable. */
static int allowed(struct desk *desk, enum act act)
{
    enum phase phase = desk_phase(desk);

    if (phase_may(phase, act)) {
        return 0;
    }
    return phase < PHASE_NOMINATIONS ? NOMINATE_EARLY : NOMINATE_LATE;
}

static int find_member(struct desk *desk, int64_t id, struct member *out)
{
    int r = members_get(desk->roll, id, out);

    return r == ROLL_UNKNOWN ? NOMINATE_UNKNOWN : FOLD(r);
}

/* Who may stand is a member today. */
static int find_candidate(struct desk *desk, int64_t id, struct member *out)
{
    char today[MEMBER_DAY_SIZE];
    int r = find_member(desk, id, out);

    fields_day(desk_now(desk), today);
    return r == 0 && strcmp(out->joined, today) > 0 ? NOMINATE_NOT_YET : r;
}

static int refused(int r)
{
    return r < 0 ? r : NOMINATE_NO_ROOM;
}

int desk_nomination_draft(struct desk *desk,
                          const struct form *form,
                          struct nomination_errors *out)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct nomination_errors errors = {0};
    struct form tidy = *form;
    bool is_lossy;
    struct member member;
    int r;

    r = allowed(desk, ACT_NOMINATE);
    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? NOMINATE_NO_ROOM : r;
    }
    if (r == 0) {
        r = find_candidate(desk, form->member, &member);
    }
    if (r == 0) {
        r = nomination_tidy(&tidy, &errors);
    }
    if (r != 0) {
        return r;
    }
    is_lossy = errors.count > 0;
    nomination_check(desk_definition(desk), member.cid, desk_now(desk), &tidy, &errors);
    if (is_lossy) {
        /* Something was left out: nobody signed what is kept. */
        tidy.signature[0] = '\0';
    }
    r = act_answer(forms_keep_draft(desk->roll, &tidy), NOMINATE_NO_ROOM);
    if (r != 0) {
        return r;
    }
    r = act_commit(&act);
    if (r != 0) {
        return refused(r);
    }
    *out = errors;
    return 0;
}

/* A first draft: what the roll knows. */
static void from_member(const struct member *member, struct form *out)
{
    const char *const lines[] = {member->address[0],
                                 member->address[1],
                                 member->address[2],
                                 member->town,
                                 member->postcode};
    size_t i;
    size_t used = 0;

    memset(out, 0, sizeof(*out));
    out->member = member->id;
    memcpy(out->email, member->email, sizeof(out->email));
    for (i = 0; i < ARRAY_SIZE(lines); i++) {
        size_t length = strlen(lines[i]);

        if (length == 0) {
            continue;
        }
        if (used > 0) {
            out->address[used++] = '\n';
        }
        memcpy(out->address + used, lines[i], length);
        used += length;
    }
}

int desk_nomination_roll(struct desk *desk, int64_t member, struct form *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct member found;
    int r = find_member(desk, member, &found);

    (void)hold;
    if (r == 0) {
        from_member(&found, out);
    }
    return r;
}

_Static_assert(4 * MEMBER_LINE_SIZE + MEMBER_POSTCODE_SIZE <= FORM_ADDRESS_SIZE,
               "a member's address fits a form's");

int desk_nomination_form(struct desk *desk, int64_t member, struct form *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct nomination nomination;
    struct member found;
    int r = forms_draft(desk->roll, member, out);

    (void)hold;
    if (r != ROLL_UNKNOWN) {
        return FOLD(r);
    }
    r = find_member(desk, member, &found);
    if (r != 0) {
        return r;
    }
    r = forms_nomination(desk->roll, member, &nomination);
    if (r == ROLL_UNKNOWN) {
        from_member(&found, out);
        return 0;
    }
    if (r != 0) {
        return FOLD(r);
    }
    *out = nomination.form;
    /* A form is signed anew. */
    out->signature[0] = '\0';
    out->signed_on[0] = '\0';
    out->confirmed = 0;
    return 0;
}

/* Acknowledged by email where there is one; the nomination stands either way. */
static int acknowledge(struct desk *desk,
                       enum parcel_kind kind,
                       const struct member *member,
                       const struct form *form)
{
    struct addressed to;

    addressed_candidate(desk, kind, member, form, &to);
    return addressed_mail(desk, &to.parcel);
}

static int
submit(struct desk *desk, const struct member *member, const struct form *form)
{
    struct form_submission submission = {
        .member = member->id,
        .now = desk_now(desk),
    };
    struct nomination_errors errors = {0};
    struct buf file;
    int r;

    nomination_check(desk_definition(desk), member->cid, submission.now, form, &errors);
    if (errors.count > 0) {
        return NOMINATE_INCOMPLETE;
    }
    if (getrandom(submission.salt, sizeof(submission.salt), 0)
        != (ssize_t)sizeof(submission.salt)) {
        return FAULT(FAULT_CRYPTO);
    }
    buf_init(&file, FORM_FILE_SIZE - 1);
    r = particulars_write(desk->addresses, member, form, &file);
    if (r == 0) {
        submission.file = buf_text(&file);
        r = act_answer(forms_submit(desk->roll, &submission), NOMINATE_NO_ROOM);
    }
    buf_deinit(&file);
    return r;
}

int desk_nomination_submit(struct desk *desk, int64_t member)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct member found;
    struct form form;
    int r;

    r = allowed(desk, ACT_NOMINATE);
    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? NOMINATE_NO_ROOM : r;
    }
    if (r == 0) {
        r = find_candidate(desk, member, &found);
    }
    if (r != 0) {
        return r;
    }
    r = forms_draft(desk->roll, member, &form);
    if (r != 0) {
        return r == ROLL_UNKNOWN ? NOMINATE_UNKNOWN : FOLD(r);
    }
    r = submit(desk, &found, &form);
    if (r != 0) {
        return r;
    }
    r = act_commit(&act);
    if (r != 0) {
        return refused(r);
    }
    return acknowledge(desk, PARCEL_ACKNOWLEDGED, &found, &form);
}

int desk_nomination(struct desk *desk, int64_t member, struct nomination *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = forms_nomination(desk->roll, member, out);

    (void)hold;
    if (r != ROLL_UNKNOWN) {
        return FOLD(r);
    }
    r = forms_draft(desk->roll, member, &out->form);
    return r == 0 ? NOMINATE_DRAFTED : r == ROLL_UNKNOWN ? NOMINATE_UNKNOWN : FOLD(r);
}

/* The member's nomination becomes withdrawn, in the act under way. */
static int leave(struct desk *desk,
                 int64_t member,
                 struct withdrawal *withdrawal,
                 struct nomination *out)
{
    int r = forms_nomination(desk->roll, member, out);

    if (r != 0) {
        return r == ROLL_UNKNOWN ? NOMINATE_UNKNOWN : FOLD(r);
    }
    if (out->state == FORM_WITHDRAWN || out->state == FORM_DEAD) {
        return NOMINATE_UNKNOWN;
    }
    withdrawal->form = out->form.id;
    withdrawal->now = desk_now(desk);
    withdrawal->decided = withdrawal->now;
    return act_answer(verdicts_withdraw(desk->roll, withdrawal), NOMINATE_NO_ROOM);
}

int desk_nomination_withdraw(struct desk *desk,
                             int64_t member,
                             const struct nomination_attested *by)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct withdrawal withdrawal = {.form = 0};
    struct nomination nomination;
    struct member found;
    int r;

    r = allowed(desk, ACT_WITHDRAW);
    if (r == 0) {
        r = attest_names(by, &withdrawal);
        r = r > 0 ? NOMINATE_UNATTESTED : r;
    }
    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? NOMINATE_NO_ROOM : r;
    }
    if (r == 0) {
        r = find_member(desk, member, &found);
    }
    if (r == 0) {
        r = leave(desk, member, &withdrawal, &nomination);
    }
    if (r == 0) {
        r = act_commit(&act);
        r = r > 0 ? NOMINATE_NO_ROOM : r;
    }
    if (r != 0) {
        return r;
    }
    return acknowledge(desk, PARCEL_WITHDRAWN, &found, &nomination.form);
}

int desk_nomination_withdrawal(struct desk *desk, int64_t form, struct withdrawal *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = verdicts_withdrawal(desk->roll, form, out);

    (void)hold;
    return r == ROLL_UNKNOWN ? NOMINATE_UNKNOWN : FOLD(r);
}

void desk_nomination_lacks(struct desk *desk,
                           const struct nomination *nomination,
                           uint16_t cid,
                           struct nomination_errors *out)
{
    *out = (struct nomination_errors){.count = 0};
    nomination_check(
        desk_definition(desk), cid, nomination->submitted, &nomination->form, out);
}
