// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/mandate.h"

#include "core/definition.h"
#include "wire/field.h"
#include "wire/writer.h"

static void read_mandate(const struct node *root, struct mandate *out)
{
    if (!node_begins(root, "document", "order")) {
        node_refuse(root, "its first member is not \"document\": \"order\"");
        return;
    }
    node_members(root, "document election constituency entry authority seal");
    field_bytes(root, "election", &out->eid, sizeof(out->eid));
    out->cid = (uint16_t)field_number(root, "constituency", 1, CONSTITUENCIES_MAX);
    out->entry = field_number(root, "entry", 1, NODE_NUMBER_MAX);
    field_text(root, "authority", out->authority, sizeof(out->authority));
    field_bytes(root, "seal", &out->seal, sizeof(out->seal));
}

int mandate_parse(struct span text, struct node_complaint *why, struct mandate *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct mandate mandate = {.cid = 0};
    struct node root;
    int r;

    r = node_parse(text, MANDATE_SIZE_MAX, why, &tree);
    if (r == 0) {
        root = node_root(tree);
        read_mandate(&root, &mandate);
        r = node_status(tree, why);
    }
    if (r != 0) {
        return r > 0 ? MANDATE_REFUSED : r;
    }
    *out = mandate;
    return 0;
}

int mandate_write(const struct mandate *mandate, struct buf *out)
{
    struct writer writer;

    writer_begin(&writer, out);
    writer_text(&writer, "document", "order");
    writer_bytes(&writer, "election", SPAN(mandate->eid));
    writer_number(&writer, "constituency", mandate->cid);
    writer_number(&writer, "entry", mandate->entry);
    writer_text(&writer, "authority", mandate->authority);
    writer_bytes(&writer, "seal", SPAN(mandate->seal));
    writer_end(&writer);
    return buf_status(out) == BUF_FULL ? MANDATE_REFUSED : buf_status(out);
}
