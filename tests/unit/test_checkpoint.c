// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/checkpoint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seal/hash.h"

static struct sign_secret *secret;
static struct sign_secret *other;
static struct vkey log_key;
static struct buf note;

static const struct tree_head head = {.size = 1234, .root.bytes = {1, 2, 3}};

static int set_up(void **state)
{
    (void)state;
    buf_init(&note, 10000);
    if (seal_init() != 0 || sign_secret_new(&secret) != 0
        || sign_secret_new(&other) != 0
        || vkey_make("a.example/record", VKEY_LOG, sign_secret_key(secret), &log_key)
               != 0) {
        return 1;
    }
    return checkpoint_write(&head, &log_key, secret, &note);
}

static int tear_down(void **state)
{
    (void)state;
    sign_secret_free(secret);
    sign_secret_free(other);
    buf_deinit(&note);
    return 0;
}

static void test_what_the_log_signed_is_read_back(void **state)
{
    struct tree_head back;

    (void)state;
    assert_int_equal(checkpoint_open(buf_span(&note), &log_key, &back), 0);
    assert_int_equal(back.size, 1234);
    assert_memory_equal(back.root.bytes, head.root.bytes, DIGEST_SIZE);
}

static void test_every_changed_byte_is_refused(void **state)
{
    struct tree_head back;
    size_t i;

    (void)state;
    for (i = 0; i < note.size; i++) {
        note.data[i] ^= 1;
        assert_int_not_equal(checkpoint_open(buf_span(&note), &log_key, &back), 0);
        note.data[i] ^= 1;
        assert_int_not_equal(checkpoint_open(span_of(note.data, i), &log_key, &back),
                             0);
    }
    assert_int_equal(checkpoint_open(buf_span(&note), &log_key, &back), 0);
}

static void test_another_logs_checkpoint_is_refused(void **state)
{
    struct vkey vkey;
    struct tree_head back;
    struct buf fake;

    (void)state;
    assert_int_equal(
        vkey_make("b.example/record", VKEY_LOG, sign_secret_key(secret), &vkey), 0);
    assert_int_equal(checkpoint_open(buf_span(&note), &vkey, &back), CHECKPOINT_ORIGIN);

    /* The right origin, signed by somebody else: a line of an unknown key. */
    assert_int_equal(
        vkey_make("a.example/record", VKEY_LOG, sign_secret_key(other), &vkey), 0);
    buf_init(&fake, 1000);
    assert_int_equal(checkpoint_write(&head, &vkey, other, &fake), 0);
    assert_int_equal(checkpoint_open(buf_span(&fake), &log_key, &back),
                     CHECKPOINT_UNSIGNED);
    buf_deinit(&fake);
}

/* The same origin, size and root under a signature of another text. */
static void test_a_signature_of_another_text_is_refused(void **state)
{
    struct tree_head back;
    struct buf changed;

    (void)state;
    buf_init(&changed, 1000);
    buf_put_span(&changed, buf_span(&note));
    changed.data[strlen("a.example/record\n")] = '2';
    assert_int_equal(checkpoint_open(buf_span(&changed), &log_key, &back),
                     CHECKPOINT_FALSE);
    buf_deinit(&changed);
}

static void test_lines_of_unknown_keys_are_passed_over(void **state)
{
    struct tree_head back;
    struct buf longer;
    int i;

    (void)state;
    buf_init(&longer, 10000);
    buf_put_span(&longer, buf_span(&note));
    for (i = 1; i < CHECKPOINT_LINES_MAX; i++) {
        buf_put_text(&longer, "\xe2\x80\x94 w.example/\xc3\xa9 AAAAAAAA\n");
    }
    assert_int_equal(checkpoint_open(buf_span(&longer), &log_key, &back), 0);
    buf_put_text(&longer, "\xe2\x80\x94 w.example AAAAAAAA\n");
    assert_int_equal(checkpoint_open(buf_span(&longer), &log_key, &back),
                     CHECKPOINT_MALFORMED);
    buf_deinit(&longer);
}

static void test_a_note_of_another_form_is_refused(void **state)
{
    static const char *const notes[] = {
        "",
        "a.example/record\n5\n",
        "a.example/record\n05\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\xe2\x80\x94 a AAAAAAAA\n",
        "a.example/record\n-5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\xe2\x80\x94 a AAAAAAAA\n",
        "a.example/record\n99999999999999999999\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\xe2\x80\x94 a AAAAAAAA\n",
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n\n"
        "\xe2\x80\x94 a AAAAAAAA\n",
        /* an extension line */
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n\n"
        "\xe2\x80\x94 a AAAAAAAA\n",
        /* no signature, half a signature line, none of its newline */
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\xe2\x80\x94 a\n",
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\xe2\x80\x94 a AAAAAAAA",
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "- a AAAAAAAA\n",
        "a.example/record\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\xe2\x80\x94 a AAAA\n",
    };
    struct checkpoint checkpoint;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(notes); i++) {
        assert_int_equal(checkpoint_parse(span_of_text(notes[i]), &checkpoint),
                         CHECKPOINT_MALFORMED);
    }
}

static void test_a_witness_that_did_not_sign_is_not_believed(void **state)
{
    struct checkpoint checkpoint;
    struct vkey witness;
    struct buf longer;
    int64_t time;

    (void)state;
    assert_int_equal(
        vkey_make("w.example", VKEY_WITNESS, sign_secret_key(other), &witness), 0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &witness, &time),
                     CHECKPOINT_UNSIGNED);

    /* Under the witness's name and hash, something too short to be a cosignature. */
    buf_init(&longer, 10000);
    buf_put_span(&longer, buf_span(&note));
    witness.id = 0;
    buf_put_text(&longer, "\xe2\x80\x94 w.example AAAAAAAA\n");
    assert_int_equal(checkpoint_parse(buf_span(&longer), &checkpoint), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &witness, &time),
                     CHECKPOINT_FALSE);
    buf_deinit(&longer);
}

static void test_a_witness_signs_once(void **state)
{
    struct checkpoint checkpoint;
    struct vkey witness;
    struct buf longer;
    int64_t time = 0;

    (void)state;
    buf_init(&longer, 10000);
    buf_put_span(&longer, buf_span(&note));
    assert_int_equal(
        vkey_make("w.example", VKEY_WITNESS, sign_secret_key(other), &witness), 0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(checkpoint_cosign(&checkpoint, &witness, other, 77, &longer), 0);
    assert_int_equal(checkpoint_parse(buf_span(&longer), &checkpoint), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &witness, &time), 0);
    assert_int_equal(time, 77);
    assert_int_equal(checkpoint_cosign(&checkpoint, &witness, other, 78, &longer), 0);
    assert_int_equal(checkpoint_parse(buf_span(&longer), &checkpoint), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &witness, &time),
                     CHECKPOINT_FALSE);
    buf_deinit(&longer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_log_signed_is_read_back),
        cmocka_unit_test(test_every_changed_byte_is_refused),
        cmocka_unit_test(test_another_logs_checkpoint_is_refused),
        cmocka_unit_test(test_a_signature_of_another_text_is_refused),
        cmocka_unit_test(test_lines_of_unknown_keys_are_passed_over),
        cmocka_unit_test(test_a_note_of_another_form_is_refused),
        cmocka_unit_test(test_a_witness_that_did_not_sign_is_not_believed),
        cmocka_unit_test(test_a_witness_signs_once),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
