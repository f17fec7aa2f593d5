// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string.h>

#include "base/fault.h"
#include "record/entry.h"
#include "seal/ballot.h"
#include "wire/codec.h"

#include "journal_state.h"

enum {
    MINUTE = 60,
};

static int64_t whole_minute(int64_t time)
{
    return time - time % MINUTE;
}

int journal_begin(struct journal *journal)
{
    int r = db_begin(journal->db, &journal->batch);

    return r == DB_FULL ? JOURNAL_NO_ROOM : FOLD(r);
}

/* Undoes the batch; what it did to tree and rules is undone by replaying the rest. */
static int undo(struct journal *journal)
{
    int r;

    db_end(&journal->batch);
    (void)pthread_rwlock_wrlock(&journal->lock);
    r = journal_replay(journal);
    (void)pthread_rwlock_unlock(&journal->lock);
    return r == 0 ? JOURNAL_NO_ROOM : FOLD(r);
}

/* When the entry happens; false when a ballot is not in time. */
static bool
stamp(const struct journal *journal, const struct journal_offer *offer, int64_t *out)
{
    bool is_ballot = offer->submission.data[0] == ENTRY_BALLOT;
    int64_t last = ledger_time(journal->ledger);
    int64_t time = whole_minute(is_ballot ? offer->arrived : offer->now);
    struct facts facts = {0};

    ledger_facts(journal->ledger, &facts);
    *out = time > last ? time : last;
    return !is_ballot || !facts.has_open
           || (!facts.has_close && offer->arrived < facts.close_at
               && *out < facts.close_at);
}

/* Between the closing and `close` nothing but ballots in time may come. */
static bool is_closing(const struct journal *journal, const struct journal_offer *offer)
{
    struct facts facts = {0};
    uint8_t type = offer->submission.data[0];

    ledger_facts(journal->ledger, &facts);
    return type != ENTRY_BALLOT && type != ENTRY_CLOSE && facts.has_open
           && !facts.has_close && offer->now >= facts.close_at;
}

/* The entry that an earlier ballot is, and whether it is this very one. */
static int compare_earlier(struct journal *journal,
                           struct span ballot,
                           const struct ledger_voter *voter,
                           struct committed *out)
{
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = FOLD(entries_read(journal->entries, voter->ballot, &bytes));
    if (r == 0 && bytes.size == JOURNAL_ENTRY_HEAD + ballot.size
        && memcmp(bytes.data + JOURNAL_ENTRY_HEAD, ballot.data, ballot.size) == 0) {
        out->result = 0;
        out->is_again = true;
        out->index = voter->ballot;
    }
    buf_deinit(&bytes);
    return r;
}

/* When an entry happened. */
static int time_of(struct journal *journal, uint64_t index, int64_t *out)
{
    struct entry entry;
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = entries_read(journal->entries, index, &bytes);
    if (r == 0) {
        r = entry_parse(buf_span(&bytes), &entry);
    }
    if (r == 0) {
        *out = entry.time;
    }
    buf_deinit(&bytes);
    return FOLD(r);
}

/* Of a refused ballot: the same again, or who was first. */
static int explain(struct journal *journal, struct span ballot, struct committed *out)
{
    struct ledger_voter voter = {0};
    struct ballot parsed;
    int r;

    if (ballot_parse(ballot, &parsed) != 0
        || !ledger_find_voter(journal->ledger, &parsed.credential, &voter)) {
        return 0;
    }
    if (voter.has_ballot) {
        r = compare_earlier(journal, ballot, &voter, out);
        if (r != 0 || out->is_again) {
            return r;
        }
    }
    if (!voter.is_spent || voter.number != parsed.number) {
        return 0;
    }
    r = time_of(journal, voter.spent_at, &out->spent_at);
    if (r == 0) {
        out->result = COMMITTER_SPENT;
        out->spent_by = voter.spent_by;
    }
    return r;
}

static int
refuse(struct journal *journal, struct span submission, int rule, struct committed *out)
{
    out->result = COMMITTER_RULES;
    out->rule = rule;
    if (submission.data[0] != ENTRY_BALLOT) {
        return 0;
    }
    return explain(journal, span_of(submission.data + 1, submission.size - 1), out);
}

/* What a standing ballot spends, a second time and by other means than the rules. */
static int
spend_ballot(struct journal *journal, struct span bytes, uint64_t index, uint8_t type)
{
    struct entries_ballot row = {.index = index};
    struct ballot ballot;
    int r = ballot_parse(
        span_of(bytes.data + JOURNAL_ENTRY_HEAD, bytes.size - JOURNAL_ENTRY_HEAD),
        &ballot);

    if (r == 0) {
        r = entries_note_alpha(journal->entries, &ballot.vote.alpha, index);
    }
    if (r != 0 || type != ENTRY_BALLOT) {
        return r;
    }
    row.cid = ballot.cid;
    row.number = ballot.number;
    row.credential = ballot.credential;
    return entries_spend_ballot(journal->entries, &row);
}

/* Makes the table of spent numbers agree with the rules on one number. */
static int agree(struct journal *journal, uint16_t cid, uint32_t number, uint64_t index)
{
    struct ledger_voter voter = {0};
    int r;

    if (number == 0 || !ledger_find_number(journal->ledger, cid, number, &voter)) {
        return 0;
    }
    r = entries_unspend(journal->entries, cid, number);
    if (r == 0 && voter.is_spent) {
        r = entries_spend(journal->entries,
                          cid,
                          number,
                          voter.spent_at < index ? voter.spent_at : index);
    }
    return r;
}

static int
agree_with(struct journal *journal, const struct document *document, uint64_t index)
{
    if (document->type == ENTRY_REPLACE) {
        const struct replacement *replacement = &document->of.replacement;

        return agree(journal, replacement->cid, replacement->old_number, index);
    }
    if (document->type == ENTRY_DISQUALIFY) {
        const struct disqualification *struck = &document->of.disqualification;

        return agree(journal, struck->cid, struck->number, index);
    }
    return agree(
        journal, document->of.received.cid, document->of.received.number, index);
}

static int spend_document(struct journal *journal, struct span bytes, uint64_t index)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct entry entry;
    int r = FOLD(entry_parse(bytes, &entry));

    if (r != 0
        || (entry.type != ENTRY_REPLACE && entry.type != ENTRY_DISQUALIFY
            && entry.type != ENTRY_RECEIVED)) {
        return r;
    }
    r = FOLD(codec_parse(entry.document, entry.type, NULL, &document));
    return r != 0 ? r : agree_with(journal, document, index);
}

/* Rules first, then the row, what it spends, and its leaf. */
static int put(struct journal *journal, struct span bytes, struct committed *out)
{
    struct entries_row row = {
        .index = tree_size(journal->tree),
        .type = bytes.data[0],
        .bytes = bytes,
    };
    int r = ledger_apply(journal->ledger, bytes);

    if (r != 0) {
        out->rule = r;
        return r < 0 ? r : COMMITTER_RULES;
    }
    entry_leaf(bytes, &row.leaf);
    r = entries_append(journal->entries, &row);
    if (r == 0) {
        r = journal_note_document(journal, bytes);
    }
    if (r == 0) {
        r = entry_is_ballot((enum entry_type)row.type)
                ? spend_ballot(journal, bytes, row.index, row.type)
                : spend_document(journal, bytes, row.index);
    }
    if (r == ENTRIES_NO_ROOM) {
        return COMMITTER_BUSY;
    }
    if (r == 0) {
        r = tree_append(journal->tree, &row.leaf);
    }
    if (r == 0) {
        r = journal_learn(journal);
    }
    out->index = row.index;
    /* The rules let it pass: if the tables refuse it, one of them is wrong. */
    return FOLD(r);
}

/* type ‖ time ‖ body, from type ‖ body. */
static int stamped(struct span submission, int64_t time, struct buf *out)
{
    buf_put_u8(out, submission.data[0]);
    buf_put_u64(out, (uint64_t)time);
    buf_put(out, submission.data + 1, submission.size - 1);
    return buf_status(out);
}

static int
stage(struct journal *journal, const struct journal_offer *offer, struct committed *out)
{
    struct buf bytes;
    int64_t time = 0;
    int r;

    if (!stamp(journal, offer, &time)) {
        r = refuse(journal, offer->submission, LEDGER_CLOSED, out);
        if (r == 0 && !out->is_again) {
            out->result = COMMITTER_CLOSED;
        }
        return r;
    }
    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = stamped(offer->submission, time, &bytes);
    if (r == BUF_FULL) {
        r = COMMITTER_RULES;
        out->rule = LEDGER_MALFORMED;
    } else if (r == 0) {
        out->time = time;
        r = put(journal, buf_span(&bytes), out);
    }
    buf_deinit(&bytes);
    if (r == COMMITTER_RULES) {
        return refuse(journal, offer->submission, out->rule, out);
    }
    return r;
}

int journal_stage(struct journal *journal,
                  const struct journal_offer *offer,
                  struct committed *out)
{
    int r;

    if (offer->submission.size < 2) {
        out->result = COMMITTER_RULES;
        out->rule = LEDGER_MALFORMED;
        return 0;
    }
    (void)pthread_rwlock_wrlock(&journal->lock);
    if (is_closing(journal, offer)) {
        out->result = COMMITTER_CLOSING;
        r = 0;
    } else {
        r = stage(journal, offer, out);
    }
    (void)pthread_rwlock_unlock(&journal->lock);
    return r == COMMITTER_BUSY ? undo(journal) : r;
}

int journal_publish(struct journal *journal)
{
    struct tree_head head = {.size = tree_size(journal->tree)};
    char path[FILE_PATH_SIZE];
    struct buf note;
    int r = FOLD(tree_root(journal->tree, head.size, &head.root));

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    if (r == 0) {
        r = FOLD(checkpoint_write(&head, &journal->log, journal->secret, &note));
    }
    if (r == 0) {
        r = FOLD(file_join(journal->dir, "checkpoint", path));
    }
    if (r == 0) {
        r = FOLD(file_exchange(path, buf_span(&note), 0644));
    }
    if (r == 0) {
        (void)pthread_rwlock_wrlock(&journal->lock);
        buf_deinit(&journal->note);
        journal->note = note;
        journal->before = journal->head.size;
        journal->head = head;
        (void)pthread_rwlock_unlock(&journal->lock);
    } else {
        buf_deinit(&note);
    }
    return r;
}

int journal_commit(struct journal *journal)
{
    int r = 0;

    if (tree_size(journal->tree) == journal->head.size) {
        db_end(&journal->batch);
        return 0;
    }
    /* The checkpoint before this batch is kept with it: receipts under it stay. */
    if (journal->head.size > 0) {
        r = entries_keep_checkpoint(
            journal->entries, journal->head.size, buf_span(&journal->note));
    }
    if (r == 0) {
        r = db_commit(&journal->batch);
        r = r == DB_FULL ? ENTRIES_NO_ROOM : r;
    }
    if (r == ENTRIES_NO_ROOM) {
        return undo(journal);
    }
    return r != 0 ? FOLD(r) : journal_publish(journal);
}
