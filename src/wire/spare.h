/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Memory for Jansson that never runs out in the middle of a text. Without memory
 * Jansson 2.14 cuts strings short as if all were well, and looks for the end of one
 * behind its buffer. So a spare piece, large enough for the whole text, is taken
 * before; what malloc refuses comes from there, and the text is then a fault.
 */
#ifndef WIRE_SPARE_H
#define WIRE_SPARE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/span.h"

/* Puts the hooks in: once, before any thread. */
void spare_prepare(void);

/* Takes the spare piece for a text that this thread parses next. */
MUST_USE int spare_take(struct span text);

/* Whether malloc refused something since. */
bool spare_was_needed(void);

/* Gives it back, once nothing parsed from it is left. */
void spare_give_back(void);

#endif
