// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/reading.h"
#include "base/fault.h"
#include "scratch.h"
#include "seal/hash.h"
#include "whole.h"

/* Reads what a whole election with one thing spoilt says before its votes. */
static int read_whole(enum spoil spoil, struct published **out)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    struct verify_input input = {.source = NULL};
    struct scratch scratch;
    struct whole whole;
    int r;

    assert_int_equal(scratch_make(&scratch), 0);
    whole_open(&whole);
    whole_run(&whole, spoil);
    whole_write(&whole, scratch.folder);
    assert_int_equal(reading_open(scratch.folder, &reading), 0);
    reading_input(reading, &input);
    r = published_read(input.source, out);
    if (r == 0) {
        assert_int_equal(published_definition(*out)->constituency_count, 3);
        assert_int_equal(published_statement(*out)->lists[0].count, 4);
        assert_non_null(published_eid(*out));
    }
    published_freep(out);
    whole_close(&whole);
    assert_int_equal(scratch_remove(&scratch), 0);
    return r;
}

static void test_definition_and_statement_are_read_from_a_record(void **state)
{
    struct published *published = NULL;

    (void)state;
    assert_int_equal(read_whole(SPOIL_NOTHING, &published), 0);
}

static void test_what_follows_the_statement_is_not_looked_at(void **state)
{
    struct published *published = NULL;

    (void)state;
    assert_int_equal(read_whole(SPOIL_BALLOT_TWICE, &published), 0);
}

static void test_a_statement_nobody_may_have_signed_is_refused(void **state)
{
    struct published *published = NULL;

    (void)state;
    assert_int_equal(read_whole(SPOIL_STATEMENT_SIGNER, &published), PUBLISHED_WRONG);
    assert_int_equal(read_whole(SPOIL_DEFINITION_SIGNER, &published), PUBLISHED_WRONG);
}

static int no_entry(void *context, uint64_t index, struct buf *out)
{
    (void)context;
    (void)index;
    (void)out;
    return SOURCE_ABSENT;
}

static void test_a_record_without_a_statement_has_none(void **state)
{
    static const struct record_source empty = {.entry = no_entry};
    struct published *published = NULL;

    (void)state;
    assert_int_equal(published_read(&empty, &published), PUBLISHED_ABSENT);
    assert_null(published);
}

static int prepare(void **state)
{
    (void)state;
    return seal_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_definition_and_statement_are_read_from_a_record),
        cmocka_unit_test(test_what_follows_the_statement_is_not_looked_at),
        cmocka_unit_test(test_a_statement_nobody_may_have_signed_is_refused),
        cmocka_unit_test(test_a_record_without_a_statement_has_none),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
