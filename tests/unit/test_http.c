// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    ANSWERS_MAX = 4,
    HEARD_MAX = 65536,
};

/*
 * A server that says what it is told, whatever it hears: answers[i] to the i-th
 * request, NULL meaning silence until the client gives up. It closes the connection
 * after the last one.
 */
struct server {
    int listener;
    pthread_t thread;
    const char *answers[ANSWERS_MAX];
    unsigned connections;
    char heard[HEARD_MAX];
    size_t heard_size;
    char address[64];
};

/* The whole request is there: its head, and as many bytes as the head announces. */
static bool is_whole(const char *request, size_t size)
{
    const char *end = strstr(request, "\r\n\r\n");
    const char *length = strstr(request, "Content-Length: ");

    if (end == NULL) {
        return false;
    }
    return length == NULL
           || size - (size_t)(end + 4 - request) >= strtoul(length + 16, NULL, 10);
}

static bool hear(struct server *server, int connection)
{
    const char *start = server->heard + server->heard_size;
    ssize_t got;

    while (!is_whole(start, (size_t)(server->heard + server->heard_size - start))) {
        got = read(connection,
                   server->heard + server->heard_size,
                   HEARD_MAX - 1 - server->heard_size);
        if (got <= 0) {
            return false;
        }
        server->heard_size += (size_t)got;
        server->heard[server->heard_size] = 0;
    }
    return true;
}

static size_t serve_connection(struct server *server, int connection, size_t next)
{
    char nothing;

    while (next < ANSWERS_MAX && hear(server, connection)) {
        if (server->answers[next] == NULL) {
            return read(connection, &nothing, 1) < 0 ? next : ANSWERS_MAX;
        }
        if (write(connection, server->answers[next], strlen(server->answers[next]))
            < 0) {
            return ANSWERS_MAX;
        }
        next++;
        if (server->answers[next] == NULL) {
            return ANSWERS_MAX;
        }
    }
    return next;
}

static void *serve(void *user)
{
    struct server *server = user;
    size_t next = 0;
    int connection;

    while (next < ANSWERS_MAX) {
        connection = accept(server->listener, NULL, NULL);
        if (connection < 0) {
            return NULL;
        }
        server->connections++;
        next = serve_connection(server, connection, next);
        (void)close(connection);
    }
    return NULL;
}

static void start(struct server *server, const char *first, const char *second)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);

    memset(server, 0, sizeof(*server));
    server->answers[0] = first;
    server->answers[1] = second;
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(server->listener >= 0);
    assert_int_equal(
        bind(server->listener, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(server->listener, 8), 0);
    assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &size),
                     0);
    (void)snprintf(server->address,
                   sizeof(server->address),
                   "http://127.0.0.1:%u",
                   (unsigned)ntohs(address.sin_port));
    assert_int_equal(pthread_create(&server->thread, NULL, serve, server), 0);
}

static void stop(struct server *server)
{
    (void)shutdown(server->listener, SHUT_RDWR);
    (void)pthread_join(server->thread, NULL);
    (void)close(server->listener);
}

/* One request of one client; the answer's body is left in `body`. */
static int ask(struct server *server,
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
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    start(&server, OK_ANSWER, NULL);
    assert_int_equal(ask(&server,
                         (struct http_request){.verb = HTTP_POST,
                                               .type = "application/octet-stream",
                                               .bearer = "abc123",
                                               .body = span_of("\0\1\2", 3)},
                         &body,
                         &answer),
                     0);
    stop(&server);
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
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    memset(large, 'x', sizeof(large));
    buf_init(&body, 100);
    start(&server, OK_ANSWER, NULL);
    assert_int_equal(ask(&server,
                         (struct http_request){.verb = HTTP_PUT, .body = SPAN(large)},
                         &body,
                         &answer),
                     0);
    stop(&server);
    assert_memory_equal(server.heard, "PUT /api/x HTTP/1.1\r\n", 21);
    assert_null(strstr(server.heard, "Expect:"));
    assert_non_null(strstr(server.heard, "\r\nContent-Length: 40000\r\n"));
    buf_deinit(&body);
}

static void test_an_empty_post_has_length_zero(void **state)
{
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    start(&server, OK_ANSWER, NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_POST}, &body, &answer), 0);
    stop(&server);
    assert_non_null(strstr(server.heard, "\r\nContent-Length: 0\r\n"));
    buf_deinit(&body);
}

static void test_one_connection_serves_many_requests(void **state)
{
    CLEANUP(http_freep) struct http *http = NULL;
    struct http_request request = {.verb = HTTP_GET};
    struct http_answer answer;
    struct server server;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    start(&server, OK_ANSWER, OK_ANSWER);
    request.address = server.address;
    assert_int_equal(http_new(&http), 0);
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    stop(&server);
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
    struct server server;
    struct buf body;
    const char *second;

    (void)state;
    buf_init(&body, 100);
    start(&server, OK_ANSWER, OK_ANSWER);
    request.address = server.address;
    assert_int_equal(http_new(&http), 0);
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    request = (struct http_request){.verb = HTTP_GET, .address = server.address};
    assert_int_equal(http_send(http, &request, &body, &answer), 0);
    stop(&server);
    second = strstr(server.heard, "GET / HTTP/1.1");
    assert_non_null(second);
    assert_null(strstr(second, "secret"));
    assert_null(strstr(second, "a/b"));
    assert_null(strstr(second, "Content-Length"));
    buf_deinit(&body);
}

static void test_a_redirection_is_an_answer_and_not_followed(void **state)
{
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    start(&server,
          "HTTP/1.1 303 See Other\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n",
          NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer), 0);
    stop(&server);
    assert_int_equal(answer.status, 303);
    assert_int_equal(server.connections, 1);
    buf_deinit(&body);
}

static void test_an_answer_over_the_ceiling_is_refused(void **state)
{
    struct server server;
    struct http_answer answer = {.status = 7};
    struct buf body;

    (void)state;
    buf_init(&body, 4);
    start(&server, OK_ANSWER, NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer),
        HTTP_TOO_LARGE);
    stop(&server);
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
    struct server server;
    struct http_answer answer = {.status = 7};
    struct buf body;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        buf_init(&body, 100);
        start(&server, bad[i], NULL);
        assert_int_equal(
            ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer),
            HTTP_UNREACHABLE);
        stop(&server);
        assert_int_equal(answer.status, 7);
        buf_deinit(&body);
    }
}

static void test_a_silent_server_is_given_up(void **state)
{
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    start(&server, NULL, NULL);
    assert_int_equal(ask(&server,
                         (struct http_request){.verb = HTTP_GET, .timeout = 1},
                         &body,
                         &answer),
                     HTTP_TIMED_OUT);
    stop(&server);
    buf_deinit(&body);
}

static void test_a_closed_port_is_unreachable(void **state)
{
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    buf_init(&body, 100);
    start(&server, NULL, NULL);
    stop(&server);
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
    struct server server;
    struct http_answer answer;
    struct buf body;

    (void)state;
    assert_int_equal(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
    assert_int_equal(setenv("ALL_PROXY", "http://127.0.0.1:1", 1), 0);
    buf_init(&body, 100);
    start(&server, OK_ANSWER, NULL);
    assert_int_equal(
        ask(&server, (struct http_request){.verb = HTTP_GET}, &body, &answer), 0);
    stop(&server);
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
