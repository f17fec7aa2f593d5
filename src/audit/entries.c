// SPDX-License-Identifier: AGPL-3.0-or-later
/* The first stages: the entries, and that they are those the log signed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "seal/hash.h"
#include "wire/codec.h"

enum {
    ENTRIES_MAX = 1 << 24,
};

/* Some entries from the index on, into the tree. */
static int load_entries(struct audit *audit, uint64_t index)
{
    struct window *window = &audit->window;
    int r = window_load(window, audit->input.source, index, audit->head.size);

    if (r > 0) {
        return audit_bad(
            audit, DEFECT_ENTRY_MISSING, "entry %" PRIu64 " is not here", index);
    }
    for (; r == 0 && window_holds(window, index); index++) {
        r = FOLD(tree_append(audit->tree, window_leaf(window, index)));
    }
    return r;
}

/* The definition of entry 0, not yet believed: it names the log's key. */
static int peek_definition(struct audit *audit)
{
    struct entry entry;
    struct span bytes = {.size = 0};
    struct digest digest;
    int r = 0;

    if (audit->entry_count > 0) {
        r = audit_entry(audit, 0, &bytes);
    }
    if (r != 0) {
        return r;
    }
    if (entry_parse(bytes, &entry) != 0 || entry.type != ENTRY_DEFINITION) {
        return audit_bad(audit, DEFECT_ENTRY_FIRST, "entry 0 is no definition");
    }
    r = codec_parse(entry.document, ENTRY_DEFINITION, NULL, &audit->definition);
    if (r != 0) {
        return r < 0 ? r
                     : audit_bad(audit, DEFECT_ENTRY_FIRST, "entry 0 is no definition");
    }
    hash_sha256(entry.document, &digest);
    memcpy(audit->eid.bytes, digest.bytes, EID_SIZE);
    audit->is_eid_known = true;
    return 0;
}

/* What it says is believed when the log's signature is checked. */
int audit_check_note(struct audit *audit)
{
    struct checkpoint checkpoint;
    int r = checkpoint_parse(audit->input.checkpoint, &checkpoint);

    if (r < 0) {
        return r;
    }
    if (r > 0 || checkpoint.head.size > ENTRIES_MAX) {
        return audit_bad(audit, DEFECT_CHECKPOINT_FORM, "this is no checkpoint");
    }
    audit->head = checkpoint.head;
    audit->counted = checkpoint.head.size;
    return 0;
}

int audit_check_present(struct audit *audit)
{
    int r;

    audit->types = calloc((size_t)audit->head.size + 1, sizeof(*audit->types));
    if (audit->types == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = tree_new(&audit->tree);
    if (r != 0) {
        return FOLD(r);
    }
    while (r == 0 && tree_size(audit->tree) < audit->head.size) {
        r = load_entries(audit, tree_size(audit->tree));
    }
    if (r != 0) {
        return r;
    }
    audit->entry_count = (size_t)audit->head.size;
    audit->counted = audit->entry_count;
    return peek_definition(audit);
}

static int find_log(const struct audit *audit, struct vkey *out)
{
    const struct definition *definition = audit->definition->of.definition;

    return vkey_make(definition->origin, VKEY_LOG, &definition->log, out);
}

/* The witnesses' policy and cosignatures have their place behind the log's line. */
int audit_check_checkpoint(struct audit *audit)
{
    struct tree_head head;
    struct vkey log;
    int r;

    r = find_log(audit, &log);
    if (r != 0) {
        return r < 0
                   ? r
                   : audit_bad(audit, DEFECT_LOG_KEY, "the definition's log is no key");
    }
    r = checkpoint_open(audit->input.checkpoint, &log, &head);
    if (r != 0) {
        return r < 0 ? r
                     : audit_bad(audit,
                                 DEFECT_CHECKPOINT_SIGNATURE,
                                 "not signed by the definition's log");
    }
    audit->counted = head.size;
    return 0;
}

int audit_check_older(struct audit *audit)
{
    struct tree_head head;
    struct digest root;
    struct vkey log;
    size_t i;
    int r;

    r = find_log(audit, &log);
    if (r != 0) {
        return FOLD(r);
    }
    for (i = 0; i < audit->input.older_count; i++) {
        r = checkpoint_open(audit->input.older[i], &log, &head);
        if (r != 0) {
            return r < 0 ? r
                         : audit_bad(audit,
                                     DEFECT_OLDER_SIGNATURE,
                                     "one seen before is not signed by the log");
        }
        r = tree_root(audit->tree, head.size, &root);
        if (r < 0) {
            return r;
        }
        if (r > 0) {
            return audit_bad(audit,
                             DEFECT_OLDER_SIZE,
                             "the log signed a history of %" PRIu64
                             " entries, longer than this",
                             head.size);
        }
        if (!span_is_equal(SPAN(root), SPAN(head.root))) {
            return audit_bad(audit,
                             DEFECT_OLDER_ROOT,
                             "the log signed another history of %" PRIu64 " entries",
                             head.size);
        }
        audit->counted++;
    }
    return 0;
}

int audit_check_root(struct audit *audit)
{
    struct digest root;
    int r;

    r = tree_root(audit->tree, audit->head.size, &root);
    if (r != 0) {
        return FOLD(r);
    }
    audit->counted = audit->head.size;
    return span_is_equal(SPAN(root), SPAN(audit->head.root))
               ? 0
               : audit_bad(
                   audit, DEFECT_ROOT, "the entries are not those that were signed");
}

static int
check_document(struct audit *audit, uint64_t index, const struct entry *entry)
{
    struct node_complaint why = {.text = ""};
    struct document *document = NULL;
    int r;

    r = codec_parse(entry->document, entry->type, &why, &document);
    if (r > 0) {
        return audit_bad(
            audit, DEFECT_DOCUMENT_FORM, "entry %" PRIu64 ": %s", index, why.text);
    }
    document_free(document);
    return r;
}

/* Form of entry, document and time; a definition further on is the ledger's to find. */
int audit_check_forms(struct audit *audit)
{
    struct span bytes;
    struct entry entry;
    int64_t before = 0;
    uint64_t i;
    int r;

    for (i = 0; i < audit->entry_count; i++) {
        r = audit_entry(audit, i, &bytes);
        if (r != 0) {
            return r;
        }
        if (entry_parse(bytes, &entry) != 0) {
            return audit_bad(
                audit, DEFECT_ENTRY_FORM, "entry %" PRIu64 " is no entry", i);
        }
        if (entry.time < before) {
            return audit_bad(audit,
                             DEFECT_ENTRY_TIME,
                             "entry %" PRIu64 " is earlier than the one before it",
                             i);
        }
        before = entry.time;
        audit->types[i] = (uint8_t)entry.type;
        audit->counted++;
        if (!entry_is_ballot(entry.type)) {
            r = check_document(audit, i, &entry);
        }
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static int check_base(struct audit *audit, uint64_t index, const struct base *base)
{
    struct digest root;
    int r;

    if (base->size < 1 || base->size > index) {
        return audit_bad(
            audit, DEFECT_BASE_SIZE, "entry %" PRIu64 " saw no earlier state", index);
    }
    r = tree_root(audit->tree, base->size, &root);
    if (r != 0) {
        return FOLD(r);
    }
    audit->counted++;
    return span_is_equal(SPAN(root), SPAN(base->root))
               ? 0
               : audit_bad(audit,
                           DEFECT_BASE_ROOT,
                           "entry %" PRIu64 " saw another record",
                           index);
}

static int read_base(struct audit *audit, uint64_t index, struct base *out)
{
    struct document *document = NULL;
    struct span bytes;
    struct entry entry;
    int r;

    r = audit_entry(audit, index, &bytes);
    if (r == 0) {
        r = entry_parse(bytes, &entry);
    }
    if (r == 0) {
        r = codec_parse(entry.document, entry.type, NULL, &document);
    }
    if (r != 0) {
        return FOLD(r);
    }
    *out = document->base;
    document_free(document);
    return 0;
}

int audit_check_bases(struct audit *audit)
{
    struct base base = {.size = 0};
    uint64_t i;
    int r;

    for (i = 1; i < audit->entry_count; i++) {
        if (entry_is_ballot(audit->types[i]) || audit->types[i] == ENTRY_DEFINITION) {
            continue;
        }
        r = read_base(audit, i, &base);
        if (r == 0) {
            r = check_base(audit, i, &base);
        }
        if (r != 0) {
            return r;
        }
    }
    return 0;
}
