// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/cast.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "record/checkpoint.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "seal/ballot.h"

#include "cosigned.h"
#include "state.h"

/* What the rules call it, as casters know it; 0: no answer of theirs. */
static const enum cast_refusal refusals[LEDGER_REFUSALS] = {
    [LEDGER_MALFORMED] = CAST_MALFORMED,
    [LEDGER_FIRST] = CAST_NOT_OPEN,
    [LEDGER_NOT_OPEN] = CAST_NOT_OPEN,
    [LEDGER_EARLY] = CAST_NOT_OPEN,
    [LEDGER_CLOSED] = CAST_CLOSED,
    [LEDGER_FROZEN] = CAST_CLOSED,
    [LEDGER_CONSTITUENCY] = CAST_UNKNOWN,
    [LEDGER_ELECTION] = CAST_OTHER_ELECTION,
    [LEDGER_NUMBER] = CAST_UNKNOWN,
    [LEDGER_OWNER] = CAST_OTHER_KEY,
    [LEDGER_CANCELLED] = CAST_CANCELLED,
    [LEDGER_SPENT] = CAST_SPENT,
    [LEDGER_STRUCK] = CAST_STRUCK,
    [LEDGER_WORDING] = CAST_DECLARATION,
    [LEDGER_COPIED] = CAST_COPIED,
};

/* A ballot on its way through the committer. */
struct casting {
    cast_done done;
    void *context;
};

static int translate(const struct committed *committed)
{
    switch (committed->result) {
    case COMMITTER_BUSY:
        return CAST_BUSY;
    case COMMITTER_SPENT:
        return CAST_SPENT;
    case COMMITTER_CLOSED:
    case COMMITTER_CLOSING:
        return CAST_CLOSED;
    case COMMITTER_RULES:
        if (committed->rule > 0 && committed->rule < LEDGER_REFUSALS
            && refusals[committed->rule] != 0) {
            return (int)refusals[committed->rule];
        }
        return FAULT(FAULT_BUG);
    default:
        return committed->result;
    }
}

static void tell(void *context, const struct committed *committed)
{
    struct casting *casting = context;
    const struct cast_answer answer = {
        .result = translate(committed),
        .is_again = committed->is_again,
        .index = committed->index,
        .spent_at = committed->spent_at,
        .spent_by = committed->spent_by,
        .receipt = committed->receipt,
    };

    casting->done(casting->context, &answer);
    free(casting);
}

/* Says when and how a number was spent; while that is not synced: just now. */
static int
explain(struct desk *desk, const struct ledger_voter *voter, struct cast_answer *spent)
{
    int64_t when = desk_now(desk);
    int r = journal_time(desk->journal, voter->spent_at, &when);

    r = r == JOURNAL_UNKNOWN ? 0 : FOLD(r);
    if (r == 0 && spent) {
        *spent = (struct cast_answer){
            .result = CAST_SPENT,
            .spent_at = when - when % 60,
            .spent_by = voter->spent_by,
        };
    }
    return r == 0 ? CAST_SPENT : r;
}

enum earlier {
    EARLIER_NONE = 1, /* this credential cast nothing */
    EARLIER_SAME,     /* these very bytes, or not synced yet: the committer answers */
    EARLIER_OTHER,
};

/* What this credential cast before. */
static int
find_earlier(struct desk *desk, struct span ballot, const struct ledger_voter *voter)
{
    struct buf entry;
    int r;

    if (!voter->has_ballot) {
        return EARLIER_NONE;
    }
    if (voter->ballot >= journal_size(desk->journal)) {
        return EARLIER_SAME;
    }
    buf_init(&entry, ENTRY_SIZE_MAX);
    r = FOLD(journal_entry(desk->journal, voter->ballot, &entry));
    if (r == 0) {
        r = entry.size > ballot.size
                    && memcmp(entry.data + entry.size - ballot.size,
                              ballot.data,
                              ballot.size)
                           == 0
                ? EARLIER_SAME
                : EARLIER_OTHER;
    }
    buf_deinit(&entry);
    return r;
}

/* The rules that need no cryptography: as if it were the next entry. */
static int check_rules(struct desk *desk, const struct cast *cast)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    int64_t last = ledger_time(ledger);
    int64_t time = cast->arrived - cast->arrived % 60;
    struct facts facts = {0};
    struct buf buf;
    int r;

    ledger_facts(ledger, &facts);
    buf_init(&buf, JOURNAL_ENTRY_HEAD + BALLOT_SIZE);
    buf_put_u8(&buf, ENTRY_BALLOT);
    buf_put_u64(&buf, (uint64_t)(time > last ? time : last));
    buf_put_span(&buf, cast->ballot);
    r = FOLD(buf_status(&buf));
    if (r == 0) {
        r = ledger_check(ledger, buf_span(&buf));
    }
    buf_deinit(&buf);
    journal_release(desk->journal);
    if (r == 0 && facts.has_open && cast->arrived >= facts.close_at) {
        return CAST_CLOSED;
    }
    return r <= 0                                    ? r
           : r < LEDGER_REFUSALS && refusals[r] != 0 ? (int)refusals[r]
                                                     : FAULT(FAULT_BUG);
}

static int check_bytes(struct desk *desk, const struct ballot *ballot)
{
    switch (ballot_check(ballot, &desk_definition(desk)->election_key)) {
    case 0:
        return 0;
    case BALLOT_MALFORMED:
    case BALLOT_ENCODING:
        return CAST_MALFORMED;
    case BALLOT_SIGNATURE:
        return CAST_SIGNATURE;
    case BALLOT_PROOF:
        return CAST_PROOF;
    default:
        return FAULT(FAULT_CRYPTO);
    }
}

/* A credential of this election, and a ballot that says it is another number's. */
static bool is_misplaced(const struct ledger_voter *voter, const struct ballot *ballot)
{
    return voter->cid != 0
           && (voter->cid != ballot->cid || voter->number != ballot->number);
}

/* Cheapest first (protocol.md §5). */
static int check(struct desk *desk, const struct cast *cast, struct cast_answer *spent)
{
    struct ledger_voter voter = {0};
    struct ballot ballot;
    struct eid eid = desk_eid(desk);
    int r;

    if (ballot_parse(cast->ballot, &ballot) != 0) {
        return CAST_MALFORMED;
    }
    if (!desk_definition(desk)) {
        return CAST_NOT_OPEN;
    }
    if (memcmp(&eid, &ballot.eid, sizeof(eid)) != 0) {
        return CAST_OTHER_ELECTION;
    }
    (void)ledger_find_voter(journal_rules(desk->journal), &ballot.credential, &voter);
    journal_release(desk->journal);
    r = find_earlier(desk, cast->ballot, &voter);
    if (r < 0 || r == EARLIER_SAME) {
        return r < 0 ? r : 0;
    }
    r = check_rules(desk, cast);
    if (r == CAST_SPENT) {
        return explain(desk, &voter, spent);
    }
    if (r == CAST_UNKNOWN && desk_stopped_at(desk, ballot.cid) != 0) {
        return CAST_STOPPED;
    }
    if ((r == CAST_UNKNOWN || r == CAST_OTHER_KEY) && is_misplaced(&voter, &ballot)) {
        return CAST_MISPLACED;
    }
    return r != 0 ? r : check_bytes(desk, &ballot);
}

static int hand_over(struct desk *desk, const struct cast *cast)
{
    uint8_t bytes[1 + BALLOT_SIZE] = {ENTRY_BALLOT};
    struct casting *casting = malloc(sizeof(*casting));
    const struct commit_job job = {
        .submission = SPAN(bytes),
        .arrived = cast->arrived,
        .done = tell,
        .context = casting,
    };
    int r;

    if (!casting) {
        return FAULT(FAULT_MEMORY);
    }
    casting->done = cast->done;
    casting->context = cast->context;
    memcpy(bytes + 1, cast->ballot.data, BALLOT_SIZE);
    r = committer_put(desk->committer, &job);
    if (r != 0) {
        free(casting);
    }
    return r > 0 ? CAST_BUSY : r;
}

int desk_cast(struct desk *desk, const struct cast *cast, struct cast_answer *spent)
{
    int r;

    /* `close` waits until no ballot that arrived before it is being checked. */
    (void)atomic_fetch_add(&desk->casting, 1);
    r = check(desk, cast, spent);
    if (r == 0) {
        r = hand_over(desk, cast);
    }
    (void)atomic_fetch_sub(&desk->casting, 1);
    return r;
}

int desk_receipt(struct desk *desk, const struct sign_key *credential, struct buf *out)
{
    struct buf note;
    uint64_t index = 0;
    int r = journal_find_ballot(desk->journal, credential, &index);

    if (r != 0) {
        return r == JOURNAL_UNKNOWN ? CAST_UNKNOWN : FOLD(r);
    }
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = cosigned_covering(desk->cosigned, index, &note);
    if (r == 0) {
        r = journal_receipt_under(desk->journal, index, buf_span(&note), out);
    } else if (r == COSIGNED_UNKNOWN) {
        r = journal_receipt(desk->journal, index, out);
    }
    buf_deinit(&note);
    return r == JOURNAL_UNKNOWN ? CAST_UNKNOWN : FOLD(r);
}
