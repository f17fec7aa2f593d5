// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/published.h"

#include <stdlib.h>

#include "base/fault.h"
#include "record/entry.h"
#include "record/ledger.h"
#include "record/ledger_view.h"
#include "record/tree.h"

enum {
    ENTRIES_MAX = 10000, /* before a statement there are a handful of notes */
};

struct published {
    struct tree *tree;
    struct ledger *ledger;
};

void published_free(struct published *published)
{
    if (published == NULL) {
        return;
    }
    ledger_free(published->ledger);
    tree_free(published->tree);
    free(published);
}

static int
read_entry(struct published *published, const struct record_source *source, uint64_t at)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct digest leaf;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = source_entry(source, at, &bytes);
    if (r != 0) {
        return r < 0 ? r : PUBLISHED_ABSENT;
    }
    entry_leaf(buf_span(&bytes), &leaf);
    r = FOLD(tree_append(published->tree, &leaf));
    if (r != 0) {
        return r;
    }
    r = ledger_apply(published->ledger, buf_span(&bytes));
    return r > 0 ? PUBLISHED_WRONG : r;
}

static int fill(struct published *published, const struct record_source *source)
{
    uint64_t at;
    int r;

    r = FOLD(tree_new(&published->tree));
    if (r == 0) {
        r = FOLD(ledger_new(published->tree, source, &published->ledger));
    }
    for (at = 0; r == 0 && ledger_statement(published->ledger) == NULL; at++) {
        r = at < ENTRIES_MAX ? read_entry(published, source, at) : PUBLISHED_WRONG;
    }
    return r;
}

int published_read(const struct record_source *source, struct published **out)
{
    struct published *published = calloc(1, sizeof(*published));
    int r;

    if (published == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill(published, source);
    if (r != 0) {
        published_free(published);
        return r;
    }
    *out = published;
    return 0;
}

const struct eid *published_eid(const struct published *published)
{
    return ledger_eid(published->ledger);
}

const struct definition *published_definition(const struct published *published)
{
    return ledger_definition(published->ledger);
}

const struct statement *published_statement(const struct published *published)
{
    return ledger_statement(published->ledger);
}
