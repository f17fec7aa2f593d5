/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A small election for tests of the ledger: three officers, one trustee, one mixer, and
 * constituencies 1 (STV, 2 seats of 3 candidates, by post too, floor 2), 2 (FPP, staff,
 * by telephone too) and 3 (unopposed). Its ballots have no proofs: the ledger asks
 * none.
 */
#ifndef TESTS_ELECTION_H
#define TESTS_ELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/document.h"
#include "record/entry.h"
#include "record/ledger.h"
#include "record/ledger_view.h"
#include "record/tree.h"
#include "seal/ballot.h"
#include "seal/sign.h"

enum {
    ELECTION_OFFICERS = 3, /* returning; deputy of everything; of papers only */
    ELECTION_NUMBERS = 12, /* of each contested constituency */
    ELECTION_OBJECTS = 24,
    ELECTION_START = 1000000020, /* a whole minute */
    ELECTION_STEP = 6000,        /* between the steps of the timetable */
};

/* Who signs: bits. */
enum election_signer {
    BY_RETURNING = 1 << 0,
    BY_DEPUTY = 1 << 1,
    BY_CLERK = 1 << 2,
    BY_TRUSTEE = 1 << 3,
    BY_MIXER = 1 << 4,
    BY_ISSUER = 1 << 5,
    BY_STRANGER = 1 << 6,
    BY_NOBODY = 0,
    ELECTION_SIGNERS = 7,
};

struct election {
    struct sign_secret *secrets[ELECTION_SIGNERS];
    struct sign_secret *log;
    struct definition *definition; /* change it before election_define */
    struct eid eid;
    struct tree *tree;
    struct record_source source;
    struct ledger *ledger;
    int64_t time; /* of the next entry */
    size_t object_count;
    struct buf objects[ELECTION_OBJECTS];
    struct object_ref refs[ELECTION_OBJECTS];
    struct sign_key credentials[2][ELECTION_NUMBERS];
    struct buf entries; /* the record so far: u16 length ‖ entry, as in bundles */
    uint8_t fresh;      /* for alphas and keys never used before */
};

/* Everything up to the definition, which is ready and not yet in. */
void election_open(struct election *election);
void election_close(struct election *election);

/* A document with `base` of the record as it stands; the caller frees it. */
struct document *election_document(struct election *election, enum entry_type type);

/* Writes, signs and applies it; frees it. Gives the ledger's answer. */
int election_submit(struct election *election, struct document *document, unsigned by);

/* Applies an entry's bytes as they are. */
int election_apply(struct election *election, struct span bytes);

/* A ballot of a number, with a fresh alpha; number 0 is one keyed by the clerk. */
struct ballot election_ballot(struct election *election, uint16_t cid, uint32_t number);
int election_cast(struct election *election, const struct ballot *ballot);

/* The entry's bytes, appended. */
void election_ballot_entry(struct election *election,
                           const struct ballot *ballot,
                           struct buf *out);

/* Steps of the story, each asserted to succeed; those before it happen first. */
void election_define(struct election *election);
void election_state(struct election *election);
void election_enrol(struct election *election);
void election_begin(struct election *election);
void election_end(struct election *election);
void election_box(struct election *election);

/* Documents of the story, right as they are, to be spoilt. */
struct document *election_statement(struct election *election);
struct document *election_roll(struct election *election);
struct document *election_boxed(struct election *election);
struct document *
election_received(struct election *election, uint16_t cid, uint32_t number);
struct document *election_offer(struct election *election, enum entry_type type);
struct document *election_result(struct election *election);

/* Writes the record so far into a folder, as it would be served. */
void election_publish(struct election *election, const char *folder);

/* Keeps an object and gives its reference. */
struct object_ref election_object(struct election *election, struct span bytes);

/* A public key whose secret half is thrown away. */
struct sign_key election_key(void);

#endif
