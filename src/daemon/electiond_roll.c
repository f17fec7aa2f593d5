// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <stdio.h>

#include "base/fault.h"
#include "desk/import.h"

#include "opening.h"

enum {
    CSV_MAX = 256 << 20,
};

static void tell(void *context, const struct import_problem *problem)
{
    const struct electiond_args *args = context;

    (void)fprintf(stderr,
                  "%s: line %zu%s%s: %s\n",
                  args->file,
                  problem->line,
                  problem->column[0] != '\0' ? ", " : "",
                  problem->column,
                  import_error_words(problem->error));
}

static int print_result(const struct imported *imported)
{
    return printf("rows %zu\nmembers %zu\nwithout a vote %zu\nskipped %zu\n",
                  imported->rows,
                  imported->members,
                  imported->voteless,
                  imported->bad)
                       > 0
                   && fflush(stdout) == 0
               ? 0
               : FAULT(FAULT_IO);
}

static int import_file(struct desk *desk, struct electiond_args *args, struct span csv)
{
    const struct import_order order = {.csv = csv,
                                       .mode = args->skips_bad ? IMPORT_SKIP_BAD
                                                               : IMPORT_ALL_OR_NOTHING,
                                       .tell = tell,
                                       .context = args};
    struct imported imported = {0};
    int r = desk_import(desk, &order, &imported);

    if (r < 0) {
        return r;
    }
    if (r == IMPORT_BAD_ROWS) {
        return electiond_refuse("%s: %zu of %zu rows are bad; nothing was imported",
                                args->file,
                                imported.bad,
                                imported.rows);
    }
    if (r == IMPORT_QUOTES) {
        return electiond_refuse(
            "%s: line %zu: %s", args->file, imported.line, import_refusal_words(r));
    }
    if (r > 0) {
        return electiond_refuse("%s: %s", args->file, import_refusal_words(r));
    }
    return print_result(&imported);
}

int electiond_roll_import(const struct electiond_args *args)
{
    CLEANUP(buf_deinit) struct buf csv;
    struct electiond_args own = *args;
    struct opening opening;
    int r;

    buf_init(&csv, CSV_MAX);
    r = electiond_load(args->file, &csv);
    if (r != 0) {
        return r;
    }
    r = opening_to_act(args, &opening);
    if (r == 0) {
        r = import_file(opening.desk, &own, buf_span(&csv));
    }
    opening_deinit(&opening);
    return r;
}
