// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/hash.h"
#include "seal/sign.h"

enum {
    BALLOT = 267,
};

static struct signer signer(uint8_t first)
{
    struct signer signer = {.key.bytes = {first}, .signature.bytes = {first, 7}};

    return signer;
}

static struct entry document(const char *text)
{
    struct entry entry = {
        .type = ENTRY_NOTE, .time = 1781798400, .document = span_of_text(text)};

    return entry;
}

static void write(const struct entry *entry, struct buf *out)
{
    buf_init(out, 100000);
    assert_int_equal(entry_write(entry, out), 0);
}

static void test_a_document_is_laid_out_as_the_protocol_says(void **state)
{
    struct entry entry = document("{}");
    struct entry back;
    struct buf buf;
    char text[400];

    (void)state;
    entry.signer_count = 2;
    entry.signers[0] = signer(9);
    entry.signers[1] = signer(3);
    write(&entry, &buf);
    assert_int_equal(buf.size, 1 + 8 + 4 + 2 + 1 + 2 * 96);
    hex_encode(span_of(buf.data, 17), text);
    assert_string_equal(text,
                        "0c"
                        "000000006a341600"
                        "00000002"
                        "7b7d"
                        "02"
                        "03");
    assert_int_equal(buf.data[16 + 96], 9);

    assert_int_equal(entry_parse(buf_span(&buf), &back), 0);
    assert_int_equal(back.type, ENTRY_NOTE);
    assert_int_equal(back.time, 1781798400);
    assert_true(span_is_equal(back.document, span_of_text("{}")));
    assert_int_equal(back.signer_count, 2);
    assert_int_equal(back.signers[0].key.bytes[0], 3);
    assert_int_equal(back.signers[1].signature.bytes[0], 9);
    buf_deinit(&buf);
}

static void test_a_ballot_is_all_of_its_body(void **state)
{
    static const uint8_t ballot[BALLOT] = {'G', 'B', '1', 'B'};
    struct entry entry = {
        .type = ENTRY_BALLOT, .time = 60, .ballot = {ballot, sizeof(ballot)}};
    struct entry back;
    struct buf buf;

    (void)state;
    write(&entry, &buf);
    assert_int_equal(buf.size, 9 + BALLOT);
    assert_int_equal(entry_parse(buf_span(&buf), &back), 0);
    assert_memory_equal(back.ballot.data, ballot, BALLOT);
    assert_int_equal(entry_parse(span_of(buf.data, buf.size - 1), &back),
                     ENTRY_MALFORMED);
    buf_put_u8(&buf, 0);
    assert_int_equal(entry_parse(buf_span(&buf), &back), ENTRY_MALFORMED);
    buf_deinit(&buf);

    entry.ballot.size--;
    buf_init(&buf, 1000);
    assert_int_equal(entry_write(&entry, &buf), ENTRY_MALFORMED);
    assert_int_equal(buf.size, 0);
    buf_deinit(&buf);
}

static void test_what_is_cut_short_or_goes_on_is_refused(void **state)
{
    struct entry entry = document("{\"a\":1}");
    struct entry back;
    struct buf buf;
    size_t size;

    (void)state;
    entry.signer_count = 1;
    entry.signers[0] = signer(1);
    write(&entry, &buf);
    for (size = 0; size < buf.size; size++) {
        assert_int_equal(entry_parse(span_of(buf.data, size), &back), ENTRY_MALFORMED);
    }
    assert_int_equal(entry_parse(buf_span(&buf), &back), 0);
    buf_put_u8(&buf, 0);
    assert_int_equal(entry_parse(buf_span(&buf), &back), ENTRY_MALFORMED);
    buf_deinit(&buf);
}

static void change(const struct buf *good, size_t at, uint8_t value)
{
    uint8_t bytes[400];
    struct entry back;

    memcpy(bytes, good->data, good->size);
    bytes[at] = value;
    assert_int_equal(entry_parse(span_of(bytes, good->size), &back), ENTRY_MALFORMED);
}

static void test_odd_types_times_and_signers_are_refused(void **state)
{
    struct entry entry = document("{}");
    struct buf buf;

    (void)state;
    entry.signer_count = 2;
    entry.signers[0] = signer(1);
    entry.signers[1] = signer(2);
    write(&entry, &buf);
    change(&buf, 0, 0);
    change(&buf, 0, ENTRY_TYPES);
    change(&buf, 1, 0x80); /* a time below zero */
    change(&buf, 8, 1);    /* no whole minute */
    change(&buf, 12, 0);   /* length of the document */
    change(&buf, 15, 41);  /* more signers than there may be */
    change(&buf, 16, 2);   /* a key twice */
    change(&buf, 16, 3);   /* keys descending */
    buf_deinit(&buf);
}

static void test_no_entry_is_written_that_would_not_be_read(void **state)
{
    static const uint8_t large[ENTRY_SIZE_MAX];
    struct entry entry = document("{}");
    struct entry back;
    struct buf buf;

    (void)state;
    buf_init(&buf, 100000);
    entry.time = 61;
    assert_int_equal(entry_write(&entry, &buf), ENTRY_MALFORMED);
    entry = document("");
    assert_int_equal(entry_write(&entry, &buf), ENTRY_MALFORMED);
    entry = document("{}");
    entry.signer_count = 2;
    entry.signers[0] = entry.signers[1] = signer(1);
    assert_int_equal(entry_write(&entry, &buf), ENTRY_MALFORMED);
    entry.signer_count = ENTRY_SIGNERS_MAX + 1;
    assert_int_equal(entry_write(&entry, &buf), ENTRY_MALFORMED);
    entry = document("{}");
    entry.document = span_of(large, ENTRY_SIZE_MAX - 13);
    assert_int_equal(entry_write(&entry, &buf), ENTRY_TOO_LARGE);
    assert_int_equal(submission_write(&entry, &buf), ENTRY_TOO_LARGE);
    assert_int_equal(buf.size, 0);
    entry.document.size--;
    assert_int_equal(entry_write(&entry, &buf), 0);
    assert_int_equal(buf.size, ENTRY_SIZE_MAX);
    assert_int_equal(entry_parse(buf_span(&buf), &back), 0);
    buf_put_u8(&buf, 0);
    assert_int_equal(entry_parse(buf_span(&buf), &back), ENTRY_TOO_LARGE);
    buf_deinit(&buf);
}

static void test_a_submission_is_the_entry_without_its_time(void **state)
{
    struct entry entry = document("{}");
    struct entry back;
    struct buf whole;
    struct buf part;

    (void)state;
    entry.signer_count = 1;
    entry.signers[0] = signer(5);
    write(&entry, &whole);
    buf_init(&part, 1000);
    assert_int_equal(submission_write(&entry, &part), 0);
    assert_int_equal(part.size + 8, whole.size);
    assert_int_equal(part.data[0], whole.data[0]);
    assert_memory_equal(part.data + 1, whole.data + 9, part.size - 1);
    assert_int_equal(submission_parse(buf_span(&part), &back), 0);
    assert_int_equal(back.time, 0);
    assert_int_equal(back.signers[0].key.bytes[0], 5);
    assert_int_equal(submission_parse(span_of(part.data, part.size - 1), &back),
                     ENTRY_MALFORMED);
    assert_int_equal(submission_parse(span_of(part.data, 0), &back), ENTRY_MALFORMED);
    assert_int_equal(submission_parse(span_of(whole.data, ENTRY_SIZE_MAX - 7), &back),
                     ENTRY_TOO_LARGE);
    buf_deinit(&whole);
    buf_deinit(&part);
}

static void test_every_signature_must_be_right(void **state)
{
    struct entry entry = document("{}");
    struct eid eid = {.bytes = {1}};
    struct sign_secret *secrets[2] = {NULL, NULL};
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        assert_int_equal(sign_secret_new(&secrets[i]), 0);
        entry.signers[i].key = *sign_secret_key(secrets[i]);
        sign_entry(secrets[i],
                   (uint8_t)entry.type,
                   &eid,
                   entry.document,
                   &entry.signers[i].signature);
    }
    entry.signer_count = 2;
    assert_int_equal(entry_verify(&entry, &eid), 0);
    entry.signers[1].signature.bytes[9] ^= 1;
    assert_int_equal(entry_verify(&entry, &eid), ENTRY_SIGNATURE);
    entry.signers[1].signature.bytes[9] ^= 1;
    entry.type = ENTRY_BOX;
    assert_int_equal(entry_verify(&entry, &eid), ENTRY_SIGNATURE);
    entry.type = ENTRY_NOTE;
    eid.bytes[0] = 2;
    assert_int_equal(entry_verify(&entry, &eid), ENTRY_SIGNATURE);
    sign_secret_free(secrets[0]);
    sign_secret_free(secrets[1]);
}

static int set_up(void **state)
{
    (void)state;
    return seal_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_document_is_laid_out_as_the_protocol_says),
        cmocka_unit_test(test_a_ballot_is_all_of_its_body),
        cmocka_unit_test(test_what_is_cut_short_or_goes_on_is_refused),
        cmocka_unit_test(test_odd_types_times_and_signers_are_refused),
        cmocka_unit_test(test_no_entry_is_written_that_would_not_be_read),
        cmocka_unit_test(test_a_submission_is_the_entry_without_its_time),
        cmocka_unit_test(test_every_signature_must_be_right),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
