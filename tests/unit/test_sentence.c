// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counted.h"

enum {
    ROOM = 4096,
};

static void expect(const struct story *story,
                   enum fact_kind kind,
                   unsigned section,
                   const char *sentence)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct fact *facts;
    size_t count = story_section(story, section, &facts);
    size_t i = 0;

    while (i < count && facts[i].kind != kind) {
        i++;
    }
    assert_true(i < count);
    buf_init(&text, ROOM);
    sentence_fact(story, &facts[i], &text);
    assert_string_equal(buf_text(&text), sentence);
}

static void test_a_fact_is_a_plain_sentence(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    const struct story *story = counted.story;

    (void)state;
    expect(story, FACT_VALID, 0, "70 valid ballots were counted for 3 seats.");
    expect(story, FACT_SURPLUS, 2, "Ann Ash's surplus of 11.00 is transferred.");
    expect(story,
           FACT_VALUE,
           2,
           "24 of them show a next available preference. The surplus of 11.00 divided "
           "by 24 is a transfer value of 0.45 for each, any remainder ignored.");
    expect(story, FACT_GIVEN, 2, "Bo Birch receives 24 ballots at 0.45: 10.80 votes.");
    expect(story,
           FACT_EXAMINED_LAST,
           3,
           "Only the 24 ballots Bo Birch received last, at value 0.45, are looked at.");
    expect(story,
           FACT_EXCLUDED,
           4,
           "Ed East has the fewest votes, 7.00, and is "
           "excluded.");
    expect(story,
           FACT_ELECTED,
           4,
           "Di Dean has 23.72 votes, which reaches the quota of 18: elected.");
}

static void test_each_rule_set_tells_its_own_quota(void **state)
{
    CLEANUP(counted_deinit) struct counted ers = counted_of(counted_ward, RULES_ERS97);

    (void)state;
    expect(ers.story,
           FACT_QUOTA,
           1,
           "The quota is 17.50: 70 valid ballots divided by 4, one more than the "
           "places to fill, to two decimals, rounded up.");
}

static void test_titles_outcomes_and_changes_are_short(void **state)
{
    CLEANUP(counted_deinit)
    struct counted counted = counted_of(counted_ward, RULES_NHS_2014_STV);
    CLEANUP(buf_deinit) struct buf text;

    (void)state;
    buf_init(&text, ROOM);
    for (unsigned i = 0; i < counted.story->sections; i++) {
        sentence_title(counted.story, i, &text);
        buf_put_u8(&text, '\n');
    }
    for (uint8_t c = 3; c <= 6; c++) {
        sentence_outcome(counted.story, c, &text);
        buf_put_u8(&text, '\n');
    }
    sentence_change(counted.story, 2, 1, &text);
    sentence_change(counted.story, 2, 2, &text);
    sentence_change(counted.story, 2, 3, &text);
    sentence_change_lost(counted.story, 2, &text);
    assert_string_equal(buf_text(&text),
                        "Before the count\nFirst preferences\nSurplus of Ann Ash\n"
                        "Surplus of Bo Birch\nExclusion of Ed East\n"
                        "The end of the count\nNot elected\nElected at stage 4\n"
                        "Excluded at stage 4\nWithdrawn or died\n-11.00+10.800+0.20");
}

static void test_no_fact_of_any_rule_set_leaves_a_gap(void **state)
{
    (void)state;
    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        CLEANUP(counted_deinit)
        struct counted counted = counted_of(counted_ward, (enum rule_set)rules);

        for (size_t i = 0; i < counted.story->count; i++) {
            CLEANUP(buf_deinit) struct buf text;

            buf_init(&text, ROOM);
            sentence_fact(counted.story, &counted.story->facts[i], &text);
            assert_true(text.size > 10);
            assert_int_equal(text.data[text.size - 1], '.');
            assert_null(strpbrk(buf_text(&text), "%{}[]|"));
        }
    }
}

static void test_the_seed_comes_with_the_way_lots_are_drawn_from_it(void **state)
{
    CLEANUP(buf_deinit) struct buf text;

    (void)state;
    buf_init(&text, ROOM);
    sentence_seed("00ff", &text);
    assert_non_null(strstr(buf_text(&text), "seed 00ff:"));
    assert_non_null(strstr(buf_text(&text), "SHA-256 of the words \"GB1 lot\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fact_is_a_plain_sentence),
        cmocka_unit_test(test_each_rule_set_tells_its_own_quota),
        cmocka_unit_test(test_titles_outcomes_and_changes_are_short),
        cmocka_unit_test(test_no_fact_of_any_rule_set_leaves_a_gap),
        cmocka_unit_test(test_the_seed_comes_with_the_way_lots_are_drawn_from_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
