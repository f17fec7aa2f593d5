// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/sheet_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "count/count.h"
#include "wire/blt.h"
#include "wire/sheet_json.h"

enum {
    ROOM = 1 << 20,
};

static const char ballots[] =
    "6 2\n-6\n20 1 4 0\n11 2 0\n11 3 5 0\n9 4 2 0\n2 5 3 0\n1 6 0\n0\n\"Ann Lee\"\n"
    "\"B\"\n\"C\"\n\"D\"\n\"E\"\n\"F\"\n\"A ward\"\n";

static void put_sheet(enum rule_set rules, const char *text, struct buf *out)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    struct lot_list drawn = {.count = 6, .drawn = {1, 2, 3, 4, 5, 6}};
    struct lots lots = lot_list_lots(&drawn);
    struct count_input input = {.rules = rules};
    struct blt_error error;
    struct tie needed;

    assert_int_equal(blt_parse(span_of_text(text), &blt, &error), 0);
    input.slate = blt.slate;
    input.rankings = blt.rankings;
    assert_int_equal(count_votes(&input, &lots, &needed, &sheet), 0);
    assert_int_equal(sheet_json_write(sheet, blt.slate, "a-ward", NULL, out), 0);
}

static int parse(const char *text, struct node_complaint *why, struct sheet_file *out)
{
    return sheet_reader_parse(span_of_text(text), ROOM, why, out);
}

static void test_what_was_written_reads_back_the_same(void **state)
{
    (void)state;
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        CLEANUP(buf_deinit) struct buf first;
        CLEANUP(buf_deinit) struct buf second;
        CLEANUP(sheet_reader_deinit) struct sheet_file file = {0};
        struct node_complaint why;

        buf_init(&first, ROOM);
        buf_init(&second, ROOM);
        put_sheet((enum rule_set)rules, ballots, &first);
        assert_int_equal(parse(buf_text(&first), &why, &file), 0);
        assert_null(file.rankings);
        assert_int_equal(
            sheet_json_write(file.sheet, file.slate, "a-ward", NULL, &second), 0);
        assert_string_equal(buf_text(&second), buf_text(&first));
    }
}

static void test_what_an_officer_chose_reads_back_too(void **state)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(sheet_reader_deinit) struct sheet_file file = {0};
    CLEANUP(blt_deinit) struct blt blt = {0};
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    const unsigned alone[] = {2};
    struct count_input input = {
        .rules = RULES_NHS_2014_STV,
        .reading = READING_LITERAL,
        .ending = ENDING_RUN_ON,
        .alone = alone,
        .alone_count = 1,
    };
    struct node_complaint why;
    struct blt_error error;
    struct tie needed;

    (void)state;
    assert_int_equal(
        blt_parse(span_of_text("4 1\n9 1 0\n8 2 1 0\n3 3 2 0\n2 4 2 0\n0\n\"A\"\n"
                               "\"B\"\n\"C\"\n\"D\"\n\"t\""),
                  &blt,
                  &error),
        0);
    input.slate = blt.slate;
    input.rankings = blt.rankings;
    assert_int_equal(count_votes(&input, NULL, &needed, &sheet), 0);
    buf_init(&text, ROOM);
    assert_int_equal(sheet_json_write(sheet, blt.slate, "t", NULL, &text), 0);
    assert_int_equal(parse(buf_text(&text), &why, &file), 0);
    assert_true(file.sheet->is_literal);
    assert_true(file.sheet->is_run_on);
    assert_true(file.sheet->stages[1].is_alone);
    assert_false(file.sheet->stages[0].is_alone);
}

static void test_lots_and_an_open_order_read_back_too(void **state)
{
    static const char level[] =
        "3 1\n4 1 0\n3 2 3 0\n3 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"t\"";
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(sheet_reader_deinit) struct sheet_file file = {0};
    struct node_complaint why;

    (void)state;
    buf_init(&text, ROOM);
    put_sheet(RULES_NHS_2014_STV, level, &text);
    assert_int_equal(parse(buf_text(&text), &why, &file), 0);
    assert_int_equal(file.sheet->lot_count, 1);
    assert_int_equal(file.sheet->lots[0].chosen, 3);
    assert_int_equal(file.sheet->lots[0].tie.purpose, LOT_EXCLUDE);
    assert_memory_equal(file.sheet->lots[0].tie.tied, ((uint8_t[]){2, 3}), 2);
}

/* The text with the papers as its last member. */
static void put_papers(struct buf *text, const char *list)
{
    text->size -= strlen("\n}\n");
    buf_printf(text, ",\n  \"ballots\": [%s]\n}\n", list);
}

static void test_papers_are_read_where_they_are(void **state)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(sheet_reader_deinit) struct sheet_file file = {0};
    struct node_complaint why;

    (void)state;
    buf_init(&text, ROOM);
    put_sheet(RULES_NHS_2014_STV, ballots, &text);
    put_papers(&text, "\"5 2 1 0\", \"1 0\", \"2 - 1 0\"");
    assert_int_equal(parse(buf_text(&text), &why, &file), 0);
    assert_int_equal(file.rankings->kinds, 3);
    assert_int_equal(file.rankings->weight[0], 5);
    assert_memory_equal(rankings_of(file.rankings, 0), ((uint8_t[]){2, 1, 0}), 3);
    assert_memory_equal(rankings_of(file.rankings, 2), ((uint8_t[]){255, 1, 0}), 3);
}

static void test_papers_that_are_none_are_refused(void **state)
{
    static const char *const bad[] = {"\"\"",
                                      "\"5\"",
                                      "\"5 1\"",
                                      "\"5 1 0 0\"",
                                      "\"5 1 0 \"",
                                      "\"5 7 0\"",
                                      "\"0 1 0\"",
                                      "\"5  1 0\"",
                                      "\"5 1 1 0\"",
                                      "\"x 1 0\"",
                                      "\"5 300 0\"",
                                      "\"5 255 0\"",
                                      "\"5 - - 0\"",
                                      "\"5 -1 0\"",
                                      "5",
                                      "\"9999999999 1 0\""};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        CLEANUP(buf_deinit) struct buf text;
        struct sheet_file file = {0};
        struct node_complaint why;

        buf_init(&text, ROOM);
        put_sheet(RULES_NHS_2014_STV, ballots, &text);
        put_papers(&text, bad[i]);
        assert_int_equal(parse(buf_text(&text), &why, &file), SHEET_READER_REFUSED);
        assert_null(file.slate);
    }
}

struct change {
    const char *from;
    const char *to;
};

static const struct change changes[] = {
    {"\"schema\": 1", "\"schema\": 2"},
    {"\"seats\": 2", "\"seats\": 0"},
    {"\"rules\": \"nhs-2014-stv\"", "\"rules\": \"hearsay\""},
    {"\"quota\": \"18\"", "\"quota\": \"1.8\""},
    {"\"quota\": \"18\"", "\"quota\": \"99999999999\""},
    {"\"20.00\"", "\"20.0\""},
    {"\"11.00\"", "\"11.000\""},
    {"\"11.00\"", "\"-1.00\""},
    {"\"11.00\"", "\"1234567890123456789.00\""},
    {"\"action\": \"first\"", "\"action\": \"last\""},
    {"\"stage\": 2", "\"stage\": 3"},
    {"\"papers\": 20", "\"papers\": -1"},
    {"\"lots\": [", "\"lots\": [1,"},
    {"\"withdrawn\": [", "\"withdrawn\": [7,"},
    {"\"title\"", "\"titel\""},
    {"\"elected_at\"", "\"elected\""},
};

static void test_every_figure_that_cannot_be_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
        CLEANUP(buf_deinit) struct buf text;
        CLEANUP(buf_deinit) struct buf changed;
        struct sheet_file file = {0};
        struct node_complaint why;
        const char *at;

        buf_init(&text, ROOM);
        buf_init(&changed, ROOM);
        put_sheet(RULES_NHS_2014_STV, ballots, &text);
        at = strstr(buf_text(&text), changes[i].from);
        assert_non_null(at);
        buf_put(&changed, text.data, (size_t)(at - (const char *)text.data));
        buf_put_text(&changed, changes[i].to);
        buf_put_text(&changed, at + strlen(changes[i].from));
        assert_int_equal(parse(buf_text(&changed), &why, &file), SHEET_READER_REFUSED);
        assert_null(file.sheet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_written_reads_back_the_same),
        cmocka_unit_test(test_what_an_officer_chose_reads_back_too),
        cmocka_unit_test(test_lots_and_an_open_order_read_back_too),
        cmocka_unit_test(test_papers_are_read_where_they_are),
        cmocka_unit_test(test_papers_that_are_none_are_refused),
        cmocka_unit_test(test_every_figure_that_cannot_be_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
