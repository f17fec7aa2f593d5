// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/card.h"

#include <stdbool.h>

#include "base/text.h"

#include "wire/field.h"
#include "wire/writer.h"

static const char *const members[PERSON_END] = {
    [PERSON_OFFICER] = "document role name key seal",
    [PERSON_TRUSTEE] = "document role name key static",
    [PERSON_MIXER] = "document role name organisation key",
    [PERSON_WITNESS] = "document role name key",
    [PERSON_ISSUER] = "document role name key seal",
};

static const char *role(unsigned place)
{
    return person_role_name((enum person_role)place);
}

static bool has_seal(const struct person *person)
{
    return person->role == PERSON_OFFICER || person->role == PERSON_ISSUER;
}

static void read_person(const struct node *root, struct person *out)
{
    if (!node_begins(root, "document", "card")) {
        node_refuse(root, "its first member is not \"document\": \"card\"");
        return;
    }
    out->role = (enum person_role)field_choice(root, "role", role);
    node_members(root, members[out->role]);
    field_text(root, "name", out->name, sizeof(out->name));
    field_bytes(root, "key", &out->key, sizeof(out->key));
    if (out->role == PERSON_MIXER) {
        field_text(root, "organisation", out->organisation, sizeof(out->organisation));
    }
    if (has_seal(out)) {
        field_bytes(root, "seal", &out->seal, sizeof(out->seal));
    }
    if (out->role == PERSON_TRUSTEE) {
        field_bytes(root, "static", &out->static_key, sizeof(out->static_key));
    }
}

int card_parse(struct span text, struct node_complaint *why, struct person *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct person person = {.role = PERSON_OFFICER};
    struct node root;
    int r;

    r = node_parse(text, CARD_SIZE_MAX, why, &tree);
    if (r != 0) {
        return r > 0 ? CARD_REFUSED : r;
    }
    root = node_root(tree);
    read_person(&root, &person);
    r = node_status(tree, why);
    if (r != 0) {
        return r > 0 ? CARD_REFUSED : r;
    }
    *out = person;
    return 0;
}

/* How far an object reaches that begins here; all of it when it does not end. */
static size_t reach_of(struct span text)
{
    bool is_text = false;
    size_t depth = 0;
    size_t i;

    for (i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if (is_text) {
            i += c == '\\' ? 1 : 0;
            is_text = c != '"';
        } else if (c == '"') {
            is_text = true;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && depth > 0) {
            depth--;
        }
        if (depth == 0) {
            return text.data[0] == '{' ? i + 1 : text.size;
        }
    }
    return text.size;
}

struct span card_next(struct span *rest)
{
    struct span text = text_trim(*rest);
    struct span card = span_of(text.data, reach_of(text));

    *rest = span_of(text.data + card.size, text.size - card.size);
    return card;
}

int card_write(const struct person *person, struct buf *out)
{
    struct writer writer;

    writer_begin(&writer, out);
    writer_text(&writer, "document", "card");
    writer_text(&writer, "role", person_role_name(person->role));
    writer_text(&writer, "name", person->name);
    if (person->role == PERSON_MIXER) {
        writer_text(&writer, "organisation", person->organisation);
    }
    writer_bytes(&writer, "key", SPAN(person->key));
    if (has_seal(person)) {
        writer_bytes(&writer, "seal", SPAN(person->seal));
    }
    if (person->role == PERSON_TRUSTEE) {
        writer_bytes(&writer, "static", SPAN(person->static_key));
    }
    writer_end(&writer);
    return buf_status(out) == BUF_FULL ? CARD_REFUSED : buf_status(out);
}
