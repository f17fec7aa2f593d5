/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The record as the daemon holds it: record.db, the tree and the rules in memory, the
 * newest checkpoint. Batches are staged and committed by one thread (the committer);
 * all else may be asked from any thread and shows only what a synced checkpoint covers,
 * but facts and rules, which run ahead by the batch under way. Inside desk/ only.
 */
#ifndef DESK_JOURNAL_H
#define DESK_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/definition.h"
#include "core/document.h"
#include "core/phase.h"
#include "desk/committer.h"
#include "record/ledger.h"
#include "record/proof.h"
#include "record/source.h"
#include "record/tiles.h"
#include "seal/sign.h"
#include "store/entries.h"

struct db;
struct journal;

enum {
    JOURNAL_ENTRY_HEAD = 9, /* of an entry, before its body: u8 type ‖ u64 time */
};

enum journal_refusal {
    JOURNAL_UNKNOWN = 1, /* no such entry, ballot or tile, or not yet published */
    JOURNAL_NO_ROOM,     /* the disk is full: the batch is undone */
    JOURNAL_OTHER,       /* another history */
};

/* Refusals are enum desk_refusal. `secret` is borrowed as long as the journal. */
MUST_USE int
journal_open(const char *dir, const struct sign_secret *secret, struct journal **out);
void journal_free(struct journal *journal);

/* NULL before entry 0; then valid as long as the journal, as is what they point to. */
const struct definition *journal_definition(struct journal *journal);
const struct nominees *journal_nominees(struct journal *journal, uint16_t cid);
struct eid journal_eid(struct journal *journal);

struct facts journal_facts(struct journal *journal);

/* The rules, for questions under the journal's lock: release them soon. */
const struct ledger *journal_rules(struct journal *journal);
void journal_release(struct journal *journal);

/* Published entries, and the state a document may be based on. */
uint64_t journal_size(struct journal *journal);
struct base journal_base(struct journal *journal);

/* Whether an entry carries a document with this SHA-256. */
bool journal_has_document(struct journal *journal, const struct digest *document);

/* Whether an entry names this object. */
bool journal_names(struct journal *journal, const struct digest *object);

/* Entries and objects of the record as its other readers see them; for any thread. */
struct record_source journal_source(struct journal *journal);

/* The first published entry of a type: its bytes. JOURNAL_UNKNOWN. */
MUST_USE int
journal_first(struct journal *journal, enum entry_type type, struct buf *out);

/* A published entry, and when it was made. JOURNAL_UNKNOWN. */
MUST_USE int journal_entry(struct journal *journal, uint64_t index, struct buf *out);
MUST_USE int journal_time(struct journal *journal, uint64_t index, int64_t *out);
/* Every published entry, in order, until one is not 0. */
MUST_USE int journal_each(struct journal *journal, entries_visit visit, void *context);
MUST_USE int journal_find_ballot(struct journal *journal,
                                 const struct sign_key *credential,
                                 uint64_t *out);
MUST_USE int journal_receipt(struct journal *journal, uint64_t index, struct buf *out);
MUST_USE int journal_receipt_of(struct journal *journal,
                                uint64_t index,
                                struct span entry, /* its bytes, still at hand */
                                struct buf *out);
MUST_USE int journal_receipt_under(struct journal *journal,
                                   uint64_t index,
                                   struct span note, /* of a later checkpoint */
                                   struct buf *out);
MUST_USE int journal_checkpoint(struct journal *journal, struct buf *out);

/* Whether what is published extends the head: JOURNAL_UNKNOWN (more), JOURNAL_OTHER. */
MUST_USE int journal_extends(struct journal *journal, const struct tree_head *head);
MUST_USE int journal_consistency(struct journal *journal,
                                 uint64_t old,
                                 uint64_t size,
                                 struct proof *out);
MUST_USE int
journal_tile(struct journal *journal, const struct tile *tile, struct buf *out);
struct db *journal_database(struct journal *journal); /* for tests of a full disk */

/* The committer's. What is staged is in the batch unless out->result refuses it. */
struct journal_offer {
    struct span submission;
    int64_t arrived; /* of a ballot */
    int64_t now;
};
MUST_USE int journal_begin(struct journal *journal);
MUST_USE int journal_stage(struct journal *journal,
                           const struct journal_offer *offer,
                           struct committed *out);
MUST_USE int journal_commit(struct journal *journal);

OWNED(journal)

#endif
