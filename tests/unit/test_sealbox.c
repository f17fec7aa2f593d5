// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/sealbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "seal/keyfile.h"

static struct keyfile *officer;
static struct keyfile *other;

static int prepare(void **state)
{
    (void)state;
    return seal_init() != 0 || keyfile_new(KEY_OFFICER, "Ada", &officer) != 0
           || keyfile_new(KEY_OFFICER, "Bee", &other) != 0;
}

static int clear(void **state)
{
    (void)state;
    keyfile_free(officer);
    keyfile_free(other);
    return 0;
}

static void test_a_reference_is_read_by_its_officer_alone(void **state)
{
    struct sealed_reference reference = {
        .cid = 3, .number = 70000, .member = span_of_text("M-0042")};
    struct sealed_reference got;
    struct buf sealed;
    struct buf plain;

    (void)state;
    memset(&reference.eid, 8, sizeof(reference.eid));
    buf_init(&sealed, 1000);
    buf_init(&plain, 1000);
    assert_int_equal(
        sealbox_seal_reference(&keyfile_person(officer)->seal, &reference, &sealed), 0);
    assert_int_equal(sealed.size, 32 + 2 + 4 + 6 + SEALBOX_EXTRA);
    assert_int_equal(keyfile_unseal(other, buf_span(&sealed), &plain), KEYFILE_SEALED);
    assert_int_equal(plain.size, 0);
    assert_int_equal(keyfile_unseal(officer, buf_span(&sealed), &plain), 0);
    assert_int_equal(sealbox_read_reference(buf_span(&plain), &got), 0);
    assert_int_equal(got.cid, 3);
    assert_int_equal(got.number, 70000);
    assert_memory_equal(&got.eid, &reference.eid, sizeof(got.eid));
    assert_true(span_is_equal(got.member, reference.member));
    buf_deinit(&sealed);
    buf_deinit(&plain);
}

static void test_no_byte_of_a_box_can_be_changed(void **state)
{
    struct buf sealed;
    struct buf plain;
    size_t i;

    (void)state;
    buf_init(&sealed, 1000);
    buf_init(&plain, 1000);
    assert_int_equal(
        sealbox_seal(&keyfile_person(officer)->seal, span_of_text("letter"), &sealed),
        0);
    for (i = 0; i < sealed.size; i++) {
        sealed.data[i] ^= 1;
        assert_int_equal(keyfile_unseal(officer, buf_span(&sealed), &plain),
                         KEYFILE_SEALED);
        sealed.data[i] ^= 1;
    }
    assert_int_equal(keyfile_unseal(officer, span_of(sealed.data, 47), &plain),
                     KEYFILE_SEALED);
    buf_deinit(&sealed);
    buf_deinit(&plain);
}

static void test_what_is_no_reference_is_refused(void **state)
{
    uint8_t bytes[400] = {0};
    struct sealed_reference reference = {.cid = 1, .number = 1};
    struct sealed_reference got;
    struct buf sealed;

    (void)state;
    assert_int_equal(sealbox_read_reference(span_of(bytes, 37), &got),
                     SEALBOX_MALFORMED);
    assert_int_equal(sealbox_read_reference(span_of(bytes, 40), &got),
                     SEALBOX_MALFORMED);
    bytes[33] = 1;
    bytes[37] = 1;
    assert_int_equal(sealbox_read_reference(span_of(bytes, 38), &got), 0);
    assert_int_equal(sealbox_read_reference(SPAN(bytes), &got), SEALBOX_MALFORMED);
    reference.member = SPAN(bytes);
    buf_init(&sealed, 1000);
    assert_int_equal(
        sealbox_seal_reference(&keyfile_person(officer)->seal, &reference, &sealed),
        SEALBOX_MALFORMED);
    buf_deinit(&sealed);
}

static void test_nothing_is_sealed_to_a_key_of_small_order(void **state)
{
    struct box_key zero = {{0}};
    struct buf sealed;

    (void)state;
    buf_init(&sealed, 1000);
    assert_int_equal(sealbox_seal(&zero, span_of_text("x"), &sealed), SEALBOX_KEY);
    assert_int_equal(sealed.size, 0);
    buf_deinit(&sealed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_reference_is_read_by_its_officer_alone),
        cmocka_unit_test(test_no_byte_of_a_box_can_be_changed),
        cmocka_unit_test(test_what_is_no_reference_is_refused),
        cmocka_unit_test(test_nothing_is_sealed_to_a_key_of_small_order),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
