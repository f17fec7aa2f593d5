// SPDX-License-Identifier: AGPL-3.0-or-later
/* A ballot file that is read is written back the same, and can be counted. */
#include "count/count.h"
#include "fuzz.h"
#include "wire/blt.h"

enum {
    ROOM = 1 << 20,
};

static void write_again(const struct blt *blt)
{
    struct blt second = {0};
    struct blt_error error;
    struct buf first_text;
    struct buf second_text;

    buf_init(&first_text, ROOM);
    buf_init(&second_text, ROOM);
    fuzz_must(blt_write(blt, &first_text) == 0);
    fuzz_must(blt_parse(buf_span(&first_text), &second, &error) == 0);
    fuzz_must(blt_write(&second, &second_text) == 0);
    fuzz_must(span_is_equal(buf_span(&first_text), buf_span(&second_text)));
    blt_deinit(&second);
    buf_deinit(&first_text);
    buf_deinit(&second_text);
}

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
    write_again(&blt);
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        count_it(&blt, (enum rule_set)rules);
    }
    blt_deinit(&blt);
    return 0;
}
