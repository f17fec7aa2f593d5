// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "answers_help.h"

/* One request of one client; the answer's body is left in `body`. */
static int ask(struct answers *server,
               struct http_request request,
               struct buf *body,
               struct http_answer *answer)
{
    CLEANUP(http_freep) struct http *http = NULL;
    char address[HTTP_ADDRESS_SIZE];

    assert_int_equal(http_new(&http), 0);
    assert_int_equal(http_address(server->address, "/api/x", address), 0);
    request.address = address;
    return http_send(http, &request, body, answer);
}

#define OK_ANSWER                                                                      \
    "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: "             \
    "5\r\n\r\nhello"

static void test_a_post_carries_its_body_and_brings_the_answer(void **state)
{
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    answers_start(&server, OK_ANSWER, NULL);
    assert_int_equal(ask(&server,
                         (struct http_request){.verb = HTTP_POST,
                                               .type = "application/octet-stream",
                                               .bearer = "abc123",
                                               .body = span_of("\0\1\2", 3)},
                         &body,
                         &answer),
                     0);
    answers_stop(&server);
    assert_int_equal(answer.status, 201);
    assert_string_equal(answer.type, "text/plain");
    assert_string_equal(buf_text(&body), "hello");
    assert_memory_equal(server.heard, "POST /api/x HTTP/1.1\r\n", 22);
    assert_non_null(
        strstr(server.heard, "\r\nContent-Type: application/octet-stream\r\n"));
    assert_non_null(strstr(server.heard, "\r\nAuthorization: Bearer abc123\r\n"));
    assert_non_null(strstr(server.heard, "\r\nContent-Length: 3\r\n"));
    assert_memory_equal(server.heard + server.heard_size - 7, "\r\n\r\n\0\1\2", 7);
    buf_deinit(&body);
}

static void test_a_large_put_does_not_wait_to_be_invited(void **state)
{
    static uint8_t large[40000];
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    memset(large, 'x', sizeof(large));
    buf_init(&body, 100);
    answers_start(&server, OK_ANSWER, NULL);
    assert_int_equal(ask(&server,
                         (struct http_request){.verb = HTTP_PUT, .body = SPAN(large)},
                         &body,
                         &answer),
                     0);
    answers_stop(&server);
    assert_memory_equal(server.heard, "PUT /api/x HTTP/1.1\r\n", 21);
    assert_null(strstr(server.heard, "Expect:"));
    assert_non_null(strstr(server.heard, "\r\nContent-Length: 40000\r\n"));
    buf_deinit(&body);
}

static void test_an_empty_post_has_length_zero(void **state)
{
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    answers_start(&server, OK_ANSWER, NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_POST}, &body, &answer), 0);
    answers_stop(&server);
    assert_non_null(strstr(server.heard, "\r\nContent-Length: 0\r\n"));
    buf_deinit(&body);
}

static void test_one_connection_serves_many_requests(void **state)
{
    CLEANUP(http_freep) struct http *http = NULL;
    struct http_request request = {.verb = HTTP_GET};
    struct http_answer answer;
    struct answers server;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    answers_start(&server, OK_ANSWER, OK_ANSWER);
    request.address = server.address;
    assert_int_equal(http_new(&http), 0);
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    answers_stop(&server);
    assert_int_equal(server.connections, 1);
    assert_string_equal(buf_text(&body), "hellohello");
    buf_deinit(&body);
}

static void test_what_one_request_carried_the_next_does_not(void **state)
{
    CLEANUP(http_freep) struct http *http = NULL;
    struct http_request request = {
        .verb = HTTP_PUT, .bearer = "secret", .type = "a/b", .body = span_of("xyz", 3)};
    struct http_answer answer;
    struct answers server;
    struct buf body;
    const char *second;

    (void)state;
    buf_init(&body, 100);
    answers_start(&server, OK_ANSWER, OK_ANSWER);
    request.address = server.address;
    assert_int_equal(http_new(&http), 0);
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    request = (struct http_request){.verb = HTTP_GET, .address = server.address};
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    answers_stop(&server);
    second = strstr(server.heard, "GET / HTTP/1.1");
    assert_non_null(second);
    assert_null(strstr(second, "secret"));
    assert_null(strstr(second, "a/b"));
    assert_null(strstr(second, "Content-Length"));
    buf_deinit(&body);
}

static void test_a_redirection_is_an_answer_and_not_followed(void **state)
{
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    answers_start(
        &server,
        "HTTP/1.1 303 See Other\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n",
        NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer), 0);
    answers_stop(&server);
    assert_int_equal(answer.status, 303);
    assert_int_equal(server.connections, 1);
    buf_deinit(&body);
}

static void test_an_answer_over_the_ceiling_is_refused(void **state)
{
    struct answers server;
    struct http_answer answer = {.status = 7};
    struct buf body;

    (void)state;
    buf_init(&body, 4);
    answers_start(&server, OK_ANSWER, NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer),
        HTTP_TOO_LARGE);
    answers_stop(&server);
    assert_int_equal(answer.status, 7);
    buf_deinit(&body);
}

static void test_answers_that_are_none_are_refused(void **state)
{
    static const char *const bad[] = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        "hello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "HTTP/1.1 abc\r\n\r\n",
        "",
    };
    struct answers server;
    struct http_answer answer = {.status = 7};
    struct buf body;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        buf_init(&body, 100);
        answers_start(&server, bad[i], NULL);
        assert_int_equal(
            ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer),
            HTTP_UNREACHABLE);
        answers_stop(&server);
        assert_int_equal(answer.status, 7);
        buf_deinit(&body);
    }
}

static void test_a_silent_server_is_given_up(void **state)
{
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    answers_start(&server, NULL, NULL);
    assert_int_equal(ask(&server,
                         (struct http_request){.verb = HTTP_GET, .timeout = 1},
                         &body,
                         &answer),
                     HTTP_TIMED_OUT);
    answers_stop(&server);
    buf_deinit(&body);
}

static void test_a_closed_port_is_unreachable(void **state)
{
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    answers_start(&server, NULL, NULL);
    answers_stop(&server);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer),
        HTTP_UNREACHABLE);
    buf_deinit(&body);
}

static void test_other_addresses_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "example",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "HTTP:/x",
        "http://",
    };
    CLEANUP(http_freep) struct http *http = NULL;
    struct http_request request = {.verb = HTTP_GET};
    struct http_answer answer;
    struct buf body;
    size_t i;

    (void)state;
    buf_init(&body, 100);
    assert_int_equal(http_new(&http), 0);
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        request.address = bad[i];
        assert_int_equal(http_send(http, &request, &body, &answer), HTTP_ADDRESS);
    }
    buf_deinit(&body);
}

static void test_an_address_is_its_base_and_its_path(void **state)
{
    char address[HTTP_ADDRESS_SIZE];
    char longest[HTTP_ADDRESS_SIZE];

    (void)state;
    assert_int_equal(http_address("http://a:1", "/b", address), 0);
    assert_string_equal(address, "http://a:1/b");
    assert_int_equal(http_address("https://a/x//", "/b", address), 0);
    assert_string_equal(address, "https://a/x/b");
    assert_int_equal(http_address("a", "/b", address), HTTP_ADDRESS);
    assert_int_equal(http_address("http://a", "b", address), HTTP_ADDRESS);
    memset(longest, 'a', sizeof(longest));
    longest[0] = '/';
    longest[HTTP_ADDRESS_SIZE - 1] = 0;
    assert_int_equal(http_address("http://a", longest, address), HTTP_ADDRESS);
    longest[HTTP_ADDRESS_SIZE - 9] = 0;
    assert_int_equal(http_address("http://a", longest, address), 0);
}

static void test_the_environments_proxy_is_not_used(void **state)
{
    struct answers server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    assert_int_equal(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
    assert_int_equal(setenv("ALL_PROXY", "http://127.0.0.1:1", 1), 0);
    buf_init(&body, 100);
    answers_start(&server, OK_ANSWER, NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer), 0);
    answers_stop(&server);
    buf_deinit(&body);
}

static void test_refusals_have_names(void **state)
{
    int refusal;

    (void)state;
    for (refusal = HTTP_ADDRESS; refusal <= HTTP_TOO_LARGE; refusal++) {
        assert_string_not_equal(http_refusal_name(refusal), "unknown");
    }
    assert_string_equal(http_refusal_name(0), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_post_carries_its_body_and_brings_the_answer),
        cmocka_unit_test(test_a_large_put_does_not_wait_to_be_invited),
        cmocka_unit_test(test_an_empty_post_has_length_zero),
        cmocka_unit_test(test_one_connection_serves_many_requests),
        cmocka_unit_test(test_what_one_request_carried_the_next_does_not),
        cmocka_unit_test(test_a_redirection_is_an_answer_and_not_followed),
        cmocka_unit_test(test_an_answer_over_the_ceiling_is_refused),
        cmocka_unit_test(test_answers_that_are_none_are_refused),
        cmocka_unit_test(test_a_silent_server_is_given_up),
        cmocka_unit_test(test_a_closed_port_is_unreachable),
        cmocka_unit_test(test_other_addresses_are_refused),
        cmocka_unit_test(test_an_address_is_its_base_and_its_path),
        cmocka_unit_test(test_the_environments_proxy_is_not_used),
        cmocka_unit_test(test_refusals_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
