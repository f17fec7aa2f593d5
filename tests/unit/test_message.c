// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct message example(void)
{
    return (struct message){.from = "elections@example.org",
                            .from_name = "Example Trust",
                            .to = "ada@example.org",
                            .subject = "Your voting code",
                            .body = "Dear Ada,\n\nGoodbye\n",
                            .time = 1781798400};
}

static void assert_holds(const struct message *message, const char *text)
{
    struct buf out;

    buf_init(&out, MESSAGE_SIZE_MAX);
    assert_int_equal(message_write(message, &out), 0);
    assert_int_equal(buf_status(&out), 0);
    if (strstr(buf_text(&out), text) == NULL) {
        fail_msg("\"%s\" is missing from: %s", text, buf_text(&out));
    }
    buf_deinit(&out);
}

static void test_a_message_has_its_headers_and_lines(void **state)
{
    struct message message = example();

    (void)state;
    assert_holds(&message, "From: \"Example Trust\" <elections@example.org>\r\n");
    assert_holds(&message, "To: <ada@example.org>\r\n");
    assert_holds(&message, "Subject: Your voting code\r\n");
    assert_holds(&message, "Date: Thu, 18 Jun 2026 16:00:00 +0000\r\n");
    assert_holds(&message, "\r\n\r\nDear Ada,\r\n\r\nGoodbye\r\n");
}

static void
test_words_beyond_ascii_are_encoded_without_cutting_a_character(void **state)
{
    struct message message = example();

    (void)state;
    message.subject = "Étienne";
    assert_holds(&message, "Subject: =?UTF-8?B?w4l0aWVubmU=?=\r\n");
    message.subject = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaéz";
    assert_holds(
        &message,
        "=?UTF-8?B?YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=?=\r\n"
        " =?UTF-8?B?w6l6?=\r\n");
}

static void test_no_address_can_add_a_header(void **state)
{
    static const char *const addresses[] = {"",
                                            "ada",
                                            "@example.org",
                                            "ada@",
                                            "a b@example.org",
                                            "a@b\r\nBcc: c@d",
                                            "<a@b>"};
    struct message message = example();
    struct buf out;
    size_t i;

    (void)state;
    buf_init(&out, MESSAGE_SIZE_MAX);
    for (i = 0; i < ARRAY_SIZE(addresses); i++) {
        message.to = addresses[i];
        assert_int_equal(message_write(&message, &out), MESSAGE_ADDRESS);
        assert_int_equal(out.size, 0);
    }
    buf_deinit(&out);
}

static void test_a_subject_cannot_end_its_line(void **state)
{
    struct message message = example();

    (void)state;
    message.subject = "x\r\nBcc: spy@example.org";
    assert_holds(&message, "Subject: =?UTF-8?B?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_message_has_its_headers_and_lines),
        cmocka_unit_test(
            test_words_beyond_ascii_are_encoded_without_cutting_a_character),
        cmocka_unit_test(test_no_address_can_add_a_header),
        cmocka_unit_test(test_a_subject_cannot_end_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
