/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One member of an object read in one step: node_member, then the node_ of its kind. */
#ifndef WIRE_FIELD_H
#define WIRE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/node.h"

void field_text(const struct node *object, const char *name, char *out, size_t size);
void field_bytes(const struct node *object, const char *name, void *out, size_t size);
bool field_flag(const struct node *object, const char *name);
int64_t field_moment(const struct node *object, const char *name);

uint64_t
field_number(const struct node *object, const char *name, uint64_t min, uint64_t max);

/* The list of min to max items, and how many it has. */
struct node field_list(
    const struct node *object, const char *name, size_t min, size_t max, size_t *out);

/* As node_choice, from place 1. */
unsigned field_choice(const struct node *object,
                      const char *name,
                      const char *(*name_of)(unsigned place));

#endif
