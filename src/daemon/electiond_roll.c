// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/hex.h"
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

/* Of two numbers the first is before, the second after. */
static const char *const marks[DIFFERENCE_KINDS] = {
    [DIFFERENCE_ADDED] = "added",
    [DIFFERENCE_CHANGED] = "changed",
    [DIFFERENCE_MOVED] = "moved",
    [DIFFERENCE_LEAVING] = "leaves",
    [DIFFERENCE_RETURNING] = "returns",
    [DIFFERENCE_KEPT_OUT] = "opted out or died, and stays out",
    [DIFFERENCE_PERSON] = "the same person twice",
    [DIFFERENCE_LIKENESS] = "perhaps the same person twice",
};

static void print_fields(const struct difference *change)
{
    enum difference_field field;

    for (field = 0; field < FIELD_CONSTITUENCY; field++) {
        if ((change->fields & 1U << field) != 0) {
            (void)printf("  %s: %s -> %s\n",
                         difference_field_name(field),
                         difference_field_text(&change->before, field),
                         difference_field_text(&change->after, field));
        }
    }
    if ((change->fields & 1U << FIELD_CONSTITUENCY) != 0) {
        (void)printf("  constituency: %u -> %u\n",
                     (unsigned)change->before.cid,
                     (unsigned)change->after.cid);
    }
}

static void print_change(void *context UNUSED, const struct difference *change)
{
    const struct member *who =
        change->kind == DIFFERENCE_ADDED ? &change->after : &change->before;
    bool is_pair =
        change->kind == DIFFERENCE_PERSON || change->kind == DIFFERENCE_LIKENESS;

    (void)printf("%s: %s%s%s, %s %s%s\n",
                 marks[change->kind],
                 who->number,
                 is_pair ? " and " : "",
                 is_pair ? change->after.number : "",
                 who->forenames,
                 who->surname,
                 change->is_candidate ? " (a candidate)" : "");
    print_fields(change);
}

static int print_result(const struct imported *imported)
{
    char difference[2 * sizeof(imported->difference) + 1];

    hex_encode(SPAN(imported->difference), difference);
    return printf("rows %zu\nmembers %zu\nwithout a vote %zu\nskipped %zu\n"
                  "changed %zu\nmoved %zu\nleaving %zu\nreturning %zu\n"
                  "difference %s\n",
                  imported->rows,
                  imported->members,
                  imported->voteless,
                  imported->bad,
                  imported->of_kind[DIFFERENCE_CHANGED],
                  imported->of_kind[DIFFERENCE_MOVED],
                  imported->of_kind[DIFFERENCE_LEAVING],
                  imported->of_kind[DIFFERENCE_RETURNING],
                  difference)
                       > 0
                   && fflush(stdout) == 0
               ? 0
               : FAULT(FAULT_IO);
}

/* All that can be asked of an import by options. */
static int read_order(const struct electiond_args *args, struct import_order *out)
{
    if (args->checks_only) {
        out->step = IMPORT_SHOW;
        out->change = print_change;
    }
    if (args->confirm == NULL) {
        return 0;
    }
    out->step = IMPORT_CONFIRMED;
    if (args->checks_only
        || hex_decode(
               span_of_text(args->confirm), out->shown.bytes, sizeof(out->shown.bytes))
               != 0) {
        return electiond_refuse("--confirm: the hash that --check printed, alone");
    }
    return 0;
}

static int
refuse(const struct electiond_args *args, const struct imported *imported, int refusal)
{
    if (refusal == IMPORT_BAD_ROWS) {
        return electiond_refuse("%s: %zu of %zu rows are bad; nothing was imported",
                                args->file,
                                imported->bad,
                                imported->rows);
    }
    if (refusal == IMPORT_QUOTES) {
        return electiond_refuse("%s: line %zu: %s",
                                args->file,
                                imported->line,
                                import_refusal_words(refusal));
    }
    return electiond_refuse("%s: %s%s",
                            args->file,
                            import_refusal_words(refusal),
                            refusal == IMPORT_CONFIRM || refusal == IMPORT_OTHER
                                    || refusal == IMPORT_PERSON
                                ? " (--check shows it)"
                                : "");
}

static int import_file(struct desk *desk, struct electiond_args *args, struct span csv)
{
    struct import_order order = {.csv = csv,
                                 .mode = args->skips_bad ? IMPORT_SKIP_BAD
                                                         : IMPORT_ALL_OR_NOTHING,
                                 .scope = args->adds_only ? IMPORT_MORE : IMPORT_WHOLE,
                                 .tell = tell,
                                 .context = args};
    struct imported imported = {0};
    int r = read_order(args, &order);

    if (r == 0) {
        r = desk_import(desk, &order, &imported);
        r = r > 0 ? refuse(args, &imported, r) : r;
    }
    return r == 0 ? print_result(&imported) : r;
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
