// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"

enum {
    SIZE = 200000, /* more than one piece */
};

/* One object in memory, whatever it is called. */
struct shelf {
    uint8_t bytes[SIZE];
    uint64_t size;
};

static struct shelf shelf;

static int give_entry(void *context, uint64_t index, struct buf *out)
{
    (void)context;
    if (index > 0) {
        return SOURCE_ABSENT;
    }
    buf_put_text(out, "entry");
    return 0;
}

static int give_size(void *context, const struct digest *digest, uint64_t *out)
{
    const struct shelf *from = context;

    (void)digest;
    *out = from->size;
    return from->size == 0 ? SOURCE_ABSENT : 0;
}

static int give_piece(void *context,
                      const struct digest *digest,
                      uint64_t offset,
                      size_t size,
                      struct buf *out)
{
    const struct shelf *from = context;

    (void)digest;
    assert_true(offset + size <= from->size);
    buf_put(out, from->bytes + offset, size);
    return 0;
}

static const struct record_source source = {&shelf, give_entry, give_size, give_piece};

static struct object_ref keep(void)
{
    struct object_ref object = {.size = SIZE};

    memset(shelf.bytes, 7, SIZE);
    shelf.size = SIZE;
    hash_sha256(span_of(shelf.bytes, SIZE), &object.digest);
    return object;
}

static void test_an_object_is_what_its_hash_and_size_say(void **state)
{
    struct object_ref object = keep();
    struct buf bytes;

    (void)state;
    buf_init(&bytes, SIZE + 1);
    buf_put_u8(&bytes, 1);
    assert_int_equal(source_has_object(&source, &object), 0);
    assert_int_equal(source_check_object(&source, &object), 0);
    assert_int_equal(source_read_object(&source, &object, &bytes), 0);
    assert_int_equal(bytes.size, SIZE + 1);

    buf_reset(&bytes);
    shelf.bytes[SIZE - 1] ^= 1;
    assert_int_equal(source_check_object(&source, &object), SOURCE_FALSE);
    assert_int_equal(source_read_object(&source, &object, &bytes), SOURCE_FALSE);
    assert_int_equal(bytes.size, 0);
    shelf.bytes[SIZE - 1] ^= 1;
    object.size--;
    assert_int_equal(source_has_object(&source, &object), SOURCE_FALSE);
    assert_int_equal(source_check_object(&source, &object), SOURCE_FALSE);
    assert_int_equal(source_read_object(&source, &object, &bytes), SOURCE_FALSE);
    buf_deinit(&bytes);
}

static void test_an_object_larger_than_the_buffer_is_not_read(void **state)
{
    struct object_ref object = keep();
    struct buf bytes;

    (void)state;
    buf_init(&bytes, SIZE - 1);
    assert_int_equal(source_read_object(&source, &object, &bytes), SOURCE_TOO_LARGE);
    assert_int_equal(bytes.size, 0);
    buf_deinit(&bytes);
}

static void test_what_is_not_there_is_absent(void **state)
{
    struct object_ref object = keep();
    struct buf bytes;

    (void)state;
    buf_init(&bytes, SIZE);
    shelf.size = 0;
    assert_int_equal(source_has_object(&source, &object), SOURCE_ABSENT);
    assert_int_equal(source_check_object(&source, &object), SOURCE_ABSENT);
    assert_int_equal(source_read_object(&source, &object, &bytes), SOURCE_ABSENT);
    assert_int_equal(source_entry(&source, 1, &bytes), SOURCE_ABSENT);
    assert_int_equal(bytes.size, 0);
    assert_int_equal(source_entry(&source, 0, &bytes), 0);
    assert_string_equal(buf_text(&bytes), "entry");
    buf_deinit(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_object_is_what_its_hash_and_size_say),
        cmocka_unit_test(test_an_object_larger_than_the_buffer_is_not_read),
        cmocka_unit_test(test_what_is_not_there_is_absent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
