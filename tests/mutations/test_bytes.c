// SPDX-License-Identifier: AGPL-3.0-or-later
/* A good record in a folder, one byte of one file changed: a stage always says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/scratch_files.h"
#include "audit/reading.h"
#include "base/file.h"
#include "base/log.h"
#include "mutation.h"
#include "seal/hash.h"

enum {
    WHOLE = 500, /* of files up to this size every byte is changed */
    PLACES = 12, /* of larger ones so many */
};

static struct tale tale;
static struct scratch scratch;

static int prepare(void **state)
{
    (void)state;
    log_silence();
    if (seal_init() != 0 || scratch_make(&scratch) != 0) {
        return -1;
    }
    tale_open(&tale);
    mutation_write(mutation_at(0), &tale, scratch.folder);
    return scratch_list(&scratch);
}

static int clear(void **state)
{
    (void)state;
    tale_close(&tale);
    return scratch_remove(&scratch);
}

static enum stage verify(void)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(audit_freep) struct audit *audit = NULL;
    struct verify_input input = {.election = &tale.code};

    assert_int_equal(reading_open(scratch.folder, &reading), 0);
    reading_input(reading, &input);
    assert_int_equal(verify_run(&input, STAGE_RESULT, &audit), 0);
    return finding_failed(verify_findings(audit));
}

static void put(const char *path, struct span bytes)
{
    tale_file(scratch.folder, path + strlen(scratch.folder) + 1, bytes);
}

static void read(const char *path, struct buf *out)
{
    buf_reset(out);
    assert_int_equal(file_read(path, out), 0);
}

static void assert_fails(const char *path, const char *what, size_t at)
{
    enum stage failed = verify();

    if (failed == 0) {
        print_error("%s: %s %zu\n", path, what, at);
    }
    assert_int_not_equal(failed, 0);
}

/* By turns one bit, a letter's case, and the highest bit. */
static void change(const char *path, struct buf *file, size_t at)
{
    static const uint8_t masks[] = {0x01, 0x20, 0x80};
    uint8_t mask = masks[at % sizeof(masks)];

    file->data[at] ^= mask;
    put(path, buf_span(file));
    file->data[at] ^= mask;
    assert_fails(path, "byte", at);
}

static void test_any_byte_changed_is_found(void **state)
{
    struct buf file;
    size_t i;
    size_t at;

    (void)state;
    assert_int_equal(verify(), 0);
    buf_init(&file, TALE_OBJECT_MAX);
    for (i = 0; i < scratch_file_count; i++) {
        read(scratch_files[i], &file);
        for (at = 0; at < file.size;
             at += file.size <= WHOLE ? 1 : file.size / PLACES + 1) {
            change(scratch_files[i], &file, at);
        }
        change(scratch_files[i], &file, file.size - 1);
        put(scratch_files[i], buf_span(&file));
    }
    assert_int_equal(verify(), 0);
    buf_deinit(&file);
}

static void test_a_file_cut_short_emptied_or_longer_is_found(void **state)
{
    struct buf file;
    size_t size;
    size_t i;

    (void)state;
    buf_init(&file, TALE_OBJECT_MAX);
    for (i = 0; i < scratch_file_count; i++) {
        read(scratch_files[i], &file);
        size = file.size;
        put(scratch_files[i], span_of(file.data, size - 1));
        assert_fails(scratch_files[i], "cut to", size - 1);
        put(scratch_files[i], span_of(file.data, 0));
        assert_fails(scratch_files[i], "cut to", 0);
        buf_put_u8(&file, '\n');
        put(scratch_files[i], buf_span(&file));
        assert_fails(scratch_files[i], "made as long as", size + 1);
        put(scratch_files[i], span_of(file.data, size));
    }
    assert_int_equal(verify(), 0);
    buf_deinit(&file);
}

/* What was seen before is nobody's duty to keep; all else must be there. */
static bool is_spare(const char *path)
{
    return strstr(path, "/checkpoints/") != NULL || strstr(path, "/cosigned/") != NULL;
}

static void test_a_file_that_is_gone_is_missed(void **state)
{
    struct reading *reading = NULL;
    struct buf file;
    size_t i;

    (void)state;
    buf_init(&file, TALE_OBJECT_MAX);
    for (i = 0; i < scratch_file_count; i++) {
        const char *name = scratch_files[i] + strlen(scratch.folder);

        read(scratch_files[i], &file);
        assert_int_equal(remove(scratch_files[i]), 0);
        if (strcmp(name, "/checkpoint") == 0) {
            assert_int_equal(reading_open(scratch.folder, &reading), READING_ABSENT);
        } else if (is_spare(name)) {
            assert_int_equal(verify(), 0);
        } else {
            assert_fails(scratch_files[i], "gone, of size", file.size);
        }
        put(scratch_files[i], buf_span(&file));
    }
    buf_deinit(&file);
}

/* Each in the place of the next one. What was seen before goes by any name. */
static void test_files_in_each_others_place_are_found(void **state)
{
    struct buf file;
    struct buf other;
    size_t i;

    (void)state;
    buf_init(&file, TALE_OBJECT_MAX);
    buf_init(&other, TALE_OBJECT_MAX);
    for (i = 0; i + 1 < scratch_file_count; i++) {
        read(scratch_files[i], &file);
        read(scratch_files[i + 1], &other);
        if (!span_is_equal(buf_span(&file), buf_span(&other))
            && strstr(scratch_files[i], "/checkpoints/") == NULL) {
            put(scratch_files[i], buf_span(&other));
            assert_fails(scratch_files[i], "in the place of its neighbour", i);
            put(scratch_files[i], buf_span(&file));
        }
    }
    assert_int_equal(verify(), 0);
    buf_deinit(&file);
    buf_deinit(&other);
}

/* What does not belong there: what it says of the record must be so all the same. */
static void test_files_that_were_added_are_judged(void **state)
{
    static const struct {
        const char *name;
        bool is_wrong;
    } added[] = {
        {"tile/entries/000.p/3", true},
        {"tile/0/000.p/3", true},
        {"tile/0/000", false}, /* of no record of this size */
        {"tile/entries/000.p/36", false},
        {"checkpoints/19", true},
        {"cosigned/19", true},
        {"objects/00", false}, /* no name of an object */
        {"objects/0000000000000000000000000000000000000000000000000000000000000000",
         true},
        {"index.html", false},
    };
    char path[FILE_PATH_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(added) / sizeof(added[0]); i++) {
        tale_file(scratch.folder, added[i].name, span_of_text("added"));
        if (added[i].is_wrong) {
            assert_fails(added[i].name, "added", i);
        } else {
            assert_int_equal(verify(), 0);
        }
        assert_int_equal(file_join(scratch.folder, added[i].name, path), 0);
        assert_int_equal(remove(path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_byte_changed_is_found),
        cmocka_unit_test(test_a_file_cut_short_emptied_or_longer_is_found),
        cmocka_unit_test(test_a_file_that_is_gone_is_missed),
        cmocka_unit_test(test_files_in_each_others_place_are_found),
        cmocka_unit_test(test_files_that_were_added_are_judged),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
