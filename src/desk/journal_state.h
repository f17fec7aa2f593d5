/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a journal holds, shared by journal.c, journal_open.c and journal_batch.c. */
#ifndef DESK_JOURNAL_STATE_H
#define DESK_JOURNAL_STATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/file.h"
#include "record/checkpoint.h"
#include "record/ledger.h"
#include "record/ledger_view.h"
#include "record/proof.h"
#include "record/source.h"
#include "record/tree.h"
#include "record/vkey.h"
#include "store/entries.h"

#include "journal.h"

struct digests {
    size_t count;
    size_t room;
    struct digest *list;
};

struct journal {
    char dir[FILE_PATH_SIZE];
    char objects[FILE_PATH_SIZE];
    const struct sign_secret *secret;

    /* Only the committer's thread uses these, and whoever opens. */
    struct db *db;
    struct entries *entries;
    struct db_guard batch;

    /* One thread at a time reads rows. */
    pthread_mutex_t reader_lock;
    struct db *reader_db;
    struct entries *reader;

    /* What follows is under the lock. */
    pthread_rwlock_t lock;
    bool has_locks;
    struct record_source source;
    struct tree *tree;
    struct ledger *ledger;

    /* Our own copies: a ledger is made anew when a batch is undone. Once set they stay.
     */
    struct document *definition;
    struct document *statement;
    struct eid eid;
    struct vkey log; /* set with the definition */

    struct digests named;     /* objects that entries name */
    struct digests documents; /* SHA-256 of each entry's document */

    /* What the newest synced checkpoint covers. */
    struct tree_head head;
    uint64_t before; /* the size of the checkpoint before it */
    struct buf note;
};

/* Replays the whole database into a new tree and ledger. DESK_BROKEN_RECORD. */
MUST_USE int journal_replay(struct journal *journal);

/* Keeps copies of definition and statement, once the ledger has them. */
MUST_USE int journal_learn(struct journal *journal);

/* Notes the document of an entry that has one, and the objects it names. */
MUST_USE int journal_note_document(struct journal *journal, struct span entry);

/* Signs the tree as it is, syncs the checkpoint file, and publishes it. */
MUST_USE int journal_publish(struct journal *journal);

#endif
