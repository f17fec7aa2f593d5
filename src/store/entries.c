// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/entries.h"

#include <stdlib.h>

#include "base/fault.h"

#include "statement.h"

enum {
    COUNT,
    APPEND,
    SPEND_BALLOT,
    SPEND,
    UNSPEND,
    NOTE_ALPHA,
    READ,
    FIND_BALLOT,
    FIND_ALPHA,
    COUNT_ONCE,
    EACH,
    EACH_SPENT,
    KEEP_CHECKPOINT,
    CHECKPOINT_AFTER,
    LAST_CHECKPOINT,
    EACH_CHECKPOINT,
    STATEMENTS,
};

static const char *const sql[STATEMENTS] = {
    [COUNT] = "SELECT coalesce(max(place) + 1, 0) FROM entry",
    [APPEND] = "INSERT INTO entry (place, type, bytes, leaf) VALUES (?1, ?2, ?3, ?4)",
    [SPEND_BALLOT] = "INSERT INTO ballot (place, cid, number, credential)"
                     " VALUES (?1, ?2, ?3, ?4)",
    [SPEND] = "INSERT INTO spent (place, cid, number) VALUES (?1, ?2, ?3)",
    [UNSPEND] = "DELETE FROM spent WHERE cid = ?1 AND number = ?2",
    [NOTE_ALPHA] = "INSERT INTO alpha (place, alpha) VALUES (?1, ?2)",
    [READ] = "SELECT bytes FROM entry WHERE place = ?1",
    [FIND_BALLOT] = "SELECT place, cid, number FROM ballot WHERE credential = ?1",
    [FIND_ALPHA] = "SELECT place FROM alpha WHERE alpha = ?1",
    [COUNT_ONCE] =
        "SELECT (SELECT count(*) FROM ballot) + (SELECT count(*) FROM alpha)",
    [EACH] = "SELECT place, type, bytes, leaf FROM entry"
             " WHERE place >= ?1 AND place < ?2 ORDER BY place",
    [EACH_SPENT] = "SELECT cid, number, place FROM spent ORDER BY cid, number",
    [KEEP_CHECKPOINT] = "INSERT INTO checkpoint (size, note) VALUES (?1, ?2)"
                        " ON CONFLICT (size) DO UPDATE SET note = excluded.note",
    [CHECKPOINT_AFTER] = "SELECT size, note FROM checkpoint WHERE size > ?1"
                         " ORDER BY size LIMIT 1",
    [LAST_CHECKPOINT] = "SELECT coalesce(max(size), 0) FROM checkpoint",
    [EACH_CHECKPOINT] = "SELECT size, note FROM checkpoint ORDER BY size",
};

struct entries {
    struct db *db;
    sqlite3_stmt *statements[STATEMENTS];
};

/* Runs a bound statement that gives no rows. */
static int run(sqlite3_stmt *statement, int constraint)
{
    int r = statement_step(statement);

    switch (r) {
    case STATEMENT_CONSTRAINT:
        return constraint;
    case STATEMENT_FULL:
        return ENTRIES_NO_ROOM;
    default:
        return FOLD(r);
    }
}

int entries_open(struct db *db, struct entries **out)
{
    CLEANUP(entries_freep) struct entries *entries = NULL;
    int r;

    entries = calloc(1, sizeof(*entries));
    if (!entries) {
        return FAULT(FAULT_MEMORY);
    }
    entries->db = db;
    r = statement_prepare(db, sql, STATEMENTS, entries->statements);
    if (r != 0) {
        return FOLD(r);
    }

    *out = entries_take(&entries);
    return 0;
}

void entries_free(struct entries *entries)
{
    if (entries) {
        statement_release(entries->statements, STATEMENTS);
        free(entries);
    }
}

/* The one number that a statement without parameters gives. */
static int read_number(sqlite3_stmt *prepared, uint64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = prepared;
    int r = statement_step(statement);

    if (r != STATEMENT_ROW) {
        return r < 0 ? r : FAULT(FAULT_STORE);
    }
    *out = (uint64_t)statement_number(statement, 0);
    return 0;
}

int entries_count(struct entries *entries, uint64_t *out)
{
    return read_number(entries->statements[COUNT], out);
}

int entries_append(struct entries *entries, const struct entries_row *row)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[APPEND];
    uint64_t count = 0;
    int r;

    r = entries_count(entries, &count);
    if (r != 0) {
        return r;
    }
    if (row->index != count) {
        return ENTRIES_GAP;
    }
    r = BIND(statement,
             NUMBER(row->index),
             NUMBER(row->type),
             BLOB(row->bytes),
             BLOB(SPAN(row->leaf)));
    return r != 0 ? FOLD(r) : run(statement, FAULT_BUG);
}

int entries_spend_ballot(struct entries *entries, const struct entries_ballot *ballot)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = entries->statements[SPEND_BALLOT];
    int r = BIND(statement,
                 NUMBER(ballot->index),
                 NUMBER(ballot->cid),
                 NUMBER(ballot->number),
                 BLOB(SPAN(ballot->credential)));

    if (r == 0) {
        r = run(statement, ENTRIES_BALLOTED);
    }
    return r != 0 ? r
                  : entries_spend(entries, ballot->cid, ballot->number, ballot->index);
}

int entries_spend(struct entries *entries,
                  uint16_t cid,
                  uint32_t number,
                  uint64_t index)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[SPEND];
    int r = BIND(statement, NUMBER(index), NUMBER(cid), NUMBER(number));

    return r != 0 ? FOLD(r) : run(statement, ENTRIES_SPENT);
}

int entries_unspend(struct entries *entries, uint16_t cid, uint32_t number)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[UNSPEND];
    int r = BIND(statement, NUMBER(cid), NUMBER(number));

    return r != 0 ? FOLD(r) : run(statement, FAULT_BUG);
}

int entries_note_alpha(struct entries *entries,
                       const struct point *alpha,
                       uint64_t index)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[NOTE_ALPHA];
    int r = BIND(statement, NUMBER(index), BLOB(SPAN(*alpha)));

    return r != 0 ? FOLD(r) : run(statement, ENTRIES_COPIED);
}

int entries_read(struct entries *entries, uint64_t index, struct buf *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[READ];
    int r = BIND(statement, NUMBER(index));

    if (r == 0) {
        r = statement_step(statement);
    }
    if (r != STATEMENT_ROW) {
        return r == 0 ? ENTRIES_UNKNOWN : FOLD(r);
    }
    buf_put_span(out, statement_span(statement, 0));
    return FOLD(buf_status(out));
}

int entries_find_ballot(struct entries *entries,
                        const struct sign_key *credential,
                        struct entries_ballot *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[FIND_BALLOT];
    int r = BIND(statement, BLOB(SPAN(*credential)));

    if (r == 0) {
        r = statement_step(statement);
    }
    if (r != STATEMENT_ROW) {
        return r == 0 ? ENTRIES_UNKNOWN : FOLD(r);
    }
    *out = (struct entries_ballot){
        .index = (uint64_t)statement_number(statement, 0),
        .cid = (uint16_t)statement_number(statement, 1),
        .number = (uint32_t)statement_number(statement, 2),
        .credential = *credential,
    };
    return 0;
}

int entries_find_alpha(struct entries *entries,
                       const struct point *alpha,
                       uint64_t *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[FIND_ALPHA];
    int r = BIND(statement, BLOB(SPAN(*alpha)));

    if (r == 0) {
        r = statement_step(statement);
    }
    if (r != STATEMENT_ROW) {
        return r == 0 ? ENTRIES_UNKNOWN : FOLD(r);
    }
    *out = (uint64_t)statement_number(statement, 0);
    return 0;
}

int entries_count_once(struct entries *entries, uint64_t *out)
{
    return read_number(entries->statements[COUNT_ONCE], out);
}

int entries_each(struct entries *entries,
                 uint64_t first,
                 uint64_t count,
                 entries_visit visit,
                 void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[EACH];
    int r = BIND(statement, NUMBER(first), NUMBER(first + count));

    while (r == 0 && (r = statement_step(statement)) == STATEMENT_ROW) {
        struct entries_row row = {
            .index = (uint64_t)statement_number(statement, 0),
            .type = (uint8_t)statement_number(statement, 1),
            .bytes = statement_span(statement, 2),
        };

        r = statement_bytes(statement, 3, &row.leaf, sizeof(row.leaf));
        if (r == 0) {
            r = visit(context, &row);
        }
        if (r != 0) {
            return r;
        }
    }
    return FOLD(r);
}

int entries_each_spent(struct entries *entries,
                       entries_spent_visit visit,
                       void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = entries->statements[EACH_SPENT];
    int r = 0;

    while (r == 0 && (r = statement_step(statement)) == STATEMENT_ROW) {
        struct entries_spent spent = {
            .cid = (uint16_t)statement_number(statement, 0),
            .number = (uint32_t)statement_number(statement, 1),
            .index = (uint64_t)statement_number(statement, 2),
        };

        r = visit(context, &spent);
        if (r != 0) {
            return r;
        }
    }
    return FOLD(r);
}

int entries_keep_checkpoint(struct entries *entries, uint64_t size, struct span note)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = entries->statements[KEEP_CHECKPOINT];
    char text[ENTRIES_NOTE_SIZE];
    int r;

    if (note.size >= sizeof(text)) {
        return FAULT(FAULT_BUG);
    }
    memcpy(text, note.data, note.size);
    text[note.size] = '\0';
    r = BIND(statement, NUMBER(size), TEXT(text));
    return r != 0 ? FOLD(r) : run(statement, FAULT_BUG);
}

int entries_checkpoint_after(struct entries *entries,
                             uint64_t index,
                             uint64_t *size,
                             struct buf *note)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = entries->statements[CHECKPOINT_AFTER];
    int r = BIND(statement, NUMBER(index));

    if (r == 0) {
        r = statement_step(statement);
    }
    if (r != STATEMENT_ROW) {
        return r == 0 ? ENTRIES_UNKNOWN : FOLD(r);
    }
    buf_put_span(note, statement_span(statement, 1));
    r = buf_status(note);
    if (r != 0) {
        return FOLD(r);
    }
    *size = (uint64_t)statement_number(statement, 0);
    return 0;
}

int entries_last_checkpoint(struct entries *entries, uint64_t *out)
{
    return read_number(entries->statements[LAST_CHECKPOINT], out);
}

int entries_each_checkpoint(struct entries *entries,
                            entries_checkpoint_visit visit,
                            void *context)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = entries->statements[EACH_CHECKPOINT];
    int r = 0;

    while (r == 0 && (r = statement_step(statement)) == STATEMENT_ROW) {
        r = visit(context,
                  (uint64_t)statement_number(statement, 0),
                  statement_span(statement, 1));
        if (r != 0) {
            return r;
        }
    }
    return FOLD(r);
}
