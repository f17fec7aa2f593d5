// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/transcript.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/hash.h"

/* The bytes written out by hand, hashed by the plain function. */
static void test_a_transcript_is_its_tag_and_its_inputs_with_lengths(void **state)
{
    static const char bytes[] = "GB1\003pok"
                                "\0\0\0\002\001\002"
                                "\0\0\0\001\007"
                                "\0\0\0\002\x12\x34"
                                "\0\0\0\004\x01\x02\x03\x04"
                                "\0\0\0\0";
    struct transcript transcript;
    struct wide wide;
    uint8_t expected[WIDE_SIZE];

    (void)state;
    transcript_begin(&transcript, "pok");
    transcript_add(&transcript, span_of("\1\2", 2));
    transcript_add_u8(&transcript, 7);
    transcript_add_u16(&transcript, 0x1234);
    transcript_add_u32(&transcript, 0x01020304);
    transcript_add(&transcript, span_of(NULL, 0));
    transcript_end(&transcript, &wide);
    (void)crypto_hash_sha512(expected, (const unsigned char *)bytes, sizeof(bytes) - 1);
    assert_memory_equal(wide.bytes, expected, WIDE_SIZE);
}

static void hash_two(const char *tag, const char *a, const char *b, struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, tag);
    transcript_add(&transcript, span_of_text(a));
    transcript_add(&transcript, span_of_text(b));
    transcript_end(&transcript, out);
}

static void test_no_two_lists_of_inputs_give_one_transcript(void **state)
{
    struct wide wide[4];
    size_t i;
    size_t j;

    (void)state;
    hash_two("mix", "ab", "c", &wide[0]);
    hash_two("mix", "a", "bc", &wide[1]);
    hash_two("mix-u", "ab", "c", &wide[2]);
    hash_two("mix", "abc", "", &wide[3]);
    for (i = 0; i < 4; i++) {
        for (j = 0; j < i; j++) {
            assert_memory_not_equal(wide[i].bytes, wide[j].bytes, WIDE_SIZE);
        }
    }
}

static void test_an_input_in_pieces_is_one_input(void **state)
{
    struct transcript transcript;
    struct wide whole;
    struct wide pieces;

    (void)state;
    hash_two("mix", "alpha", "beta", &whole);
    transcript_begin(&transcript, "mix");
    transcript_open(&transcript, 5);
    transcript_piece(&transcript, span_of_text("al"));
    transcript_piece(&transcript, span_of_text("pha"));
    transcript_add(&transcript, span_of_text("beta"));
    transcript_end(&transcript, &pieces);
    assert_memory_equal(whole.bytes, pieces.bytes, WIDE_SIZE);
}

static void test_a_finished_transcript_leaves_nothing_behind(void **state)
{
    struct transcript transcript;
    struct wide wide;

    (void)state;
    transcript_begin(&transcript, "nonce");
    transcript_add(&transcript, span_of_text("secret"));
    transcript_end(&transcript, &wide);
    assert_int_equal(
        sodium_is_zero((const unsigned char *)&transcript, sizeof(transcript)), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_transcript_is_its_tag_and_its_inputs_with_lengths),
        cmocka_unit_test(test_no_two_lists_of_inputs_give_one_transcript),
        cmocka_unit_test(test_an_input_in_pieces_is_one_input),
        cmocka_unit_test(test_a_finished_transcript_leaves_nothing_behind),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
