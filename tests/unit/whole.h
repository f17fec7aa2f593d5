/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A whole small election in memory, for tests of audit: real keys, ceremony, ballots
 * with proofs, two mixes, shares, result. Constituency 1 is STV (2 seats of 4), 2 is
 * FPP (1 of 2, and tied: the lot decides), 3 unopposed. A spoil makes just one thing of
 * it wrong, and everything after it as if it were right.
 */
#ifndef TESTS_WHOLE_H
#define TESTS_WHOLE_H

#include <stddef.h>
#include <stdint.h>

#include "audit/perform.h"
#include "audit/verify.h"
#include "base/buf.h"
#include "core/document.h"
#include "record/entry.h"
#include "record/source.h"
#include "record/tree.h"
#include "seal/keyfile.h"

enum {
    WHOLE_ENTRIES = 48,
    WHOLE_OBJECTS = 16,
    WHOLE_NUMBERS = 6,  /* on each roll */
    WHOLE_VOTERS_1 = 5, /* who vote in constituency 1 */
    WHOLE_VOTERS_2 = 4,
};

enum spoil {
    SPOIL_NOTHING,
    SPOIL_TIME,
    SPOIL_BASE,
    SPOIL_DOCUMENT, /* a document of the wrong form */
    SPOIL_DEFINITION_SIGNER,
    SPOIL_CEREMONY_OBJECT,
    SPOIL_CEREMONY_NONCE,
    SPOIL_CEREMONY_CERTIFICATE,
    SPOIL_CEREMONY_KEY,
    SPOIL_STATEMENT_SIGNER,
    SPOIL_STATEMENT_OUTCOME,
    SPOIL_ROLL_TWICE,
    SPOIL_OPEN_EARLY,
    SPOIL_BALLOT_TWICE, /* a second ballot of one number */
    SPOIL_BALLOT_SIGNATURE,
    SPOIL_BALLOT_PROOF,
    SPOIL_BALLOT_NAMED, /* a bad proof, named invalid: a good record */
    SPOIL_BOX_COUNT,
    SPOIL_MIX_PROOF,
    SPOIL_MIX_SIGNER,
    SPOIL_MIX_TWICE, /* a bad mix first, then a good one: a good record */
    SPOIL_SHARE_PROOF,
    SPOIL_SHARE_SIGNER,
    SPOIL_RESULT_LOT,
    SPOIL_RESULT_ELECTED,
    SPOIL_RESULT_UNREADABLE,
    SPOIL_RESULT_ELECTORATE,
    SPOIL_RESULT_SHEET,
    SPOIL_RESULT_SIGNER,
};

struct whole {
    enum spoil spoil;
    char folder[32]; /* of the trustee's key file */
    struct keyfile *officer;
    struct keyfile *trustee;
    struct keyfile *mixers[2];
    struct sign_secret *log;
    struct sign_secret *voters[2][WHOLE_NUMBERS];
    uint32_t runs;
    struct definition *definition;
    struct eid eid;
    struct code code; /* as whole_verify asks for; spoil it after whole_run */
    int64_t time;
    struct tree *tree;
    size_t entry_count;
    struct buf entries[WHOLE_ENTRIES];
    size_t object_count;
    struct buf objects[WHOLE_OBJECTS];
    struct object_ref refs[WHOLE_OBJECTS];
    struct record_source source;
    struct buf checkpoint;
};

void whole_open(struct whole *whole);
void whole_close(struct whole *whole);

/* The record from the beginning to the box, or to the result. */
void whole_run_to_box(struct whole *whole, enum spoil spoil);
void whole_run(struct whole *whole, enum spoil spoil);

/* Signs the checkpoint of the entries as they are. */
void whole_sign(struct whole *whole);

struct audit *whole_verify(struct whole *whole, enum stage last);

/* Takes products into the record as entries and objects. */
struct sink whole_sink(struct whole *whole);

/* Writes the record as a folder, as `tally fetch` leaves it. */
void whole_write(struct whole *whole, const char *folder);

#endif
