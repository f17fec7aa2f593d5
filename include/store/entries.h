/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The entries of the record (record.db): their bytes and leaf hashes in order, the
 * numbers they spent, and every checkpoint signed. A number, a credential and an alpha
 * are spent by unique constraints in the transaction that appends the entry. It knows
 * no rules beyond those (record/ledger does) and nothing of members.
 */
#ifndef STORE_ENTRIES_H
#define STORE_ENTRIES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"
#include "core/bytes.h"
#include "store/db.h"

struct entries;

enum {
    ENTRIES_NOTE_SIZE = 4096, /* of a signed checkpoint */
};

enum entries_refusal {
    ENTRIES_UNKNOWN = 1, /* no such entry, ballot or checkpoint */
    ENTRIES_SPENT,       /* the number is spent */
    ENTRIES_BALLOTED,    /* the number or the credential cast a ballot before */
    ENTRIES_COPIED,      /* the alpha is on an earlier entry */
    ENTRIES_GAP,         /* not the next index */
    ENTRIES_NO_ROOM,     /* the disk is full */
};

/* An open database. The caller keeps `db` open longer. */
MUST_USE int entries_open(struct db *db, struct entries **out);
void entries_free(struct entries *entries);
/* How many entries there are; the next index. */
MUST_USE int entries_count(struct entries *entries, uint64_t *out);

/* One entry as it goes in: its place, kind, bytes and leaf hash. */
struct entries_row {
    uint64_t index;
    uint8_t type;
    struct span bytes;
    struct digest leaf;
};
/* Appends within the caller's transaction. Refuses ENTRIES_GAP, ENTRIES_NO_ROOM. */
MUST_USE int entries_append(struct entries *entries, const struct entries_row *row);

/* What a ballot spends besides: once each, for ever. */
struct entries_ballot {
    uint64_t index;
    uint16_t cid;
    uint32_t number;
    struct sign_key credential;
};
MUST_USE int entries_spend_ballot(struct entries *entries,
                                  const struct entries_ballot *ballot);

/* `received` spends a number, a disqualified vote gives it back. */
MUST_USE int
entries_spend(struct entries *entries, uint16_t cid, uint32_t number, uint64_t index);
MUST_USE int entries_unspend(struct entries *entries, uint16_t cid, uint32_t number);

/* The alpha of a ballot or an entered paper. Refuses ENTRIES_COPIED. */
MUST_USE int
entries_note_alpha(struct entries *entries, const struct point *alpha, uint64_t index);

/* The bytes of one entry, appended to out. Refuses ENTRIES_UNKNOWN. */
MUST_USE int entries_read(struct entries *entries, uint64_t index, struct buf *out);

/* The ballot that this credential cast. Refuses ENTRIES_UNKNOWN. */
MUST_USE int entries_find_ballot(struct entries *entries,
                                 const struct sign_key *credential,
                                 struct entries_ballot *out);

/* The entry that this alpha is on. Refuses ENTRIES_UNKNOWN. */
MUST_USE int
entries_find_alpha(struct entries *entries, const struct point *alpha, uint64_t *out);
/* How many ballots and alphas together are spent for ever. */
MUST_USE int entries_count_once(struct entries *entries, uint64_t *out);

/* Calls back for entries first … first + count - 1, in order, until one is not 0. */
typedef int (*entries_visit)(void *context, const struct entries_row *row);
MUST_USE int entries_each(struct entries *entries,
                          uint64_t first,
                          uint64_t count,
                          entries_visit visit,
                          void *context);

/* What is spent now, in order of constituency and number. */
struct entries_spent {
    uint16_t cid;
    uint32_t number;
    uint64_t index;
};
typedef int (*entries_spent_visit)(void *context, const struct entries_spent *spent);
MUST_USE int
entries_each_spent(struct entries *entries, entries_spent_visit visit, void *context);

/* Every checkpoint signed, by its size; the same one may be kept twice. */
MUST_USE int
entries_keep_checkpoint(struct entries *entries, uint64_t size, struct span note);

/* The smallest kept checkpoint with size > index: the one of that entry's receipt. */
MUST_USE int entries_checkpoint_after(struct entries *entries,
                                      uint64_t index,
                                      uint64_t *size,
                                      struct buf *note);

/* The size of the largest kept; 0: none is. */
MUST_USE int entries_last_checkpoint(struct entries *entries, uint64_t *out);
typedef int (*entries_checkpoint_visit)(void *context, uint64_t size, struct span note);
MUST_USE int entries_each_checkpoint(struct entries *entries,
                                     entries_checkpoint_visit visit,
                                     void *context);

OWNED(entries)

#endif
