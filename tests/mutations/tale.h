/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A whole small election as a list of scenes, to be told wrongly: a mutation changes,
 * adds, moves or removes scenes; sealing then makes the record of them, with every key
 * at hand, so that whatever follows is right as if the wrong thing were allowed.
 *
 * One witness, two officers' hands, an issuer, trustees 2 of 3, three mixers of two
 * houses, two mixes. Constituency 1 is STV (2 seats of 4, by post too), 2 is FPP (1 of
 * 2, tied: the lot decides), 3 is unopposed.
 */
#ifndef TESTS_TALE_H
#define TESTS_TALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/document.h"
#include "record/source.h"
#include "record/tree.h"
#include "scene.h"
#include "seal/ceremony.h"
#include "seal/code.h"
#include "seal/keyfile.h"

enum {
    TALE_SCENES = 80,
    TALE_NUMBERS = 6, /* on each roll */
    TALE_KEYS = 12,   /* of voters, in each constituency: the roll's, then others */
    TALE_TRUSTEES = 3,
    TALE_MIXERS = 3,
    TALE_OBJECTS = 40,
    TALE_OLDER = 20, /* size of the checkpoint seen before */
    TALE_OBJECT_MAX = 1 << 20,
};

struct tale {
    struct keyfile *officers[2]; /* the first two hands */
    struct sign_secret *secrets[HANDS];
    struct sign_secret *log;
    struct sign_secret *witness;
    struct sign_secret *voters[2][TALE_KEYS];
    struct scalar statics[TALE_TRUSTEES];
    struct scalar shares[TALE_TRUSTEES]; /* x_j */
    struct ceremony ceremony;
    struct buf result; /* documents and sheets of the good record, as made by audit */
    struct buf sheets[2];
    struct buf good[3]; /* result and sheets, for the next tale */

    size_t scene_count;
    struct scene *scenes[TALE_SCENES];
    void (*spoil_ceremony)(struct tale *tale, struct ceremony *ceremony);
    void (*spoil_ceremony_object)(struct tale *tale, struct buf *object);
    struct buf kept;  /* an object more, beside those the story makes */
    bool is_key_kept; /* the definition's Y, not the ceremony's */

    /* The record. */
    struct eid eid;
    struct code code;
    struct point key;
    struct digest box;
    struct tree *tree;
    bool is_boxed; /* the first box is there */
    bool is_gathered;
    struct ciphertext *outputs[2]; /* of the last mix of each, or the input */
    size_t counts[2];
    size_t entry_count;
    struct buf entries[TALE_SCENES];
    size_t object_count;
    struct buf objects[TALE_OBJECTS];
    struct object_ref refs[TALE_OBJECTS];
    struct tree_head head;
    struct record_source source;
};

/* Ends the program when the result of a call is not 0. */
#define MUST(call) tale_must((call), #call)
void tale_must(int r, const char *call);

void tale_open(struct tale *tale);
void tale_close(struct tale *tale);

/* The good story again, to be spoilt. */
void tale_begin(struct tale *tale);

/* Makes the record of the scenes. */
void tale_seal(struct tale *tale);

/* Makes the record of the scenes, which end with shares, and adds the result that audit
 * declares of it as one more scene, yet to be sealed. */
void tale_declare(struct tale *tale);

/* Writes it as a folder, as `tally fetch` leaves it. */
void tale_write(struct tale *tale, const char *folder);

#endif
