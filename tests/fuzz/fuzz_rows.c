// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "wire/rows.h"

static const struct rows_column columns[] = {
    {"number", 6, ROW_REQUIRED},
    {"name", 12, ROW_OPTIONAL},
};

/* A good row holds texts that fit; lines only ever go up. */
static int take(void *context, const struct row *row)
{
    size_t *line = context;
    size_t i;

    fuzz_must(row->line > *line);
    *line = row->line;
    for (i = 0; row->problem == ROW_GOOD && i < 2; i++) {
        fuzz_must(strlen(row->fields[i]) <= columns[i].max);
        fuzz_must(text_check(span_of_text(row->fields[i]), TEXT_ONE_LINE) == 0);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t seen = 0;
    size_t line = 0;
    struct rows_table table = {columns, 2, take, &seen};
    int r = rows_read(&table, span_of(data, size), &line);

    fuzz_must(r >= 0 && r != ROWS_STOPPED);
    return 0;
}
