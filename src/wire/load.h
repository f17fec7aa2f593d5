/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* JSON text into Jansson's values, by all the rules of wire/node. */
#ifndef WIRE_LOAD_H
#define WIRE_LOAD_H

#include <stddef.h>

#include <jansson.h>

#include "base/attr.h"
#include "base/span.h"
#include "base/text.h"
#include "wire/node.h"

enum load_refusal {
    LOAD_REFUSED = 1,
};

/* lines: whether texts may hold line feeds. The caller owns *out. */
MUST_USE int load_json(struct span text,
                       size_t ceiling,
                       enum text_lines lines,
                       struct node_complaint *why,
                       json_t **out);

#endif
