// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "scratch_files.h"
#include "seal/hash.h"
#include "whole.h"

enum {
    FLIPS = 5, /* in each file, besides its first and last byte */
};

static struct whole whole;
static struct scratch scratch;

static int prepare(void **state)
{
    (void)state;
    if (seal_init() != 0 || scratch_make(&scratch) != 0) {
        return -1;
    }
    whole_open(&whole);
    whole_run(&whole, SPOIL_NOTHING);
    whole_write(&whole, scratch.folder);
    return scratch_list(&scratch);
}

static int clear(void **state)
{
    (void)state;
    whole_close(&whole);
    return scratch_remove(&scratch);
}

/* The stage that failed, 0 for none. */
static enum stage verify(void)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(audit_freep) struct audit *audit = NULL;
    struct verify_input input = {.election = &whole.code};

    assert_int_equal(reading_open(scratch.folder, &reading), 0);
    code_of_election(&whole.eid, &whole.code);
    reading_input(reading, &input);
    assert_int_equal(verify_run(&input, STAGE_RESULT, &audit), 0);
    return finding_failed(verify_findings(audit));
}

static void test_a_record_in_a_folder_is_verified(void **state)
{
    (void)state;
    assert_int_equal(verify(), 0);
    assert_true(scratch_file_count > 10);
}

static void assert_found(const char *path, size_t at, struct buf *file)
{
    enum stage failed;

    file->data[at] ^= 1;
    assert_int_equal(file_replace(path, buf_span(file), 0644), 0);
    file->data[at] ^= 1;
    failed = verify();
    if (failed == 0) {
        print_error("%s: byte %zu\n", path, at);
    }
    assert_int_not_equal(failed, 0);
}

/* One byte changed anywhere, in any file, and a stage says so. */
static void test_one_byte_changed_anywhere_is_found(void **state)
{
    struct buf file;
    size_t i;
    size_t k;

    (void)state;
    buf_init(&file, 1 << 22);
    for (i = 0; i < scratch_file_count; i++) {
        buf_reset(&file);
        assert_int_equal(file_read(scratch_files[i], &file), 0);
        for (k = 0; k <= FLIPS + 1; k++) {
            assert_found(scratch_files[i], k * (file.size - 1) / (FLIPS + 1), &file);
        }
        assert_int_equal(file_replace(scratch_files[i], buf_span(&file), 0644), 0);
    }
    assert_int_equal(verify(), 0);
    buf_deinit(&file);
}

static void test_a_file_cut_short_is_found(void **state)
{
    struct buf file;
    size_t i;

    (void)state;
    buf_init(&file, 1 << 22);
    for (i = 0; i < scratch_file_count; i++) {
        buf_reset(&file);
        assert_int_equal(file_read(scratch_files[i], &file), 0);
        assert_int_equal(
            file_replace(scratch_files[i], span_of(file.data, file.size - 1), 0644), 0);
        assert_int_not_equal(verify(), 0);
        assert_int_equal(file_replace(scratch_files[i], buf_span(&file), 0644), 0);
    }
    buf_deinit(&file);
}

/* A stranger's file is no part of the record: noted, and nothing fails for it. */
static void test_a_file_that_is_no_part_of_it_is_noted(void **state)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(audit_freep) struct audit *audit = NULL;
    struct verify_input input = {.source = NULL};
    const struct findings *findings;
    size_t notes = 0;
    size_t i;

    (void)state;
    assert_int_equal(
        file_replace(scratch_path(&scratch, "readme"), span_of_text("hello"), 0644), 0);
    assert_int_equal(reading_open(scratch.folder, &reading), 0);
    reading_input(reading, &input);
    assert_int_equal(verify_run(&input, STAGE_ENTRIES, &audit), 0);
    findings = verify_findings(audit);
    assert_int_equal(finding_failed(findings), 0);
    for (i = 0; i < findings->count; i++) {
        notes += findings->list[i].verdict == VERDICT_NOTE ? 1 : 0;
    }
    assert_int_equal(notes, 1);
    assert_int_equal(remove(scratch_path(&scratch, "readme")), 0);
}

static void test_a_folder_without_a_checkpoint_is_absent(void **state)
{
    struct reading *reading = NULL;

    (void)state;
    assert_int_equal(reading_open("/nowhere", &reading), READING_ABSENT);
    assert_null(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_record_in_a_folder_is_verified),
        cmocka_unit_test(test_one_byte_changed_anywhere_is_found),
        cmocka_unit_test(test_a_file_cut_short_is_found),
        cmocka_unit_test(test_a_file_that_is_no_part_of_it_is_noted),
        cmocka_unit_test(test_a_folder_without_a_checkpoint_is_absent),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
