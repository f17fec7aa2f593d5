/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A person's card, FILE.pub beside the key file: the public keys as JSON, to be sent to
 * whoever writes the definition. {"document": "card", "role": "officer", "name": …,
 * "organisation"? (mixers), "key": hex, "seal"? (officers, issuers), "static"?
 * (trustees)}.
 */
#ifndef WIRE_CARD_H
#define WIRE_CARD_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/person.h"
#include "wire/node.h"

enum {
    CARD_SIZE_MAX = 4096,
};

enum card_refusal {
    CARD_REFUSED = 1, /* the complaint says what and where */
};

/* why: may be NULL. */
MUST_USE int
card_parse(struct span text, struct node_complaint *why, struct person *out);

/*
 * Takes the next object off what was pasted, one card after another with white space
 * between: from its brace to the one that closes it; all that is left when none does.
 * Empty at the end.
 */
struct span card_next(struct span *rest);

/* Appends the text. What does not fit the ceiling of out is CARD_REFUSED. */
MUST_USE int card_write(const struct person *person, struct buf *out);

#endif
