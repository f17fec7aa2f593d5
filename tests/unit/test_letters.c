// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/log.h"
#include "seal/hash.h"
#include "seal/keyfile.h"

static int count(void *context, const struct letter *letter)
{
    unsigned *seen = context;

    assert_true(letter->address.size > 0);
    assert_true(letter->body.size > 0);
    assert_true(span_is_equal(letter->envelope, span_of_text("2.417.K7")));
    (*seen)++;
    return 0;
}

static void put_two(struct buf *out)
{
    struct letter letter = {span_of_text("Ada Smith\n1 High Street\n"),
                            span_of_text("Dear Ada\n"),
                            span_of_text("https://example.org/vote#AAAA"),
                            span_of_text("2.417.K7")};

    letters_add(out, &letter);
    letter.link = span_of(NULL, 0);
    letters_add(out, &letter);
    assert_int_equal(buf_status(out), 0);
}

static void test_letters_are_read_as_they_were_added(void **state)
{
    struct buf plain;
    unsigned seen = 0;

    (void)state;
    buf_init(&plain, 10000);
    put_two(&plain);
    assert_int_equal(letters_read(buf_span(&plain), count, &seen), 0);
    assert_int_equal(seen, 2);
    buf_deinit(&plain);
}

static void
test_a_print_file_cut_anywhere_is_refused_before_its_first_letter(void **state)
{
    struct buf plain;
    unsigned seen = 0;
    size_t one;
    size_t size;

    (void)state;
    buf_init(&plain, 10000);
    put_two(&plain);
    /* After one whole letter it is a good, shorter file: only the seal can tell. */
    one = 4 + (plain.size - 4 + 29) / 2;
    for (size = 0; size < plain.size; size++) {
        if (size != 4 && size != one) {
            assert_int_equal(letters_read(span_of(plain.data, size), count, &seen),
                             LETTERS_MALFORMED);
        }
    }
    assert_int_equal(seen, 0);
    buf_deinit(&plain);
}

static void test_a_saved_print_file_opens_with_the_officers_key_only(void **state)
{
    char folder[] = "/tmp/letters.XXXXXX";
    char path[FILE_PATH_SIZE];
    struct keyfile *officer;
    struct keyfile *other;
    struct buf plain;
    struct buf sealed;
    struct buf opened;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(keyfile_new(KEY_OFFICER, "Ruth", &officer), 0);
    assert_int_equal(keyfile_new(KEY_OFFICER, "Mallory", &other), 0);
    buf_init(&plain, 10000);
    buf_init(&sealed, 10000);
    buf_init(&opened, 10000);
    put_two(&plain);
    assert_int_equal(
        letters_save(folder, &keyfile_person(officer)->seal, buf_span(&plain)), 0);
    assert_int_equal(
        letters_save(folder, &keyfile_person(officer)->seal, buf_span(&plain)), 0);

    assert_int_equal(file_join(folder, "2.sealed", path), 0);
    assert_int_equal(file_read(path, &sealed), 0);
    assert_int_equal(keyfile_unseal(other, buf_span(&sealed), &opened), KEYFILE_SEALED);
    assert_int_equal(keyfile_unseal(officer, buf_span(&sealed), &opened), 0);
    assert_true(span_is_equal(buf_span(&opened), buf_span(&plain)));

    assert_int_equal(unlink(path), 0);
    assert_int_equal(file_join(folder, "1.sealed", path), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    buf_deinit(&plain);
    buf_deinit(&sealed);
    buf_deinit(&opened);
    keyfile_free(officer);
    keyfile_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_are_read_as_they_were_added),
        cmocka_unit_test(
            test_a_print_file_cut_anywhere_is_refused_before_its_first_letter),
        cmocka_unit_test(test_a_saved_print_file_opens_with_the_officers_key_only),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
