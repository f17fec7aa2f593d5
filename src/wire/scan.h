/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What JSON text must be before it is given to the parser that builds trees: depth,
 * numbers and white space that Jansson would let pass. It does not know the grammar.
 */
#ifndef WIRE_SCAN_H
#define WIRE_SCAN_H

#include <stddef.h>

#include "base/span.h"

enum {
    SCAN_DEPTH_MAX = 8,
};

/* NULL, or the first thing wrong; *line is where, from 1. */
const char *scan_json(struct span text, size_t *line);

#endif
