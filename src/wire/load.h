/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* JSON text into Jansson's values, by all the rules of wire/node. */
#ifndef WIRE_LOAD_H
#define WIRE_LOAD_H

#include <stddef.h>

#include <jansson.h>

#include "base/attr.h"
#include "base/span.h"
#include "wire/node.h"

enum load_refusal {
    LOAD_REFUSED = 1,
};

/* The caller owns *out. */
MUST_USE int
load_json(struct span text, size_t ceiling, struct node_complaint *why, json_t **out);

#endif
