// SPDX-License-Identifier: AGPL-3.0-or-later
/* Where an election comes from: definition, ceremony, statement, roll, electors. */
#include <inttypes.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "record/turnout.h"
#include "replay.h"

enum {
    CEREMONY_SIZE_MAX = 1 << 16,
};

/* The ledger holds the definition against its rules and checks who signed it. */
int audit_check_definition(struct audit *audit)
{
    int r;

    r = audit_replay(audit);
    if (r != 0) {
        return r;
    }
    audit->counted = audit->definition->of.definition->constituency_count;
    return audit_refused_here(audit);
}

int audit_check_code(struct audit *audit)
{
    struct code code;
    char text[CODE_TEXT_SIZE];

    code_of_election(&audit->eid, &code);
    code_write(&code, text);
    if (audit->input.election == NULL) {
        return audit_note(
            audit, "%s; nobody said which election this should be: compare it", text);
    }
    return span_is_equal(SPAN(code), SPAN(*audit->input.election))
               ? 0
               : audit_bad(audit,
                           DEFECT_ELECTION_CODE,
                           "this is election %s, not the one asked for",
                           text);
}

int audit_check_ceremony_object(struct audit *audit)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    struct buf object;
    int r;

    buf_init(&object, CEREMONY_SIZE_MAX);
    r = audit_object(audit, &definition->ceremony, DEFECT_CEREMONY_MISSING, &object);
    if (r == 0) {
        r = ceremony_parse(buf_span(&object), &audit->ceremony);
        if (r > 0) {
            r = audit_bad(audit, DEFECT_CEREMONY_FORM, "no ceremony: refusal %d", r);
        }
    }
    buf_deinit(&object);
    return r;
}

/* Context, keys and order are the definition's. */
int audit_check_ceremony_people(struct audit *audit)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    const struct ceremony *ceremony = audit->ceremony;
    size_t i;

    if (!span_is_equal(SPAN(ceremony->nonce), SPAN(definition->nonce))) {
        return audit_bad(
            audit, DEFECT_CEREMONY_NONCE, "a ceremony for another election");
    }
    if (ceremony->cocktail.n != definition->trustee_count
        || ceremony->cocktail.t != definition->threshold) {
        return audit_bad(
            audit, DEFECT_CEREMONY_THRESHOLD, "a ceremony with another threshold");
    }
    for (i = 0; i < definition->trustee_count; i++) {
        const struct trustee *trustee = &definition->trustees[i];

        if (!span_is_equal(SPAN(ceremony->keys[i]), SPAN(trustee->key))
            || !span_is_equal(SPAN(ceremony->cocktail.statics[i]),
                              SPAN(trustee->static_key))) {
            return audit_bad(audit,
                             DEFECT_CEREMONY_PEOPLE,
                             "trustee %zu took part with other keys",
                             i + 1);
        }
    }
    audit->counted = definition->trustee_count;
    return 0;
}

int audit_check_ceremony_proofs(struct audit *audit)
{
    static const struct {
        enum defect defect;
        const char *words;
    } refusals[] = {
        [CEREMONY_MALFORMED] = {DEFECT_CEREMONY_FORM, "malformed"},
        [CEREMONY_SETUP] = {DEFECT_CEREMONY_FORM, "its numbers or keys"},
        [CEREMONY_COMMIT] = {DEFECT_CEREMONY_COMMIT, "not what was committed to"},
        [CEREMONY_POSSESSION] = {DEFECT_CEREMONY_POSSESSION, "proof of possession"},
        [CEREMONY_SIGNATURE] = {DEFECT_CEREMONY_CERTIFICATE, "signature"},
        [CEREMONY_KEY] = {DEFECT_CEREMONY_IDENTITY, "no key comes out of it"},
        [CEREMONY_SHARE] = {DEFECT_CEREMONY_FORM, "share"},
        [CEREMONY_STRANGER] = {DEFECT_CEREMONY_PEOPLE, "a stranger"},
    };
    unsigned culprit = 0;
    int r = ceremony_verify(audit->ceremony, &culprit);

    if (r > 0) {
        return audit_bad(
            audit, refusals[r].defect, "trustee %u: %s", culprit, refusals[r].words);
    }
    audit->counted = audit->ceremony->cocktail.n;
    return r;
}

int audit_check_ceremony_key(struct audit *audit)
{
    struct point key;

    ceremony_group_key(audit->ceremony, &key);
    if (!span_is_equal(SPAN(key),
                       SPAN(ledger_definition(audit->ledger)->election_key))) {
        return audit_bad(
            audit, DEFECT_CEREMONY_KEY, "the definition's election key is another");
    }
    return audit->ceremony->cocktail.n == 1
               ? audit_note(audit, "one trustee: one person can read the votes")
               : 0;
}

/* Ballots before there can be any break the rules whatever comes. */
static int wait_for(struct audit *audit)
{
    uint64_t first = 0;

    return ledger_broken(audit->ledger, &first) > 0 ? audit_bad_ballot(audit, first)
                                                    : audit_wait(audit, "none yet");
}

int audit_check_statement(struct audit *audit)
{
    const struct statement *statement = ledger_statement(audit->ledger);
    size_t i;

    if (audit->refused.type == ENTRY_STATEMENT) {
        return audit_bad_entry(audit);
    }
    if (statement == NULL) {
        return wait_for(audit);
    }
    for (i = 0; i < statement->count; i++) {
        audit->counted += statement->lists[i].count;
    }
    return 0;
}

/* Who may vote is withheld until the close (protocol.md §7): till then it may be away.
 */
static bool is_withheld(const struct audit *audit)
{
    size_t i;

    for (i = 0; i < audit->entry_count; i++) {
        if (audit->types[i] == ENTRY_CLOSE) {
            return false;
        }
    }
    return audit->refused.violation
           == violation_of_rule(ENTRY_ROLL, LEDGER_OBJECT_MISSING);
}

/* The ledger read each list: keys, distinct over the whole election. */
int audit_check_roll(struct audit *audit)
{
    const struct roll_document *roll = ledger_roll(audit->ledger);
    size_t i;

    if (audit->refused.type == ENTRY_ROLL && is_withheld(audit)) {
        audit->refused.type = 0; /* not wrong, only not here yet */
        return audit_wait(audit, "the rolls are withheld until the close of poll");
    }
    if (audit->refused.type == ENTRY_ROLL) {
        return audit_bad_entry(audit);
    }
    if (roll == NULL) {
        return wait_for(audit);
    }
    for (i = 0; i < roll->count; i++) {
        audit->counted += roll->lists[i].electors;
    }
    return 0;
}

int audit_check_rules(struct audit *audit)
{
    audit->counted = ledger_count(audit->ledger);
    return audit_refused_here(audit);
}

/* Entries checked must equal entries: none was set aside and not named invalid. */
int audit_check_ballots(struct audit *audit)
{
    uint64_t first = 0;
    int r;

    audit->counted = audit->ballots;
    if (ledger_broken(audit->ledger, &first) > 0) {
        return audit_bad_ballot(audit, first);
    }
    if (audit->set_aside_count > 0) {
        r = audit_note(
            audit, "%zu named invalid, without effect", audit->set_aside_count);
        if (r != 0) {
            return r;
        }
    }
    return audit->refused.type != 0 || ledger_count(audit->ledger) == audit->entry_count
               ? 0
               : FAULT(FAULT_BUG);
}

/* Numbers given out, less those cancelled, and those given in their place. */
static int tell_electors(struct audit *audit, const struct turnout *sum)
{
    return sum->replaced == 0
               ? 0
               : audit_note(audit,
                            "%" PRIu64 " issued - %" PRIu64 " cancelled + %" PRIu64
                            " replaced = %" PRIu64,
                            sum->issued,
                            sum->cancelled,
                            sum->replaced,
                            sum->electorate);
}

int audit_check_electors(struct audit *audit)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    struct turnout sum = {.issued = 0};
    struct turnout turnout;
    uint16_t cid;

    for (cid = 1; cid <= definition->constituency_count; cid++) {
        turnout_of(audit->ledger, cid, &turnout);
        if (!turnout_is_whole(&turnout)) {
            return audit_bad(
                audit, DEFECT_ELECTORS, "constituency %u has other live numbers", cid);
        }
        sum.issued += turnout.issued;
        sum.cancelled += turnout.cancelled;
        sum.replaced += turnout.replaced;
        sum.electorate += turnout.electorate;
    }
    audit->counted = sum.electorate;
    return tell_electors(audit, &sum);
}

/* What came each way, and what became of it: rules 37 to 39 and 56. */
static int tell_channel(struct audit *audit, uint16_t cid, enum channel channel)
{
    struct turnout turnout;
    const struct turnout_channel *one = &turnout.channels[channel];

    turnout_of(audit->ledger, cid, &turnout);
    if (one->came == one->accepted) {
        return 0;
    }
    return audit_note(audit,
                      "constituency %u, %s: %" PRIu64 " came = %" PRIu64
                      " accepted + %" PRIu64 " disqualified + %" PRIu64
                      " late + %" PRIu64 " replaced as tendered",
                      cid,
                      constituency_channel_name(channel),
                      one->came,
                      one->accepted,
                      one->disqualified,
                      one->late,
                      one->tendered);
}

static int tell_documents(struct audit *audit)
{
    const struct box_document *box = ledger_box(audit->ledger);
    size_t i;
    int channel;
    int r = 0;

    for (i = 0; r == 0 && i < box->count; i++) {
        for (channel = CHANNEL_ONLINE; r == 0 && channel < CHANNEL_END; channel++) {
            r = tell_channel(audit, box->lists[i].cid, (enum channel)channel);
        }
    }
    return r;
}

int audit_check_box(struct audit *audit)
{
    int r = audit_refused_here(audit);

    if (r != 0) {
        return r;
    }
    if (ledger_box(audit->ledger) == NULL) {
        return audit_wait(audit, "none yet");
    }
    audit->counted = ledger_box(audit->ledger)->count;
    return tell_documents(audit);
}
