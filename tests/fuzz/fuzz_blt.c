// SPDX-License-Identifier: AGPL-3.0-or-later
/* A ballot file that is read is written back the same, and can be counted. */
#include "fuzz_blt.h"
#include "count/count.h"

static void check_sheet(const struct sheet *sheet)
{
    for (size_t i = 0; sheet->decimals > 0 && i < sheet->stage_count; i++) {
        int64_t sum = sheet->stages[i].nontransferable;

        for (size_t c = 1; c <= sheet->candidates; c++) {
            fuzz_must(sheet->stages[i].totals[c] >= 0);
            sum += sheet->stages[i].totals[c];
        }
        fuzz_must(sum == (int64_t)sheet->valid * sheet->unit);
    }
}

static void count_it(const struct blt *blt, enum rule_set rules)
{
    struct count_input input = {
        .rules = rules, .slate = blt->slate, .rankings = blt->rankings};
    struct lot_list drawn = {0};
    struct lots lots = lot_list_lots(&drawn);
    struct tie needed;
    struct sheet *sheet = NULL;
    int r;

    for (size_t c = 1; c <= blt->slate->candidates; c++) {
        drawn.drawn[drawn.count++] = (uint8_t)c;
    }
    r = count_votes(&input, &lots, &needed, &sheet);
    fuzz_must(r == 0);
    check_sheet(sheet);
    sheet_free(sheet);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct blt blt = {0};
    struct blt_error error = {0};

    if (blt_parse(span_of(data, size), &blt, &error) != 0) {
        fuzz_must(error.what != NULL && error.line > 0);
        return 0;
    }
    fuzz_write_again(&blt);
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        count_it(&blt, (enum rule_set)rules);
    }
    blt_deinit(&blt);
    return 0;
}
