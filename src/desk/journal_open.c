// SPDX-License-Identifier: AGPL-3.0-or-later
#include "journal_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "desk/desk.h"
#include "record/entry.h"
#include "record/object.h"
#include "seal/hash.h"
#include "wire/codec.h"

static int source_bytes(void *context, uint64_t index, struct buf *out)
{
    struct journal *journal = context;
    int r;

    (void)pthread_mutex_lock(&journal->reader_lock);
    r = entries_read(journal->reader, index, out);
    (void)pthread_mutex_unlock(&journal->reader_lock);
    return r == ENTRIES_UNKNOWN ? SOURCE_ABSENT : FOLD(r);
}

static int source_size(void *context, const struct digest *digest, uint64_t *out)
{
    const struct journal *journal = context;
    int r = object_size(journal->objects, digest, out);

    return r == OBJECT_ABSENT ? SOURCE_ABSENT : FOLD(r);
}

static int source_piece(void *context,
                        const struct digest *digest,
                        uint64_t offset,
                        size_t size,
                        struct buf *out)
{
    const struct journal *journal = context;
    const struct object_part part = {*digest, offset, size};
    int r = object_read(journal->objects, &part, out);

    return r == OBJECT_ABSENT ? SOURCE_ABSENT : FOLD(r);
}

static int add(struct digests *digests, const struct digest *digest)
{
    if (digests->count == digests->room) {
        size_t room = digests->room == 0 ? 64 : 2 * digests->room;
        struct digest *list = realloc(digests->list, room * sizeof(*list));

        if (!list) {
            return FAULT(FAULT_MEMORY);
        }
        digests->list = list;
        digests->room = room;
    }
    digests->list[digests->count++] = *digest;
    return 0;
}

static int add_objects(struct journal *journal, const struct entry *entry)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct object_ref objects[OBJECT_NAMES_MAX];
    size_t count;
    size_t i;
    int r = FOLD(codec_parse(entry->document, entry->type, NULL, &document));

    if (r != 0) {
        return r;
    }
    count = object_named(document, objects);
    for (i = 0; r == 0 && i < count; i++) {
        r = add(&journal->named, &objects[i].digest);
    }
    return r;
}

int journal_note_document(struct journal *journal, struct span bytes)
{
    struct digest digest;
    struct entry entry;
    int r = FOLD(entry_parse(bytes, &entry));

    if (r != 0 || entry_is_ballot(entry.type)) {
        return r;
    }
    hash_sha256(entry.document, &digest);
    r = add(&journal->documents, &digest);
    return r == 0 ? add_objects(journal, &entry) : r;
}

static int replay_one(void *context, const struct entries_row *row)
{
    struct journal *journal = context;
    struct digest leaf;
    int r;

    entry_leaf(row->bytes, &leaf);
    if (memcmp(&leaf, &row->leaf, sizeof(leaf)) != 0) {
        return DESK_BROKEN_RECORD;
    }
    r = ledger_apply(journal->ledger, row->bytes);
    if (r != 0) {
        return r < 0 ? r : DESK_BROKEN_RECORD;
    }
    r = journal_note_document(journal, row->bytes);
    return r != 0 ? r : FOLD(tree_append(journal->tree, &leaf));
}

int journal_replay(struct journal *journal)
{
    uint64_t count = 0;
    int r;

    ledger_free(journal->ledger);
    journal->ledger = NULL;
    tree_free(journal->tree);
    journal->tree = NULL;
    journal->named.count = 0;
    journal->documents.count = 0;
    r = FOLD(tree_new(&journal->tree));
    if (r == 0) {
        r = FOLD(ledger_new(journal->tree, &journal->source, &journal->ledger));
    }
    if (r == 0) {
        r = FOLD(entries_count(journal->entries, &count));
    }
    if (r == 0) {
        r = entries_each(journal->entries, 0, count, replay_one, journal);
    }
    if (r == 0 && tree_size(journal->tree) != count) {
        r = DESK_BROKEN_RECORD;
    }
    return r;
}

/* The document of the entry that carries it, parsed for keeps. */
static int
copy_document(struct journal *journal, enum entry_type type, struct document **out)
{
    struct entry entry;
    struct buf bytes;
    uint64_t index = 0;
    int r;

    if (*out || !ledger_find_entry(journal->ledger, type, &index)) {
        return 0;
    }
    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = entries_read(journal->entries, index, &bytes);
    if (r == 0) {
        r = entry_parse(buf_span(&bytes), &entry);
    }
    if (r == 0) {
        r = codec_parse(entry.document, type, NULL, out);
    }
    buf_deinit(&bytes);
    return FOLD(r);
}

int journal_learn(struct journal *journal)
{
    const struct definition *definition;
    bool is_new = !journal->definition;
    int r;

    r = copy_document(journal, ENTRY_DEFINITION, &journal->definition);
    if (r == 0) {
        r = copy_document(journal, ENTRY_STATEMENT, &journal->statement);
    }
    if (r != 0 || !is_new || !journal->definition) {
        return r;
    }
    definition = journal->definition->of.definition;
    journal->eid = *ledger_eid(journal->ledger);
    return FOLD(
        vkey_make(definition->origin, VKEY_LOG, &definition->log, &journal->log));
}

/* The checkpoint file against the tree that the database gave. */
static int compare(struct journal *journal, struct span note, struct tree_head *out)
{
    struct digest root;
    int r;

    if (!journal->definition) {
        return DESK_ROLLED_BACK;
    }
    if (checkpoint_open(note, &journal->log, out) != 0) {
        return DESK_FORKED;
    }
    if (out->size > tree_size(journal->tree)) {
        return DESK_ROLLED_BACK;
    }
    r = FOLD(tree_root(journal->tree, out->size, &root));
    if (r != 0) {
        return r;
    }
    return memcmp(&root, &out->root, sizeof(root)) == 0 ? 0 : DESK_FORKED;
}

/* Without its file a checkpoint must never have been signed: if one was, who knows what
 * else was removed. */
static int check_beginning(struct journal *journal)
{
    uint64_t size = 0;
    int r = FOLD(entries_last_checkpoint(journal->entries, &size));

    return r == 0 && size > 0 ? DESK_NO_CHECKPOINT : r;
}

/* Takes the checkpoint file over; entries behind it get a new one. */
static int recover(struct journal *journal)
{
    struct tree_head head = {0};
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(journal->dir, "checkpoint", path));

    if (r != 0) {
        return r;
    }
    buf_reset(&journal->note);
    r = file_read(path, &journal->note);
    if (r == 0) {
        r = compare(journal, buf_span(&journal->note), &head);
    } else if (r == FILE_ABSENT) {
        r = check_beginning(journal);
    } else {
        r = FOLD(r);
    }
    if (r != 0) {
        return r;
    }
    journal->head = head;
    if (tree_size(journal->tree) > head.size) {
        return journal_publish(journal);
    }
    return FOLD(entries_last_checkpoint(journal->entries, &journal->before));
}

static int open_database(struct journal *journal)
{
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(journal->dir, "record.db", path));

    if (r == 0) {
        r = db_open(path, DB_WRITE, &db_schema_record, &journal->db);
    }
    if (r == 0) {
        r = FOLD(entries_open(journal->db, &journal->entries));
    }
    if (r == 0) {
        r = FOLD(db_open(path, DB_READ, &db_schema_record, &journal->reader_db));
    }
    if (r == 0) {
        r = FOLD(entries_open(journal->reader_db, &journal->reader));
    }
    if (r == DB_MISSING) {
        return DESK_MISSING;
    }
    return r > 0 ? DESK_FOREIGN : r;
}

static int prepare(struct journal *journal, const char *dir)
{
    int r;

    buf_init(&journal->note, CHECKPOINT_SIZE_MAX);
    if (pthread_mutex_init(&journal->reader_lock, NULL) != 0
        || pthread_rwlock_init(&journal->lock, NULL) != 0) {
        return FAULT(FAULT_MEMORY);
    }
    journal->has_locks = true;
    journal->source = (struct record_source){
        .context = journal,
        .entry = source_bytes,
        .object_size = source_size,
        .object_piece = source_piece,
    };
    (void)snprintf(journal->dir, sizeof(journal->dir), "%s", dir);
    r = FOLD(file_join(dir, "objects", journal->objects));
    if (r == 0) {
        r = open_database(journal);
    }
    if (r == 0) {
        r = journal_replay(journal);
    }
    if (r == 0) {
        r = journal_learn(journal);
    }
    return r == 0 ? recover(journal) : r;
}

int journal_open(const char *dir,
                 const struct sign_secret *secret,
                 struct journal **out)
{
    CLEANUP(journal_freep) struct journal *journal = NULL;
    int r;

    journal = calloc(1, sizeof(*journal));
    if (!journal) {
        return FAULT(FAULT_MEMORY);
    }
    journal->secret = secret;
    r = prepare(journal, dir);
    if (r != 0) {
        return r;
    }
    *out = journal_take(&journal);
    return 0;
}

void journal_free(struct journal *journal)
{
    if (!journal) {
        return;
    }
    ledger_free(journal->ledger);
    tree_free(journal->tree);
    document_free(journal->definition);
    document_free(journal->statement);
    free(journal->named.list);
    free(journal->documents.list);
    entries_free(journal->reader);
    db_free(journal->reader_db);
    entries_free(journal->entries);
    db_free(journal->db);
    buf_deinit(&journal->note);
    if (journal->has_locks) {
        (void)pthread_rwlock_destroy(&journal->lock);
        (void)pthread_mutex_destroy(&journal->reader_lock);
    }
    free(journal);
}
