// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/codec.h"

#include "base/fault.h"
#include "wire/field.h"
#include "wire/writer.h"

#include "parts.h"

static void read_nothing(const struct node *root, struct document *out)
{
    (void)root;
    (void)out;
}

static void put_nothing(struct writer *writer, const struct document *document)
{
    (void)writer;
    (void)document;
}

static void put_definition(struct writer *writer, const struct document *document)
{
    wire_put_definition(writer, document->of.definition);
}

struct form {
    const char *members;
    void (*read)(const struct node *root, struct document *out);
    void (*put)(struct writer *writer, const struct document *document);
};

static const struct form forms[ENTRY_TYPES] = {
    [ENTRY_DEFINITION] =
        {
            "document suite practice trust contact labels limits nonce origin log "
            "policy issuer officers hands trustees threshold ceremony Y mixers mixes "
            "constituencies timetable lots page",
            wire_read_definition,
            put_definition,
        },
    [ENTRY_STATEMENT] =
        {
            "document base constituencies",
            wire_read_statement,
            wire_put_statement,
        },
    [ENTRY_ROLL] =
        {
            "document base constituencies",
            wire_read_roll,
            wire_put_roll,
        },
    [ENTRY_OPEN] = {"document base", read_nothing, put_nothing},
    [ENTRY_CLOSE] = {"document base", read_nothing, put_nothing},
    [ENTRY_REPLACE] =
        {
            "document base constituency register old number credential",
            wire_read_replacement,
            wire_put_replacement,
        },
    [ENTRY_DISQUALIFY] =
        {
            "document base constituency number channel reason entry",
            wire_read_disqualification,
            wire_put_disqualification,
        },
    [ENTRY_MIX] =
        {
            "document base constituency index object size",
            wire_read_contribution,
            wire_put_contribution,
        },
    [ENTRY_SHARES] =
        {
            "document base constituency index object size",
            wire_read_contribution,
            wire_put_contribution,
        },
    [ENTRY_RESULT] =
        {
            "document base constituencies seed declaration",
            wire_read_result,
            wire_put_result,
        },
    [ENTRY_NOTE] =
        {
            "document base kind constituency close candidate page key entry authority "
            "reason",
            wire_read_note,
            wire_put_note,
        },
    [ENTRY_RECEIVED] =
        {
            "document base constituency number channel",
            wire_read_received,
            wire_put_received,
        },
    [ENTRY_BOX] =
        {
            "document base constituencies",
            wire_read_box,
            wire_put_box,
        },
};

static int refuse(int refusal)
{
    return refusal > 0 ? CODEC_REFUSED : refusal;
}

int codec_type(struct span text, struct node_complaint *why, enum entry_type *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node root;
    unsigned type;
    int r;

    r = node_parse(text, CODEC_SIZE_MAX, why, &tree);
    if (r != 0) {
        return refuse(r);
    }
    root = node_root(tree);
    for (type = 1; type < ENTRY_TYPES; type++) {
        const char *name = document_name((enum entry_type)type);

        if (name != NULL && node_begins(&root, "document", name)) {
            *out = (enum entry_type)type;
            return 0;
        }
    }
    node_refuse(&root, "its first member is not \"document\" with a name known here");
    return refuse(node_status(tree, why));
}

static void read_base(const struct node *root, struct base *out)
{
    struct node base = node_member(root, "base");

    node_members(&base, "size root");
    out->size = field_number(&base, "size", 1, NODE_NUMBER_MAX);
    field_bytes(&base, "root", &out->root, sizeof(out->root));
}

/* Statements and results bring their own lists. */
static size_t lists_of(const struct node *root, enum entry_type type)
{
    struct node list = node_optional(root, "constituencies");

    if ((type != ENTRY_STATEMENT && type != ENTRY_RESULT) || !node_is_present(&list)) {
        return 0;
    }
    return node_list(&list, 0, CONSTITUENCIES_MAX);
}

static int
read_document(const struct node *root, enum entry_type type, struct document **out)
{
    struct document *document = document_new(type, lists_of(root, type));

    if (document == NULL) {
        return FAULT_MEMORY;
    }
    node_members(root, forms[type].members);
    if (!node_begins(root, "document", document_name(type))) {
        node_refuse(root, "its first member does not name this kind of document");
    }
    if (type != ENTRY_DEFINITION) {
        read_base(root, &document->base);
    }
    forms[type].read(root, document);
    *out = document;
    return 0;
}

int codec_parse(struct span text,
                enum entry_type type,
                struct node_complaint *why,
                struct document **out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    CLEANUP(document_freep) struct document *document = NULL;
    struct node root;
    int r;

    if ((unsigned)type >= ENTRY_TYPES || forms[type].read == NULL) {
        return FAULT(FAULT_BUG);
    }
    r = node_parse(text, CODEC_SIZE_MAX, why, &tree);
    if (r != 0) {
        return refuse(r);
    }
    root = node_root(tree);
    r = read_document(&root, type, &document);
    if (r != 0) {
        return r;
    }
    r = node_status(tree, why);
    if (r != 0) {
        return refuse(r);
    }
    *out = document_take(&document);
    return 0;
}

static void put_base(struct writer *writer, const struct base *base)
{
    writer_open_object(writer, "base");
    writer_number(writer, "size", base->size);
    writer_bytes(writer, "root", SPAN(base->root));
    writer_close_object(writer);
}

int codec_write(const struct document *document, struct buf *out)
{
    enum entry_type type = document->type;
    struct writer writer;

    if ((unsigned)type >= ENTRY_TYPES || forms[type].put == NULL) {
        return FAULT(FAULT_BUG);
    }
    writer_begin(&writer, out);
    writer_text(&writer, "document", document_name(type));
    if (type != ENTRY_DEFINITION) {
        put_base(&writer, &document->base);
    }
    forms[type].put(&writer, document);
    writer_end(&writer);
    return refuse(buf_status(out));
}

int codec_write_definition(const struct definition *definition, struct buf *out)
{
    struct writer writer;

    writer_begin(&writer, out);
    writer_text(&writer, "document", document_name(ENTRY_DEFINITION));
    wire_put_definition(&writer, definition);
    writer_end(&writer);
    return refuse(buf_status(out));
}
