// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/object.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "scratch.h"
#include "seal/hash.h"

static struct scratch scratch;

static int set_up(void **state)
{
    (void)state;
    return scratch_make(&scratch);
}

static int tear_down(void **state)
{
    (void)state;
    return scratch_remove(&scratch);
}

static struct object_ref reference(const char *text)
{
    struct object_ref object = {.size = strlen(text)};

    hash_sha256(span_of_text(text), &object.digest);
    return object;
}

static void test_an_object_is_kept_under_its_hash(void **state)
{
    struct object_ref object = reference("abc");
    struct object_part part = {object.digest, 1, 2};
    struct buf bytes;
    char path[FILE_PATH_SIZE];
    uint64_t size;

    (void)state;
    assert_int_equal(object_size(scratch.folder, &object.digest, &size), OBJECT_ABSENT);
    assert_int_equal(object_put(scratch.folder, &object, span_of_text("abc")), 0);
    assert_int_equal(object_put(scratch.folder, &object, span_of_text("abc")), 0);
    assert_int_equal(object_size(scratch.folder, &object.digest, &size), 0);
    assert_int_equal(size, 3);
    buf_init(&bytes, 10);
    assert_int_equal(object_read(scratch.folder, &part, &bytes), 0);
    assert_string_equal(buf_text(&bytes), "bc");
    buf_deinit(&bytes);
    assert_int_equal(object_path(scratch.folder, &object.digest, path), 0);
    assert_string_equal(path + strlen(scratch.folder),
                        "/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f200"
                        "15ad");
}

static void test_bytes_that_are_not_what_the_name_says_are_refused(void **state)
{
    struct object_ref object = reference("good");
    uint64_t size;

    (void)state;
    assert_int_equal(object_put(scratch.folder, &object, span_of_text("goof")),
                     OBJECT_FALSE);
    object.size = 5;
    assert_int_equal(object_put(scratch.folder, &object, span_of_text("good")),
                     OBJECT_FALSE);
    assert_int_equal(object_size(scratch.folder, &object.digest, &size), OBJECT_ABSENT);
}

static void test_a_folder_with_too_long_a_name_has_no_object(void **state)
{
    struct object_ref object = reference("x");
    char folder[FILE_PATH_SIZE];
    char path[FILE_PATH_SIZE];
    uint64_t size;

    (void)state;
    memset(folder, 'f', sizeof(folder));
    folder[sizeof(folder) - 10] = 0;
    assert_int_equal(object_path(folder, &object.digest, path), OBJECT_ABSENT);
    assert_int_equal(object_size(folder, &object.digest, &size), OBJECT_ABSENT);
    assert_int_equal(object_put(folder, &object, span_of_text("x")), OBJECT_ABSENT);
}

static void test_a_document_names_its_objects_in_order(void **state)
{
    struct object_ref named[OBJECT_NAMES_MAX];
    struct document *document;

    (void)state;
    document = document_new(ENTRY_ROLL, 0);
    assert_non_null(document);
    document->of.roll.count = 2;
    document->of.roll.lists[0].object = reference("one");
    document->of.roll.lists[1].object = reference("three");
    assert_int_equal(object_named(document, named), 2);
    assert_int_equal(named[0].size, 3);
    assert_int_equal(named[1].size, 5);
    document_free(document);

    document = document_new(ENTRY_RESULT, 1);
    assert_non_null(document);
    document->of.result.count = 1;
    document->of.result.lists[0].sheet = reference("sheet");
    assert_int_equal(object_named(document, named), 1);
    document_free(document);

    document = document_new(ENTRY_DEFINITION, 0);
    assert_non_null(document);
    document->of.definition->ceremony = reference("ceremony");
    assert_int_equal(object_named(document, named), 1);
    assert_int_equal(named[0].size, 8);
    document_free(document);

    document = document_new(ENTRY_SHARES, 0);
    assert_non_null(document);
    assert_int_equal(object_named(document, named), 1);
    document_free(document);
    document = document_new(ENTRY_NOTE, 0);
    assert_non_null(document);
    assert_int_equal(object_named(document, named), 0);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_object_is_kept_under_its_hash),
        cmocka_unit_test(test_bytes_that_are_not_what_the_name_says_are_refused),
        cmocka_unit_test(test_a_folder_with_too_long_a_name_has_no_object),
        cmocka_unit_test(test_a_document_names_its_objects_in_order),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
