// SPDX-License-Identifier: AGPL-3.0-or-later
/* Totals that are read have somebody's or nobody's votes, and never fewer than none. */
#include "fuzz.h"
#include "wire/totals_csv.h"

static void check(const struct totals *totals)
{
    fuzz_must(totals->stages > 0);
    for (size_t stage = 0; stage < totals->stages; stage++) {
        for (size_t c = 0; c <= totals->candidates; c++) {
            int64_t votes = totals_at(totals, stage, c);

            fuzz_must(votes == TOTALS_NONE || votes >= 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"", "Ann Able", "=Ben", "Cat"};
    CLEANUP(slate_freep) struct slate *slate = NULL;
    CLEANUP(totals_freep) struct totals *totals = NULL;
    struct totals_csv_error error = {0};

    fuzz_must(slate_new(3, 2, &slate) == 0);
    for (size_t c = 1; c <= 3; c++) {
        fuzz_must(slate_name(slate, c, span_of_text(names[c])) == 0);
    }
    if (totals_csv_read(span_of(data, size), slate, 2, &error, &totals) != 0) {
        fuzz_must(error.what != NULL && error.line > 0);
        return 0;
    }
    check(totals);
    return 0;
}
