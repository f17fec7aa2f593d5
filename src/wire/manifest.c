// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "wire/field.h"
#include "wire/writer.h"

/* A name in the folder where the manifest lies. */
static void read_file(const struct node *item, char *out)
{
    struct node file = node_member(item, "file");

    node_text(&file, out, MANIFEST_FILE_SIZE);
    if (strchr(out, '/') != NULL || out[0] == '.') {
        node_refuse(&file, "not the name of a file beside it");
    }
}

static void read_packet(const struct node *item, struct packet *out)
{
    struct node constituency = node_optional(item, "constituency");

    node_members(item, "file constituency contents to sha256 size");
    read_file(item, out->file);
    if (node_is_present(&constituency)) {
        out->cid = (uint16_t)field_number(item, "constituency", 1, CONSTITUENCIES_MAX);
    }
    field_text(item, "contents", out->contents, sizeof(out->contents));
    field_text(item, "to", out->to, sizeof(out->to));
    field_bytes(item, "sha256", &out->object.digest, sizeof(out->object.digest));
    out->object.size = field_number(item, "size", 1, NODE_NUMBER_MAX);
}

static void read_manifest(const struct node *root, struct manifest *out)
{
    struct node list;
    size_t i;

    if (!node_begins(root, "document", "packets")) {
        node_refuse(root, "its first member is not \"document\": \"packets\"");
        return;
    }
    node_members(root, "document election trust notice packets");
    field_bytes(root, "election", &out->eid, sizeof(out->eid));
    field_text(root, "trust", out->trust, sizeof(out->trust));
    out->notice = field_moment(root, "notice");
    list = field_list(root, "packets", 1, MANIFEST_PACKETS_MAX, &out->count);
    for (i = 0; i < out->count; i++) {
        struct node item = node_item(&list, i);

        read_packet(&item, &out->packets[i]);
    }
}

int manifest_parse(struct span text, struct node_complaint *why, struct manifest **out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct manifest *manifest;
    struct node root;
    int r;

    r = node_parse(text, MANIFEST_SIZE_MAX, why, &tree);
    if (r != 0) {
        return r > 0 ? MANIFEST_REFUSED : r;
    }
    manifest = calloc(1, sizeof(*manifest));
    if (manifest == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    root = node_root(tree);
    read_manifest(&root, manifest);
    r = node_status(tree, why);
    if (r != 0) {
        free(manifest);
        return r > 0 ? MANIFEST_REFUSED : r;
    }
    *out = manifest;
    return 0;
}

static void write_packet(struct writer *writer, const struct packet *packet)
{
    writer_open_object(writer, NULL);
    writer_text(writer, "file", packet->file);
    if (packet->cid != 0) {
        writer_number(writer, "constituency", packet->cid);
    }
    writer_text(writer, "contents", packet->contents);
    writer_text(writer, "to", packet->to);
    writer_bytes(writer, "sha256", SPAN(packet->object.digest));
    writer_number(writer, "size", packet->object.size);
    writer_close_object(writer);
}

int manifest_write(const struct manifest *manifest, struct buf *out)
{
    struct writer writer;
    size_t i;

    writer_begin(&writer, out);
    writer_text(&writer, "document", "packets");
    writer_bytes(&writer, "election", SPAN(manifest->eid));
    writer_text(&writer, "trust", manifest->trust);
    writer_moment(&writer, "notice", manifest->notice);
    writer_open_list(&writer, "packets");
    for (i = 0; i < manifest->count; i++) {
        write_packet(&writer, &manifest->packets[i]);
    }
    writer_close_list(&writer);
    writer_end(&writer);
    return buf_status(out) == BUF_FULL ? MANIFEST_REFUSED : buf_status(out);
}
