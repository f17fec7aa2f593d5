/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A pile of voting papers as somebody keyed it, in its order: what each says, or under
 * which heading it is rejected. It holds votes in the clear, though no number of a
 * voter: its file is for its owner alone, and is removed when the papers are sent.
 */
#ifndef TALLY_PILE_H
#define TALLY_PILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/bytes.h"
#include "core/result.h"
#include "seal/choice.h"

enum {
    PILE_MAX = 5000,
};

struct pile_paper {
    bool is_rejected;
    enum heading heading; /* when it is */
    struct choice choice; /* when it is not */
};

struct pile {
    struct eid eid;
    uint16_t cid;
    struct sign_key officer; /* who keyed it */
    size_t count;
    struct pile_paper papers[PILE_MAX];
};

MUST_USE int pile_new(struct pile **out);
void pile_free(struct pile *pile);

bool pile_is_same(const struct pile_paper *a, const struct pile_paper *b);

/* "3,1,2", or "rejected uncertain". */
void pile_put(const struct pile_paper *paper, struct buf *out);

enum pile_refusal {
    PILE_MALFORMED = 1, /* not understood at all */
    PILE_CHOICE,        /* a vote that the constituency does not allow */
};

/* A paper as typed; of crosses the order does not matter. */
MUST_USE int
pile_read(struct span line, const struct choice_rules *rules, struct pile_paper *out);

/* Its file: COMMAND_REFUSED, said on stderr. */
MUST_USE int pile_save(const struct pile *pile, const char *path);
MUST_USE int
pile_load(const char *path, const struct choice_rules *rules, struct pile *out);

OWNED(pile)

#endif
