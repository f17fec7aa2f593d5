// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/herald.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "answers_help.h"
#include "base/log.h"

enum {
    WITNESSES = 3,
    PATIENCE = 600000, /* milliseconds */
};

#define COSIGNED "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n\xe2\x80\x94 w abc\n"
#define CONFLICT                                                                       \
    "HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size\r\n"                      \
    "Content-Length: 3\r\n\r\n17\n"

/* What was heard of each witness. */
struct heard {
    unsigned count;
    unsigned status[WITNESSES];
    char body[WITNESSES][64];
};

static int hear(void *context, const struct herald_news *news)
{
    struct heard *heard = context;

    assert_true(news->witness < WITNESSES);
    assert_true(news->body.size < sizeof(heard->body[0]));
    heard->count++;
    heard->status[news->witness] = news->status;
    if (news->body.size > 0) {
        memcpy(heard->body[news->witness], news->body.data, news->body.size);
    }
    return 0;
}

static void listen_for(struct herald *herald, struct heard *heard, unsigned count)
{
    while (heard->count < count) {
        unsigned before = heard->count;

        assert_int_equal(herald_read(herald, PATIENCE, hear, heard), 0);
        assert_true(heard->count > before);
    }
}

static void test_each_witness_is_asked_and_heard(void **state)
{
    struct herald_options options = {.count = WITNESSES};
    struct heard heard = {.count = 0};
    struct answers first;
    struct answers second;
    struct herald *herald;
    char prefix[100];

    (void)state;
    answers_start(&first, COSIGNED, CONFLICT);
    answers_start(&second, CONFLICT, NULL);
    (void)snprintf(prefix, sizeof(prefix), "%s/some/where", second.address);
    options.addresses[0] = first.address;
    options.addresses[1] = prefix;
    options.addresses[2] = "http://127.0.0.1:1";
    assert_int_equal(herald_start(&options, &herald), 0);
    assert_int_equal(herald_count(herald), WITNESSES);
    assert_int_equal(herald_send(herald, 0, HERALD_ADD, span_of_text("old 0\n")), 0);
    assert_int_equal(herald_send(herald, 1, HERALD_LATEST, span_of_text("00ff")), 0);
    assert_int_equal(herald_send(herald, 2, HERALD_ADD, span_of_text("x")), 0);
    listen_for(herald, &heard, 3);
    assert_int_equal(heard.status[0], 200);
    assert_string_equal(heard.body[0], "\xe2\x80\x94 w abc\n");
    assert_int_equal(heard.status[1], 409);
    assert_string_equal(heard.body[1], "17\n");
    assert_int_equal(heard.status[2], 0);
    assert_int_equal(herald_send(herald, 0, HERALD_ADD, span_of_text("again")), 0);
    listen_for(herald, &heard, 4);
    assert_int_equal(heard.status[0], 409);
    herald_free(herald);
    answers_stop(&first);
    answers_stop(&second);
    assert_memory_equal(first.heard, "POST /add-checkpoint HTTP/1.1\r\n", 31);
    assert_non_null(strstr(first.heard, "\r\n\r\nold 0\n"));
    assert_memory_equal(
        second.heard, "GET /some/where/00ff/checkpoint HTTP/1.1\r\n", 42);
}

static void test_a_silent_witness_keeps_nobody_waiting(void **state)
{
    const char *const silence[] = {NULL};
    struct herald_options options = {.count = 2};
    struct heard heard = {.count = 0};
    struct answers silent;
    struct answers quick;
    struct herald *herald;

    (void)state;
    answers_start_all(&silent, silence);
    answers_start(&quick, COSIGNED, NULL);
    options.addresses[0] = silent.address;
    options.addresses[1] = quick.address;
    assert_int_equal(herald_start(&options, &herald), 0);
    assert_int_equal(herald_send(herald, 0, HERALD_ADD, span_of_text("x")), 0);
    assert_int_equal(herald_send(herald, 1, HERALD_ADD, span_of_text("x")), 0);
    /* Who waited for the silent one would wait until that is given up, and hear of it
     * first; and its end is not waited for either. */
    listen_for(herald, &heard, 1);
    assert_int_equal(heard.count, 1);
    assert_int_equal(heard.status[1], 200);
    herald_free(herald);
    answers_stop(&silent);
    answers_stop(&quick);
}

static void test_an_answer_too_long_is_none(void **state)
{
    static char large[HERALD_BODY_MAX + 200];
    struct herald_options options = {.count = 1};
    struct heard heard = {.count = 0};
    struct answers server;
    struct herald *herald;
    int head;

    (void)state;
    head = snprintf(large,
                    sizeof(large),
                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n",
                    HERALD_BODY_MAX + 1);
    memset(large + head, 'x', HERALD_BODY_MAX + 1);
    answers_start(&server, large, NULL);
    options.addresses[0] = server.address;
    assert_int_equal(herald_start(&options, &herald), 0);
    assert_int_equal(herald_send(herald, 0, HERALD_ADD, span_of_text("x")), 0);
    listen_for(herald, &heard, 1);
    assert_int_equal(heard.status[0], 0);
    herald_free(herald);
    answers_stop(&server);
}

static void test_nothing_to_hear_is_no_news(void **state)
{
    struct herald_options options = {.count = 1, .addresses = {"http://127.0.0.1:1"}};
    struct heard heard = {.count = 0};
    struct herald *herald;

    (void)state;
    assert_int_equal(herald_start(&options, &herald), 0);
    assert_int_equal(herald_read(herald, 0, hear, &heard), 0);
    assert_int_equal(heard.count, 0);
    herald_free(herald);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_witness_is_asked_and_heard),
        cmocka_unit_test(test_a_silent_witness_keeps_nobody_waiting),
        cmocka_unit_test(test_an_answer_too_long_is_none),
        cmocka_unit_test(test_nothing_to_hear_is_no_news),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
