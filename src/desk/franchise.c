// SPDX-License-Identifier: AGPL-3.0-or-later
#include "franchise.h"

#include "base/fault.h"
#include "base/reader.h"
#include "record/entry.h"

#include "fields.h"
#include "state.h"

static int64_t earlier(int64_t one, int64_t other)
{
    return one < other ? one : other;
}

/* When the roll was signed; `otherwise` while it is not. */
static int find_drawn(struct desk *desk, int64_t otherwise, int64_t *out)
{
    CLEANUP(buf_deinit) struct buf entry;
    struct reader reader;
    int r;

    buf_init(&entry, ENTRY_SIZE_MAX);
    r = journal_first(desk->journal, ENTRY_ROLL, &entry);
    if (r != 0) {
        *out = otherwise;
        return r == JOURNAL_UNKNOWN ? 0 : FOLD(r);
    }
    reader_init(&reader, buf_span(&entry));
    (void)reader_u8(&reader);
    *out = (int64_t)reader_u64(&reader);
    return 0;
}

int franchise_at(struct desk *desk, int64_t moment, struct franchise *out)
{
    const struct definition *definition = desk_definition(desk);
    struct franchise found = {.now = moment};
    int64_t drawn = 0;
    int r = find_drawn(desk, moment, &drawn);

    if (r != 0) {
        return r;
    }
    found.close = earlier(definition->timetable.at[STEP_NOMINATIONS_CLOSE], moment);
    found.drawn = earlier(drawn, moment);
    fields_day(found.close, found.day);
    *out = found;
    return 0;
}

int franchise_now(struct desk *desk, struct franchise *out)
{
    /* All that was learnt, whatever a clock that was moved says of when. */
    return franchise_at(desk, INT64_MAX, out);
}
