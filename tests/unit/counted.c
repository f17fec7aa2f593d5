// SPDX-License-Identifier: AGPL-3.0-or-later
#include "counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* 70 valid, quota 18 of 3 seats. */
const char counted_ward[] =
    "6 3\n-6\n24 1 2 4 0\n5 1 0\n14 2 5 0\n9 3 5 0\n10 4 3 0\n"
    "7 5 4 3 0\n1 6 3 0\n2 6 0\n0\n\"Ann Ash\"\n\"Bo Birch\"\n"
    "\"Cy Cole\"\n\"Di Dean\"\n\"Ed East\"\n\"Flo Fir\"\n\"A ward\"\n";

struct counted counted_by(const char *text, struct count_input *input)
{
    struct counted counted = {.sheet = NULL};
    struct lot_list drawn = {.count = 6, .drawn = {1, 2, 3, 4, 5, 6}};
    struct lots lots = lot_list_lots(&drawn);
    struct blt_error error;
    struct tie needed;

    assert_int_equal(blt_parse(span_of_text(text), &counted.blt, &error), 0);
    input->slate = counted.blt.slate;
    input->rankings = counted.blt.rankings;
    assert_int_equal(count_votes(input, &lots, &needed, &counted.sheet), 0);
    assert_int_equal(story_new(counted.sheet, counted.blt.slate, &counted.story), 0);
    return counted;
}

struct counted counted_of(const char *text, enum rule_set rules)
{
    struct count_input input = {.rules = rules};

    return counted_by(text, &input);
}

void counted_deinit(struct counted *counted)
{
    story_free(counted->story);
    sheet_free(counted->sheet);
    blt_deinit(&counted->blt);
}
