// SPDX-License-Identifier: AGPL-3.0-or-later
#include "journal.h"

#include <string.h>

#include "base/fault.h"
#include "record/entry.h"
#include "record/receipt.h"

#include "journal_state.h"

static void hold(struct journal *journal)
{
    (void)pthread_rwlock_rdlock(&journal->lock);
}

void journal_release(struct journal *journal)
{
    (void)pthread_rwlock_unlock(&journal->lock);
}

const struct definition *journal_definition(struct journal *journal)
{
    const struct definition *definition = NULL;

    hold(journal);
    if (journal->definition && journal->head.size > 0) {
        definition = journal->definition->of.definition;
    }
    journal_release(journal);
    return definition;
}

const struct nominees *journal_nominees(struct journal *journal, uint16_t cid)
{
    const struct nominees *nominees = NULL;

    hold(journal);
    if (journal->statement && cid > 0
        && cid <= journal->statement->of.statement.count) {
        nominees = &journal->statement->of.statement.lists[cid - 1];
    }
    journal_release(journal);
    return nominees;
}

struct eid journal_eid(struct journal *journal)
{
    struct eid eid;

    hold(journal);
    eid = journal->eid;
    journal_release(journal);
    return eid;
}

struct facts journal_facts(struct journal *journal)
{
    struct facts facts = {0};

    hold(journal);
    ledger_facts(journal->ledger, &facts);
    journal_release(journal);
    return facts;
}

const struct ledger *journal_rules(struct journal *journal)
{
    hold(journal);
    return journal->ledger;
}

uint64_t journal_size(struct journal *journal)
{
    uint64_t size;

    hold(journal);
    size = journal->head.size;
    journal_release(journal);
    return size;
}

struct base journal_base(struct journal *journal)
{
    struct base base;

    hold(journal);
    base.size = journal->head.size;
    base.root = journal->head.root;
    journal_release(journal);
    return base;
}

static bool holds(const struct digests *digests, const struct digest *digest)
{
    size_t i;

    for (i = 0; i < digests->count; i++) {
        if (memcmp(&digests->list[i], digest, sizeof(*digest)) == 0) {
            return true;
        }
    }
    return false;
}

bool journal_names(struct journal *journal, const struct digest *object)
{
    bool found;

    hold(journal);
    found = holds(&journal->named, object);
    journal_release(journal);
    return found;
}

bool journal_has_document(struct journal *journal, const struct digest *document)
{
    bool found;

    hold(journal);
    found = holds(&journal->documents, document);
    journal_release(journal);
    return found;
}

struct db *journal_database(struct journal *journal)
{
    return journal->db;
}

struct record_source journal_source(struct journal *journal)
{
    return journal->source;
}

static int read_row(struct journal *journal, uint64_t index, struct buf *out)
{
    int r;

    (void)pthread_mutex_lock(&journal->reader_lock);
    r = entries_read(journal->reader, index, out);
    (void)pthread_mutex_unlock(&journal->reader_lock);
    return r == ENTRIES_UNKNOWN ? JOURNAL_UNKNOWN : FOLD(r);
}

int journal_entry(struct journal *journal, uint64_t index, struct buf *out)
{
    if (index >= journal_size(journal)) {
        return JOURNAL_UNKNOWN;
    }
    return read_row(journal, index, out);
}

int journal_time(struct journal *journal, uint64_t index, int64_t *out)
{
    struct entry entry;
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = journal_entry(journal, index, &bytes);
    if (r == 0) {
        r = FOLD(entry_parse(buf_span(&bytes), &entry));
    }
    if (r == 0) {
        *out = entry.time;
    }
    buf_deinit(&bytes);
    return r;
}

int journal_each(struct journal *journal, entries_visit visit, void *context)
{
    uint64_t size = journal_size(journal);
    int r;

    (void)pthread_mutex_lock(&journal->reader_lock);
    r = entries_each(journal->reader, 0, size, visit, context);
    (void)pthread_mutex_unlock(&journal->reader_lock);
    return r;
}

int journal_first(struct journal *journal, enum entry_type type, struct buf *out)
{
    uint64_t index = 0;
    bool found;

    hold(journal);
    found =
        ledger_find_entry(journal->ledger, type, &index) && index < journal->head.size;
    journal_release(journal);
    return found ? read_row(journal, index, out) : JOURNAL_UNKNOWN;
}

int journal_find_ballot(struct journal *journal,
                        const struct sign_key *credential,
                        uint64_t *out)
{
    struct ledger_voter voter = {0};
    bool found;

    hold(journal);
    found = ledger_find_voter(journal->ledger, credential, &voter) && voter.has_ballot
            && voter.ballot < journal->head.size;
    journal_release(journal);
    if (!found) {
        return JOURNAL_UNKNOWN;
    }
    *out = voter.ballot;
    return 0;
}

/* The checkpoint an entry was first covered by, so that its receipt never changes. */
static int first_checkpoint(struct journal *journal,
                            uint64_t index,
                            uint64_t *size,
                            struct buf *note)
{
    bool is_newest;
    int r;

    hold(journal);
    is_newest = index >= journal->before;
    if (is_newest) {
        *size = journal->head.size;
        buf_put_span(note, buf_span(&journal->note));
    }
    journal_release(journal);
    if (is_newest) {
        return FOLD(buf_status(note));
    }
    (void)pthread_mutex_lock(&journal->reader_lock);
    r = entries_checkpoint_after(journal->reader, index, size, note);
    (void)pthread_mutex_unlock(&journal->reader_lock);
    return FOLD(r);
}

/* The receipt's text, under its checkpoint of this size. */
static int write_receipt(struct journal *journal,
                         struct receipt *receipt,
                         uint64_t size,
                         struct buf *out)
{
    int r;

    hold(journal);
    r = FOLD(tree_inclusion(journal->tree, receipt->index, size, &receipt->proof));
    journal_release(journal);
    return r == 0 ? FOLD(receipt_write(receipt, out)) : r;
}

static int
make_receipt(struct journal *journal, struct receipt *receipt, struct buf *out)
{
    struct buf note;
    uint64_t size = 0;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = first_checkpoint(journal, receipt->index, &size, &note);
    if (r == 0) {
        receipt->checkpoint = buf_span(&note);
        r = write_receipt(journal, receipt, size, out);
    }
    buf_deinit(&note);
    return r;
}

/* Under the checkpoint that the receipt already has. */
static int
write_under(struct journal *journal, struct receipt *receipt, struct buf *out)
{
    struct checkpoint checkpoint;
    int r = FOLD(checkpoint_parse(receipt->checkpoint, &checkpoint));

    return r == 0 ? write_receipt(journal, receipt, checkpoint.head.size, out) : r;
}

int journal_receipt_under(struct journal *journal,
                          uint64_t index,
                          struct span note,
                          struct buf *out)
{
    struct receipt receipt = {.index = index, .checkpoint = note};
    struct buf entry;
    int r;

    buf_init(&entry, ENTRY_SIZE_MAX);
    r = journal_entry(journal, index, &entry);
    if (r == 0) {
        receipt.entry = buf_span(&entry);
        r = note.size == 0 ? make_receipt(journal, &receipt, out)
                           : write_under(journal, &receipt, out);
    }
    buf_deinit(&entry);
    return r;
}

int journal_receipt(struct journal *journal, uint64_t index, struct buf *out)
{
    return journal_receipt_under(journal, index, span_of(NULL, 0), out);
}

int journal_receipt_of(struct journal *journal,
                       uint64_t index,
                       struct span entry,
                       struct buf *out)
{
    struct receipt receipt = {.index = index, .entry = entry};

    return index < journal_size(journal) ? make_receipt(journal, &receipt, out)
                                         : JOURNAL_UNKNOWN;
}

int journal_checkpoint(struct journal *journal, struct buf *out)
{
    uint64_t size;

    hold(journal);
    size = journal->head.size;
    buf_put_span(out, buf_span(&journal->note));
    journal_release(journal);
    return size == 0 ? JOURNAL_UNKNOWN : FOLD(buf_status(out));
}

int journal_extends(struct journal *journal, const struct tree_head *head)
{
    struct digest root;
    int r = JOURNAL_UNKNOWN;

    if (head->size == 0) {
        return 0;
    }
    hold(journal);
    if (head->size <= journal->head.size) {
        r = FOLD(tree_root(journal->tree, head->size, &root));
    }
    journal_release(journal);
    if (r != 0) {
        return r;
    }
    return memcmp(&root, &head->root, sizeof(root)) == 0 ? 0 : JOURNAL_OTHER;
}

int journal_consistency(struct journal *journal,
                        uint64_t old,
                        uint64_t size,
                        struct proof *out)
{
    int r;

    hold(journal);
    r = FOLD(tree_consistency(journal->tree, old, size, out));
    journal_release(journal);
    return r;
}

static int put_entry(void *context, const struct entries_row *row)
{
    struct buf *out = context;

    tiles_put_entry(out, row->bytes);
    return 0;
}

static int bundle(struct journal *journal, const struct tile *tile, struct buf *out)
{
    int r;

    (void)pthread_mutex_lock(&journal->reader_lock);
    r = entries_each(
        journal->reader, tile->index * TILES_WIDTH, tile->width, put_entry, out);
    (void)pthread_mutex_unlock(&journal->reader_lock);
    return r != 0 ? FOLD(r) : FOLD(buf_status(out));
}

int journal_tile(struct journal *journal, const struct tile *tile, struct buf *out)
{
    bool is_within;
    int r = 0;

    hold(journal);
    is_within = tiles_is_within(tile, journal->head.size);
    if (is_within && tile->level != TILES_ENTRIES) {
        r = FOLD(tree_tile(
            journal->tree, (unsigned)tile->level, tile->index, tile->width, out));
    }
    journal_release(journal);
    if (!is_within) {
        return JOURNAL_UNKNOWN;
    }
    return tile->level == TILES_ENTRIES ? bundle(journal, tile, out) : r;
}
