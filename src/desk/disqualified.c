// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/disqualified.h"

#include "base/fault.h"
#include "record/entry.h"
#include "wire/codec.h"

#include "state.h"

struct telling {
    disqualified_visit visit;
    void *context;
};

static int tell(void *context, const struct entries_row *row)
{
    CLEANUP(document_freep) struct document *document = NULL;
    const struct telling *telling = context;
    struct disqualified disqualified;
    struct entry entry;
    int r;

    if (row->type != ENTRY_DISQUALIFY) {
        return 0;
    }
    r = FOLD(entry_parse(row->bytes, &entry));
    if (r == 0) {
        r = FOLD(codec_parse(entry.document, ENTRY_DISQUALIFY, NULL, &document));
    }
    if (r != 0) {
        return r;
    }
    disqualified =
        (struct disqualified){.at = entry.time, .what = document->of.disqualification};
    return telling->visit(telling->context, &disqualified);
}

int desk_disqualified(struct desk *desk, disqualified_visit visit, void *context)
{
    struct telling telling = {visit, context};

    return journal_each(desk->journal, tell, &telling);
}
