// SPDX-License-Identifier: AGPL-3.0-or-later
#include "check_record.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "record/checkpoint.h"
#include "record/entry.h"
#include "record/ledger.h"
#include "record/ledger_view.h"
#include "record/object.h"
#include "record/tree.h"
#include "record/vkey.h"
#include "seal/hash.h"
#include "wire/codec.h"

#include "check_cosigned.h"

struct check_record {
    const char *dir;
    char objects[FILE_PATH_SIZE];
    struct entries *entries;
    const struct check_report *report;
    struct record_source source;
    struct tree *tree;
    struct ledger *ledger;
    struct vkey log;
    uint64_t at; /* the entry being looked at */
    uint64_t looked_at;
    size_t document_count;
    struct digest *documents;
};

static int no_entry(void *context, uint64_t index, struct buf *out)
{
    (void)context;
    (void)index;
    (void)out;
    return SOURCE_ABSENT;
}

static int size_of(void *context, const struct digest *digest, uint64_t *out)
{
    const struct check_record *record = context;
    int r = object_size(record->objects, digest, out);

    return r == OBJECT_ABSENT ? SOURCE_ABSENT : FOLD(r);
}

static int piece_of(void *context,
                    const struct digest *digest,
                    uint64_t offset,
                    size_t size,
                    struct buf *out)
{
    const struct check_record *record = context;
    const struct object_part part = {*digest, offset, size};
    int r = object_read(record->objects, &part, out);

    return r == OBJECT_ABSENT ? SOURCE_ABSENT : FOLD(r);
}

int check_record_new(const char *dir,
                     struct entries *entries,
                     const struct check_report *report,
                     struct check_record **out)
{
    CLEANUP(check_record_freep) struct check_record *record = NULL;
    int r;

    record = calloc(1, sizeof(*record));
    if (!record) {
        return FAULT(FAULT_MEMORY);
    }
    record->dir = dir;
    record->entries = entries;
    record->report = report;
    record->source = (struct record_source){record, no_entry, size_of, piece_of};
    r = FOLD(file_join(dir, "objects", record->objects));
    if (r == 0) {
        r = FOLD(tree_new(&record->tree));
    }
    if (r == 0) {
        r = FOLD(ledger_new(record->tree, &record->source, &record->ledger));
    }
    if (r != 0) {
        return r;
    }
    *out = check_record_take(&record);
    return 0;
}

void check_record_free(struct check_record *record)
{
    if (record) {
        ledger_free(record->ledger);
        tree_free(record->tree);
        free(record->documents);
        free(record);
    }
}

static int grow_tree(void *context, const struct entries_row *row)
{
    struct check_record *record = context;
    struct digest leaf;

    record->at = row->index;
    entry_leaf(row->bytes, &leaf);
    if (row->index != tree_size(record->tree)
        || memcmp(&leaf, &row->leaf, sizeof(leaf)) != 0) {
        return CHECK_FAILED;
    }
    return FOLD(tree_append(record->tree, &leaf));
}

/* Whether the tree as it was says the same as the checkpoint. */
static int check_note(void *context, uint64_t size, struct span note)
{
    struct check_record *record = context;
    struct tree_head head;
    struct digest root;
    int r = checkpoint_open(note, &record->log, &head);

    record->at = size;
    record->looked_at++;
    if (r != 0) {
        return r < 0 ? r : CHECK_FAILED;
    }
    if (head.size > tree_size(record->tree) || (size != 0 && size != head.size)) {
        return CHECK_FAILED;
    }
    r = FOLD(tree_root(record->tree, head.size, &root));
    if (r != 0) {
        return r;
    }
    return memcmp(&root, &head.root, sizeof(root)) == 0 ? 0 : CHECK_FAILED;
}

static int check_file(struct check_record *record)
{
    char path[FILE_PATH_SIZE];
    struct buf note;
    int r = FOLD(file_join(record->dir, "checkpoint", path));

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    if (r == 0) {
        r = file_read(path, &note);
        r = r == FILE_ABSENT && tree_size(record->tree) == 0 ? 0 : r;
    }
    if (r == 0 && note.size > 0) {
        r = check_note(record, 0, buf_span(&note));
    }
    buf_deinit(&note);
    return r > 0 ? CHECK_FAILED : r;
}

static int
check_tree(struct check_record *record, const struct sign_key *log, uint64_t count)
{
    const struct definition *definition = ledger_definition(record->ledger);
    int r;

    if (!definition) {
        check_good(record->report, CHECK_TREE, "entries", count);
        return 0;
    }
    if (memcmp(&definition->log, log, sizeof(*log)) != 0) {
        return check_bad(record->report, CHECK_TREE, "daemon.key is another log's", 0);
    }
    r = FOLD(vkey_make(definition->origin, VKEY_LOG, &definition->log, &record->log));
    if (r == 0) {
        r = entries_each_checkpoint(record->entries, check_note, record);
    }
    if (r > 0) {
        return check_bad(record->report,
                         CHECK_TREE,
                         "a checkpoint and the tree disagree",
                         record->at);
    }
    if (r == 0) {
        r = check_file(record);
    }
    if (r > 0) {
        return check_bad(
            record->report, CHECK_TREE, "the checkpoint file and the tree disagree", 0);
    }
    if (r == 0) {
        check_good(record->report, CHECK_TREE, "checkpoints signed", record->looked_at);
        r = check_cosigned(record->dir, definition, record->tree, record->report);
    }
    return r;
}

static int add_document(struct check_record *record, struct span document)
{
    struct digest *grown = realloc(
        record->documents, (record->document_count + 1) * sizeof(*record->documents));

    if (!grown) {
        return FAULT(FAULT_MEMORY);
    }
    record->documents = grown;
    hash_sha256(document, &record->documents[record->document_count++]);
    return 0;
}

static int apply_one(void *context, const struct entries_row *row)
{
    struct check_record *record = context;
    struct entry entry;
    int r;

    record->at = row->index;
    r = ledger_apply(record->ledger, row->bytes);
    if (r != 0) {
        return r < 0 ? r : CHECK_FAILED;
    }
    r = FOLD(entry_parse(row->bytes, &entry));
    return r != 0 || entry_is_ballot(entry.type) ? r
                                                 : add_document(record, entry.document);
}

static int check_spent_one(void *context, const struct entries_spent *spent)
{
    struct check_record *record = context;
    struct ledger_voter voter = {0};

    record->at = spent->index;
    record->looked_at++;
    return ledger_find_number(record->ledger, spent->cid, spent->number, &voter)
                   && voter.is_spent && voter.spent_at == spent->index
               ? 0
               : CHECK_FAILED;
}

/* Standing votes by the rules: as many as numbers are spent. */
static uint64_t sum_standing(const struct check_record *record)
{
    const struct definition *definition = ledger_definition(record->ledger);
    uint64_t sum = 0;
    uint16_t cid;

    for (cid = 1; definition && cid <= definition->constituency_count; cid++) {
        struct ledger_state state = {0};
        size_t i;

        ledger_constituency(record->ledger, cid, &state);
        sum += state.online;
        for (i = 0; i < CHANNEL_END; i++) {
            sum += state.received[i];
        }
    }
    return sum;
}

static int check_spent(struct check_record *record)
{
    int r;

    record->looked_at = 0;
    r = entries_each_spent(record->entries, check_spent_one, record);
    if (r < 0) {
        return r;
    }
    if (r > 0 || record->looked_at != sum_standing(record)) {
        return check_bad(record->report,
                         CHECK_SPENT,
                         "spent numbers and the votes that stand disagree",
                         record->at);
    }
    check_good(record->report, CHECK_SPENT, "spent numbers", record->looked_at);
    return 0;
}

static int check_named(struct check_record *record, const struct document *document)
{
    struct object_ref objects[OBJECT_NAMES_MAX];
    size_t count = object_named(document, objects);
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < count; i++) {
        record->looked_at++;
        r = source_check_object(&record->source, &objects[i]);
    }
    return r > 0 ? CHECK_FAILED : r;
}

static int check_objects_of(void *context, const struct entries_row *row)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct check_record *record = context;
    struct entry entry;
    int r = FOLD(entry_parse(row->bytes, &entry));

    record->at = row->index;
    if (r != 0 || entry_is_ballot(entry.type)) {
        return r;
    }
    r = FOLD(codec_parse(entry.document, entry.type, NULL, &document));
    return r != 0 ? r : check_named(record, document);
}

static int check_objects(struct check_record *record, uint64_t count)
{
    int r;

    record->looked_at = 0;
    r = entries_each(record->entries, 0, count, check_objects_of, record);
    if (r > 0) {
        return check_bad(record->report,
                         CHECK_OBJECTS,
                         "an object is missing or changed, named by entry",
                         record->at);
    }
    if (r == 0) {
        check_good(record->report, CHECK_OBJECTS, "objects", record->looked_at);
    }
    return r;
}

int check_record_run(struct check_record *record, const struct sign_key *log)
{
    uint64_t count = 0;
    int r = FOLD(entries_count(record->entries, &count));

    if (r == 0) {
        r = entries_each(record->entries, 0, count, grow_tree, record);
    }
    if (r > 0) {
        return check_bad(
            record->report, CHECK_TREE, "an entry was changed", record->at);
    }
    if (r == 0) {
        r = entries_each(record->entries, 0, count, apply_one, record);
    }
    if (r > 0) {
        return check_bad(record->report,
                         CHECK_RULES,
                         "an entry breaks the rules of the record",
                         record->at);
    }
    if (r == 0) {
        r = check_tree(record, log, count);
    }
    if (r != 0) {
        return r;
    }
    check_good(record->report, CHECK_RULES, "entries by the rules", count);
    r = check_spent(record);
    return r == 0 ? check_objects(record, count) : r;
}

bool check_record_has(const struct check_record *record, const struct digest *document)
{
    size_t i;

    for (i = 0; i < record->document_count; i++) {
        if (memcmp(&record->documents[i], document, sizeof(*document)) == 0) {
            return true;
        }
    }
    return false;
}

uint64_t check_record_numbers(const struct check_record *record)
{
    const struct definition *definition = ledger_definition(record->ledger);
    uint64_t sum = 0;
    uint16_t cid;

    if (!definition || definition->has_issuer || !ledger_roll(record->ledger)
        || ledger_retention(record->ledger)->destroyed_at != 0) {
        return 0;
    }
    for (cid = 1; cid <= definition->constituency_count; cid++) {
        struct ledger_state state = {0};

        ledger_constituency(record->ledger, cid, &state);
        sum += state.highest;
    }
    return sum;
}
