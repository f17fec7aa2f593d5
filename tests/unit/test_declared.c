// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/declared.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/reading.h"
#include "base/fault.h"
#include "base/log.h"
#include "record/checkpoint.h"
#include "scratch.h"
#include "seal/hash.h"
#include "whole.h"

enum {
    ROOM = 1 << 20,
};

struct told {
    int read;
    int sheet;   /* of constituency 1 */
    int unknown; /* of constituency 3, which had no poll */
    size_t size;
};

/* What a whole election with one thing spoilt is said to have declared. */
static struct told tell_whole(enum spoil spoil, uint64_t less)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(declared_freep) struct declared *declared = NULL;
    CLEANUP(buf_deinit) struct buf sheet;
    struct verify_input input = {.source = NULL};
    struct checkpoint checkpoint;
    struct told told = {.read = 0};
    struct scratch scratch;
    struct whole whole;

    assert_int_equal(scratch_make(&scratch), 0);
    whole_open(&whole);
    whole_run(&whole, spoil);
    whole_write(&whole, scratch.folder);
    assert_int_equal(reading_open(scratch.folder, &reading), 0);
    reading_input(reading, &input);
    assert_int_equal(checkpoint_parse(input.checkpoint, &checkpoint), 0);
    buf_init(&sheet, ROOM);
    told.read = declared_read(input.source, checkpoint.head.size - less, &declared);
    if (told.read == 0) {
        assert_int_equal(declared_definition(declared)->constituency_count, 3);
        assert_int_equal(declared_result(declared)->count, 2);
        told.sheet = declared_sheet(declared, 1, &sheet);
        told.size = sheet.size;
        told.unknown = declared_sheet(declared, 3, &sheet);
    }
    whole_close(&whole);
    assert_int_equal(scratch_remove(&scratch), 0);
    return told;
}

static void test_a_declared_sheet_is_read_from_a_record(void **state)
{
    struct told told = tell_whole(SPOIL_NOTHING, 0);

    (void)state;
    assert_int_equal(told.read, 0);
    assert_int_equal(told.sheet, 0);
    assert_true(told.size > 100);
    assert_int_equal(told.unknown, DECLARED_UNKNOWN);
}

static void test_a_record_that_reaches_no_result_declares_nothing(void **state)
{
    (void)state;
    assert_int_equal(tell_whole(SPOIL_NOTHING, 1).read, DECLARED_ABSENT);
}

static void test_a_result_nobody_may_have_signed_is_refused(void **state)
{
    (void)state;
    assert_int_equal(tell_whole(SPOIL_RESULT_SIGNER, 0).read, DECLARED_WRONG);
}

static int prepare(void **state)
{
    (void)state;
    return seal_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_declared_sheet_is_read_from_a_record),
        cmocka_unit_test(test_a_record_that_reaches_no_result_declares_nothing),
        cmocka_unit_test(test_a_result_nobody_may_have_signed_is_refused),
    };

    log_silence();
    return cmocka_run_group_tests(tests, prepare, NULL);
}
