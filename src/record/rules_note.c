// SPDX-License-Identifier: AGPL-3.0-or-later
/* Notes: what the timetable did not foresee. */
#include <string.h>

#include "rules.h"

enum {
    MINUTE = 60,
};

static int before_result(const struct ledger *ledger)
{
    return rules_has(ledger, ENTRY_RESULT) ? LEDGER_CLOSED : 0;
}

static int check_extend(const struct ledger *ledger, const struct note *note)
{
    if (rules_has(ledger, ENTRY_CLOSE)) {
        return LEDGER_CLOSED;
    }
    return note->close > ledger->close_at && note->close % MINUTE == 0
               ? 0
               : LEDGER_EXTENSION;
}

static void apply_extend(struct ledger *ledger, const struct note *note)
{
    ledger->close_at = note->close;
    memcpy(ledger->extended_for, note->code, sizeof(ledger->extended_for));
}

static uint64_t bit_of(unsigned candidate)
{
    return (uint64_t)1 << (candidate - 1);
}

static int check_death(const struct ledger *ledger, const struct note *note)
{
    const struct statement *statement = ledger_statement(ledger);

    if (statement == NULL) {
        return LEDGER_EARLY;
    }
    if (rules_polled(ledger, note->cid) != 0) {
        return LEDGER_CONSTITUENCY;
    }
    if (note->candidate == 0 || note->candidate > statement->lists[note->cid - 1].count
        || (ledger->seats[note->cid - 1].sum.dead & bit_of(note->candidate)) != 0) {
        return LEDGER_TARGET;
    }
    return before_result(ledger);
}

/* Rules FPP59 and STV59: the one stops the poll, the other goes on without them. */
static void apply_death(struct ledger *ledger, const struct note *note)
{
    struct ledger_state *seat = rules_seat(ledger, note->cid);

    seat->dead |= bit_of(note->candidate);
    if (rules_constituency(ledger, note->cid)->method == METHOD_FPP) {
        seat->is_abandoned = true;
    }
}

/* Polls that the note has stopped. */
static void set_abandoned_at(struct ledger *ledger, int64_t time)
{
    size_t i;

    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        struct ledger_state *seat = &ledger->seats[i].sum;

        if (seat->is_abandoned && seat->abandoned_at == 0) {
            seat->abandoned_at = time;
        }
    }
}

static int check_abandon(const struct ledger *ledger, const struct note *note)
{
    if (!rules_has(ledger, ENTRY_STATEMENT)) {
        return LEDGER_EARLY;
    }
    if (ledger->is_abandoned) {
        return LEDGER_ONCE;
    }
    if (note->cid != 0 && rules_polled(ledger, note->cid) != 0) {
        return LEDGER_CONSTITUENCY;
    }
    return before_result(ledger);
}

static void apply_abandon(struct ledger *ledger, const struct note *note)
{
    size_t i;

    if (note->cid != 0) {
        rules_seat(ledger, note->cid)->is_abandoned = true;
        return;
    }
    ledger->is_abandoned = true;
    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        ledger->seats[i].sum.is_abandoned = ledger->seats[i].sum.is_contested;
    }
}

static void apply_page(struct ledger *ledger, const struct note *note)
{
    ledger->page = note->page;
}

static bool is_mixer(const struct definition *definition, const struct sign_key *key)
{
    size_t i;

    for (i = 0; i < definition->mixer_count; i++) {
        if (memcmp(definition->mixers[i].key.bytes, key->bytes, SIGN_KEY_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

/* An officer's or a mixer's key, once. */
static int check_revoke(const struct ledger *ledger, const struct note *note)
{
    const struct definition *definition = rules_definition(ledger);
    size_t i;

    for (i = 0; i < ledger->revoked_count; i++) {
        if (memcmp(ledger->revoked[i].bytes, note->key.bytes, SIGN_KEY_SIZE) == 0) {
            return LEDGER_ONCE;
        }
    }
    return definition_officer(definition, &note->key) != NULL
                   || is_mixer(definition, &note->key)
               ? 0
               : LEDGER_TARGET;
}

static void apply_revoke(struct ledger *ledger, const struct note *note)
{
    ledger->revoked[ledger->revoked_count++] = note->key;
}

/* One recorded ballot of the constituency, after the result. */
static int check_open_one(const struct ledger *ledger, const struct note *note)
{
    const struct vote *vote = votes_get(ledger->votes, note->entry);

    if (!rules_has(ledger, ENTRY_RESULT)) {
        return LEDGER_EARLY;
    }
    return vote != NULL && vote->kind == VOTE_BALLOT && vote->cid == note->cid
                   && (vote->state == VOTE_STANDING || vote->state == VOTE_STRUCK)
               ? 0
               : LEDGER_TARGET;
}

static int check_retention(const struct ledger *ledger, const struct note *note)
{
    (void)note;
    return rules_has(ledger, ENTRY_STATEMENT) ? 0 : LEDGER_EARLY;
}

struct noting {
    int (*check)(const struct ledger *ledger, const struct note *note);
    void (*apply)(struct ledger *ledger, const struct note *note);
};

static const struct noting notings[NOTE_END] = {
    [NOTE_EXTEND] = {check_extend, apply_extend},
    [NOTE_DEATH] = {check_death, apply_death},
    [NOTE_ABANDON] = {check_abandon, apply_abandon},
    [NOTE_PAGE] = {NULL, apply_page},
    [NOTE_REVOKE] = {check_revoke, apply_revoke},
    [NOTE_OPEN_ONE] = {check_open_one, NULL},
    [NOTE_RETENTION] = {check_retention, NULL},
    [NOTE_OTHER] = {NULL, NULL},
};

static int check_note(const struct ledger *ledger, struct incoming *in)
{
    const struct note *note = &in->document->of.note;

    if (note->cid != 0 && rules_constituency(ledger, note->cid) == NULL) {
        return LEDGER_CONSTITUENCY;
    }
    /* A poll whose time has come is closed, though `close` is still to be written. */
    if (note->kind == NOTE_EXTEND && in->entry.time >= ledger->close_at) {
        return LEDGER_CLOSED;
    }
    return notings[note->kind].check == NULL ? 0
                                             : notings[note->kind].check(ledger, note);
}

static int apply_note(struct ledger *ledger, struct incoming *in)
{
    const struct note *note = &in->document->of.note;

    if (notings[note->kind].apply != NULL) {
        notings[note->kind].apply(ledger, note);
        set_abandoned_at(ledger, in->entry.time);
    }
    if (note->kind == NOTE_RETENTION) {
        retention_note(&ledger->retention, note->code, in->entry.time);
    }
    return 0;
}

const struct rule rules_of_note = {check_note, apply_note};
