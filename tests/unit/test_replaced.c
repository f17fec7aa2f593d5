// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/replaced.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/replace.h"
#include "town.h"

enum {
    MOST = 4,
};

struct seen {
    size_t count;
    struct replaced list[MOST];
};

static int keep(void *context, const struct replaced *replaced)
{
    struct seen *seen = context;

    assert_true(seen->count < MOST);
    seen->list[seen->count++] = *replaced;
    return 0;
}

static int stop(void *context, const struct replaced *replaced)
{
    (void)context;
    (void)replaced;
    return 7;
}

static void test_replacements_recorded_and_waiting_are_told(void **state)
{
    struct town *town = *state;
    struct document *document;
    struct seen seen = {0};

    town_begin(town);
    assert_int_equal(desk_replaced(town->desk, keep, &seen), 0);
    assert_int_equal(seen.count, 0);
    assert_int_equal(town_ask(town, "P1", REGISTER_LOST), 0);
    document = town_replacement(town);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
    assert_int_equal(town_ask(town, "S1", REGISTER_SPOILT), 0);

    assert_int_equal(desk_replaced(town->desk, keep, &seen), 0);
    assert_int_equal(seen.count, 2);
    assert_true(seen.list[0].is_recorded);
    assert_int_equal(seen.list[0].at % 60, 0);
    assert_true(seen.list[0].at > TOWN_START);
    assert_int_equal(seen.list[0].cid, 1);
    assert_int_equal(seen.list[0].kept_in, REGISTER_LOST);
    assert_false(seen.list[1].is_recorded);
    assert_int_equal(seen.list[1].cid, 2);
    assert_int_equal(seen.list[1].kept_in, REGISTER_SPOILT);
    assert_int_equal(desk_replaced(town->desk, stop, NULL), 7);
}

static int
keep_reissued(void *context, const struct reissue *reissue, const struct member *member)
{
    struct reissue *kept = context;

    assert_string_equal(member->number, "P1");
    assert_int_equal(kept->kept_in, 0);
    *kept = *reissue;
    return 0;
}

static void test_the_register_says_what_the_officer_was_satisfied_of(void **state)
{
    struct town *town = *state;
    struct document *document;
    struct reissue kept = {.member = 0};

    town_begin(town);
    assert_int_equal(town_ask(town, "P1", REGISTER_LOST), 0);
    document = town_replacement(town);
    assert_int_equal(desk_reissued(town->desk, keep_reissued, &kept), 0);
    assert_int_equal(kept.kept_in, 0);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
    assert_int_equal(desk_reissued(town->desk, keep_reissued, &kept), 0);
    assert_int_equal(kept.kept_in, REGISTER_LOST);
    assert_int_not_equal(kept.gates, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_replacements_recorded_and_waiting_are_told),
        TOWN_TEST(test_the_register_says_what_the_officer_was_satisfied_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
