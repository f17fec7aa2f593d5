// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/field.h"

void field_text(const struct node *object, const char *name, char *out, size_t size)
{
    struct node field = node_member(object, name);

    node_text(&field, out, size);
}

void field_bytes(const struct node *object, const char *name, void *out, size_t size)
{
    struct node field = node_member(object, name);

    node_bytes(&field, out, size);
}

bool field_flag(const struct node *object, const char *name)
{
    struct node field = node_member(object, name);

    return node_flag(&field);
}

int64_t field_moment(const struct node *object, const char *name)
{
    struct node field = node_member(object, name);

    return node_moment(&field);
}

uint64_t
field_number(const struct node *object, const char *name, uint64_t min, uint64_t max)
{
    struct node field = node_member(object, name);

    return node_number(&field, min, max);
}

struct node field_list(
    const struct node *object, const char *name, size_t min, size_t max, size_t *out)
{
    struct node field = node_member(object, name);

    *out = node_list(&field, min, max);
    return field;
}

unsigned field_choice(const struct node *object,
                      const char *name,
                      const char *(*name_of)(unsigned place))
{
    struct node field = node_member(object, name);

    return node_choice(&field, name_of, 1);
}
