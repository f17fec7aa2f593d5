// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document.h"

#include <stdlib.h>

#include "base/fault.h"

static const char *const types[ENTRY_TYPES] = {
    [ENTRY_DEFINITION] = "definition",
    [ENTRY_STATEMENT] = "statement",
    [ENTRY_ROLL] = "roll",
    [ENTRY_OPEN] = "open",
    [ENTRY_CLOSE] = "close",
    [ENTRY_REPLACE] = "replace",
    [ENTRY_DISQUALIFY] = "disqualify",
    [ENTRY_MIX] = "mix",
    [ENTRY_SHARES] = "shares",
    [ENTRY_RESULT] = "result",
    [ENTRY_NOTE] = "note",
    [ENTRY_RECEIVED] = "received",
    [ENTRY_BOX] = "box",
};

const char *document_name(enum entry_type type)
{
    return (unsigned)type < ENTRY_TYPES ? types[type] : NULL;
}

/* Lists of their own for what is too large to stand in every document. */
static bool has_room(struct document *document, size_t lists)
{
    size_t count = lists == 0 ? 1 : lists;

    if (document->type == ENTRY_DEFINITION) {
        document->of.definition = definition_new();
        return document->of.definition != NULL;
    }
    if (document->type == ENTRY_STATEMENT) {
        document->of.statement.lists = calloc(count, sizeof(struct nominees));
        return document->of.statement.lists != NULL;
    }
    if (document->type == ENTRY_RESULT) {
        document->of.result.lists = calloc(count, sizeof(struct result_list));
        return document->of.result.lists != NULL;
    }
    return true;
}

struct document *document_new(enum entry_type type, size_t lists)
{
    struct document *document = calloc(1, sizeof(*document));

    if (document == NULL) {
        (void)FAULT(FAULT_MEMORY);
        return NULL;
    }
    document->type = type;
    if (!has_room(document, lists)) {
        (void)FAULT(FAULT_MEMORY);
        free(document);
        return NULL;
    }
    return document;
}

void document_free(struct document *document)
{
    if (document == NULL) {
        return;
    }
    if (document->type == ENTRY_DEFINITION) {
        definition_free(document->of.definition);
    }
    if (document->type == ENTRY_STATEMENT) {
        free(document->of.statement.lists);
    }
    if (document->type == ENTRY_RESULT) {
        free(document->of.result.lists);
    }
    free(document);
}
