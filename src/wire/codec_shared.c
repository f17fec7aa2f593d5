// SPDX-License-Identifier: AGPL-3.0-or-later
/* Parts that several documents have. */
#include "wire/field.h"

#include "parts.h"

enum {
    BITS_MAX = 16,
};

unsigned wire_read_bits(const struct node *object,
                        const char *name,
                        const char *(*name_of)(unsigned place),
                        unsigned first)
{
    size_t count;
    struct node list = field_list(object, name, 1, BITS_MAX, &count);
    unsigned bits = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        struct node item = node_item(&list, i);
        unsigned bit = 1U << node_choice(&item, name_of, first);

        if ((bits & bit) != 0) {
            node_refuse(&item, "named twice");
        }
        bits |= bit;
    }
    return bits;
}

void wire_put_bits(struct writer *writer,
                   const char *name,
                   unsigned bits,
                   const char *(*name_of)(unsigned place),
                   unsigned first)
{
    const char *word;
    unsigned place;

    writer_open_list(writer, name);
    for (place = first; (word = name_of(place)) != NULL; place++) {
        if ((bits & 1U << place) != 0) {
            writer_text(writer, NULL, word);
        }
    }
    writer_close_list(writer);
}

uint16_t wire_read_cid(const struct node *object)
{
    return (uint16_t)field_number(object, "constituency", 1, CONSTITUENCIES_MAX);
}

uint32_t wire_read_elector(const struct node *object, const char *name)
{
    return (uint32_t)field_number(object, name, 1, UINT32_MAX);
}

enum channel wire_read_channel(const struct node *object)
{
    return (enum channel)field_choice(object, "channel", constituency_channel_name);
}

void wire_read_object_ref(const struct node *object, struct object_ref *out)
{
    field_bytes(object, "object", &out->digest, sizeof(out->digest));
    out->size = field_number(object, "size", 1, NODE_NUMBER_MAX);
}

void wire_put_object_ref(struct writer *writer, const struct object_ref *ref)
{
    writer_bytes(writer, "object", SPAN(ref->digest));
    writer_number(writer, "size", ref->size);
}

void wire_check_ascending(const struct node *item, uint16_t before, uint16_t cid)
{
    if (cid <= before) {
        node_refuse(item, "not after the constituency before it");
    }
}
