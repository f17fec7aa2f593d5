/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a member who may vote by post is sent beside the letter (rules 20, 21, 24, 25):
 * the ballot paper, what the candidates say, the declaration of identity where one is
 * made, and labels for the two envelopes. Its words, line by line, for whoever prints
 * them. The ballot paper is one and the same for everybody of a constituency: nothing
 * on it says whose it is.
 */
#ifndef POST_PACK_H
#define POST_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/definition.h"
#include "post/outbox.h"

enum pack_line {
    PACK_LEAF, /* a sheet of paper of its own begins: its title */
    PACK_HEADING,
    PACK_TEXT,
    PACK_CANDIDATE, /* with a box before it, to be marked */
    PACK_DETAIL,    /* of that candidate */
    PACK_CHOICE,    /* a box to tick, and what it says */
    PACK_BLANK,     /* "Signature", and room for it */
    PACK_ENVELOPE,  /* the envelope's number, to be read and to be scanned */
    PACK_CUT,       /* cut the paper here; without a text */
    PACK_FINE,      /* repeated in fine print across the paper */
    PACK_LINES,
};

/* Texts are UTF-8; line feeds part lines. */
struct pack_candidate {
    unsigned number;
    struct span name;
    struct span address;
    struct span interests; /* empty: none */
    struct span party;     /* empty: none */
    struct span statement; /* the election statement; empty: none */
    bool is_dead;
};

struct pack {
    const struct definition *definition;
    const struct constituency *constituency;
    const char *site; /* address of the election's pages, no slash at its end */
    const char *code; /* the election's, 4×4 */
    int64_t close;    /* of the poll, as last extended */
    size_t count;
    struct pack_candidate candidates[CANDIDATES_MAX];
};

/* Where the lines go; a result that is not 0 ends the writing and is handed back. */
struct pack_sink {
    void *self;
    int (*put)(void *self, enum pack_line line, struct span text);
};

/* Whether the parcel comes with one: a voting code by letter, where votes may come by
 * post. */
bool pack_is_due(const struct parcel *parcel);

/* envelope: as seal/envelope writes it; never on the ballot paper. */
MUST_USE int
pack_write(const struct pack *pack, const char *envelope, const struct pack_sink *sink);

#endif
