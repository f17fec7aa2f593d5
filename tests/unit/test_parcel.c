// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/parcel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"
#include "seal/hash.h"

enum {
    SIZE = 400000, /* many blocks and a part of one */
};

static uint8_t bytes[SIZE];

struct shelf {
    uint64_t size;
    bool is_absent;
};

static int give_size(void *context, const struct digest *digest, uint64_t *out)
{
    const struct shelf *shelf = context;

    (void)digest;
    *out = shelf->size;
    return shelf->is_absent ? SOURCE_ABSENT : 0;
}

static int give_piece(void *context,
                      const struct digest *digest,
                      uint64_t offset,
                      size_t size,
                      struct buf *out)
{
    const struct shelf *shelf = context;

    (void)digest;
    if (shelf->is_absent) {
        return SOURCE_ABSENT;
    }
    assert_true(offset + size <= shelf->size);
    buf_put(out, bytes + offset, size);
    return FOLD(buf_status(out));
}

static struct shelf shelf;
static const struct record_source source = {
    .context = &shelf, .object_size = give_size, .object_piece = give_piece};

static struct object_ref reset(uint64_t size)
{
    struct object_ref object = {.size = size};
    size_t i;

    for (i = 0; i < SIZE; i++) {
        bytes[i] = (uint8_t)(i * i >> 7);
    }
    shelf = (struct shelf){size, false};
    hash_sha256(span_of(bytes, size), &object.digest);
    return object;
}

static void test_any_piece_of_an_object_can_be_read(void **state)
{
    static const size_t pieces_at[][2] = {{0, SIZE},
                                          {0, 1},
                                          {4095, 2},
                                          {4096, 4096},
                                          {SIZE - 1, 1},
                                          {5, 300000},
                                          {SIZE, 0}};
    const struct object_ref object = reset(SIZE);
    CLEANUP(parcel_freep) struct parcel *parcel = NULL;
    static uint8_t out[SIZE];
    struct pieces pieces;
    size_t i;

    (void)state;
    assert_int_equal(parcel_open(&source, &object, &parcel), 0);
    pieces = parcel_pieces(parcel);
    assert_int_equal(pieces.size, SIZE);
    for (i = 0; i < ARRAY_SIZE(pieces_at); i++) {
        memset(out, 0, sizeof(out));
        assert_int_equal(pieces_read(&pieces, pieces_at[i][0], pieces_at[i][1], out),
                         0);
        assert_memory_equal(out, bytes + pieces_at[i][0], pieces_at[i][1]);
    }
}

static void test_an_object_of_one_byte_or_none_is_one(void **state)
{
    uint64_t size;

    (void)state;
    for (size = 0; size < 2; size++) {
        const struct object_ref object = reset(size);
        CLEANUP(parcel_freep) struct parcel *parcel = NULL;

        assert_int_equal(parcel_open(&source, &object, &parcel), 0);
        assert_int_equal(parcel_pieces(parcel).size, size);
    }
}

static void test_what_is_not_the_object_of_its_name_is_refused(void **state)
{
    struct object_ref object = reset(SIZE);
    struct parcel *parcel = NULL;

    (void)state;
    bytes[SIZE - 1] ^= 1;
    assert_int_equal(parcel_open(&source, &object, &parcel), SOURCE_FALSE);
    object = reset(SIZE);
    shelf.size--;
    assert_int_equal(parcel_open(&source, &object, &parcel), SOURCE_FALSE);
    shelf.is_absent = true;
    assert_int_equal(parcel_open(&source, &object, &parcel), SOURCE_ABSENT);
    assert_null(parcel);
}

/* Who can write to the folder while it is verified must not be able to show the hash
 * one object and the proof another. */
static void test_an_object_that_changes_while_it_is_read_is_a_fault(void **state)
{
    const struct object_ref object = reset(SIZE);
    CLEANUP(parcel_freep) struct parcel *parcel = NULL;
    struct pieces pieces;
    uint8_t out[2];

    (void)state;
    assert_int_equal(parcel_open(&source, &object, &parcel), 0);
    pieces = parcel_pieces(parcel);
    bytes[40000] ^= 1;
    assert_int_equal(pieces_read(&pieces, 0, 2, out), 0);
    assert_int_equal(pieces_read(&pieces, 39999, 2, out), FAULT_CORRUPT);
    bytes[40000] ^= 1;
    assert_int_equal(pieces_read(&pieces, 39999, 2, out), 0);
    shelf.is_absent = true;
    assert_int_equal(pieces_read(&pieces, 39999, 2, out), FAULT_CORRUPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_piece_of_an_object_can_be_read),
        cmocka_unit_test(test_an_object_of_one_byte_or_none_is_one),
        cmocka_unit_test(test_what_is_not_the_object_of_its_name_is_refused),
        cmocka_unit_test(test_an_object_that_changes_while_it_is_read_is_a_fault),
    };

    log_silence();
    return seal_init() != 0 || cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
