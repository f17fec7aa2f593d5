// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/httpd.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"

#include "httpd_help.h"

static void test_a_page_is_served_with_every_security_header(void **state)
{
    static const char policy[] =
        "\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; style-src "
        "'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'\r\n";
    static const char *const wanted[] = {
        "HTTP/1.1 200",
        policy,
        "\r\nReferrer-Policy: no-referrer\r\n",
        "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nCache-Control: no-store\r\n",
        "\r\n\r\nhello",
    };
    char answer[HELP_ANSWER];
    size_t i;

    (void)state;
    help_ask(help_hello, strlen(help_hello), answer);
    for (i = 0; i < ARRAY_SIZE(wanted); i++) {
        assert_non_null(strstr(answer, wanted[i]));
    }
}

static void test_8_kilobytes_of_cookies_are_served_and_more_are_refused(void **state)
{
    enum {
        LARGE = 40 << 10,
    };
    static const size_t sizes[] = {8 << 10, 16 << 10, LARGE};
    static const char *const statuses[] = {
        "HTTP/1.1 200", "HTTP/1.1 431", "HTTP/1.1 431"};
    char answer[HELP_ANSWER];
    struct buf request;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(sizes); i++) {
        buf_init(&request, HELP_BIG);
        buf_put_text(&request, "GET /hello HTTP/1.1\r\nHost: a\r\nCookie: ");
        memset(buf_extend(&request, sizes[i]), 'c', sizes[i]);
        buf_put_text(&request, "\r\nConnection: close\r\n\r\n");
        help_ask((const char *)request.data, request.size, answer);
        assert_true(help_begins(answer, statuses[i]));
        buf_deinit(&request);
    }
}

static void test_a_body_above_the_limit_is_refused_even_after_it_was_sent(void **state)
{
    static const char head[] =
        "POST /api/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        "Content-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n";
    static const int sizes[] = {1001, HELP_BIG, 1 << 30};
    char answer[HELP_ANSWER];
    char line[256];
    char *body = calloc(1, HELP_BIG);
    size_t i;

    (void)state;
    assert_non_null(body);
    for (i = 0; i < ARRAY_SIZE(sizes); i++) {
        int file = help_call();

        (void)snprintf(line, sizeof(line), head, sizes[i]);
        help_say(file, line, strlen(line));
        help_say(file, body, sizes[i] < HELP_BIG ? (size_t)sizes[i] : HELP_BIG);
        help_hear(file, answer);
        if (i < 2) {
            assert_true(help_begins(answer, "HTTP/1.1 413"));
            assert_non_null(strstr(answer, "application/problem+json"));
            assert_non_null(strstr(answer, "/problems/too-large"));
        }
    }
    free(body);
    assert_int_equal(atomic_load(&help_stored), 0);
}

static void test_what_is_not_expected_is_refused_before_it_is_sent(void **state)
{
    static const char request[] =
        "PUT /api/objects/other HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
        "Content-Length: 1000000\r\n\r\n";
    char answer[HELP_ANSWER];

    (void)state;
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 403"));
    assert_non_null(strstr(answer, "object-unexpected"));
}

static void test_a_body_arrives_whole_however_it_is_cut(void **state)
{
    static const char head[] =
        "POST /api/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        "Content-Type: application/octet-stream\r\nContent-Length: 26\r\n\r\n";
    static const char body[] = "abcdefghijklmnopqrstuvwxyz";
    char answer[HELP_ANSWER];
    int file = help_call();
    size_t i;

    (void)state;
    help_say(file, head, strlen(head));
    for (i = 0; i < 26; i += 2) {
        help_say(file, body + i, 2);
    }
    help_hear(file, answer);
    assert_true(help_begins(answer, "HTTP/1.1 201"));
    assert_non_null(strstr(answer, body));
    assert_int_equal(atomic_exchange(&help_stored, 0), 1);
}

static void test_a_body_of_another_type_is_refused(void **state)
{
    static const char request[] =
        "POST /api/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        "Content-Type: text/html\r\nContent-Length: 2\r\n\r\nab";
    char answer[HELP_ANSWER];

    (void)state;
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 415"));
    assert_int_equal(atomic_load(&help_stored), 0);
}

static void test_who_answers_later_answers_every_time(void **state)
{
    static const char request[] =
        "POST /api/later HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
        "Connection: close\r\n\r\nab";
    char answer[HELP_ANSWER];
    int i;

    (void)state;
    for (i = 0; i < 200; i++) {
        help_ask(request, strlen(request), answer);
        assert_true(help_begins(answer, "HTTP/1.1 200"));
        assert_non_null(strstr(answer, "\r\n\r\nlater"));
    }
}

static void test_who_never_answers_is_answered_for_with_busy(void **state)
{
    static const char request[] =
        "POST /api/never HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
        "Connection: close\r\n\r\nab";
    struct httpd_deadlines deadlines = help_patient;
    char answer[HELP_ANSWER];
    struct reply late;

    (void)state;
    deadlines.later = 500;
    assert_int_equal(help_start_within(deadlines), 0);
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 503"));
    assert_non_null(strstr(answer, "\r\nRetry-After: 5\r\n"));
    assert_non_null(strstr(answer, "/problems/busy"));

    /* The answer that comes after all finds nobody, and harms nobody. */
    reply_init(&late);
    buf_put_text(reply_begin(&late, 200, "text/plain"), "too late");
    reply_answer(atomic_load(&help_kept), &late);
    reply_deinit(&late);
}

static void test_a_form_from_another_site_is_refused(void **state)
{
    static const struct {
        const char *headers;
        const char *status;
    } cases[] = {
        {"Origin: https://vote.example\r\n", "HTTP/1.1 200"},
        {"Origin: null\r\nSec-Fetch-Site: same-origin\r\n", "HTTP/1.1 200"},
        {"", "HTTP/1.1 200"},
        {"Origin: https://evil.example\r\n", "HTTP/1.1 403"},
        {"Origin: https://vote.example.evil.example\r\n", "HTTP/1.1 403"},
        {"Origin: http://vote.example\r\n", "HTTP/1.1 403"},
        {"Origin: null\r\n", "HTTP/1.1 403"},
        {"Origin: null\r\nSec-Fetch-Site: same-site\r\n", "HTTP/1.1 403"},
        {"Sec-Fetch-Site: cross-site\r\n", "HTTP/1.1 403"},
        {"Sec-Fetch-Site: same-origin\r\nOrigin: https://evil.example\r\n",
         "HTTP/1.1 403"},
    };
    char answer[HELP_ANSWER];
    char request[400];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        (void)snprintf(request,
                       sizeof(request),
                       "POST /api/later HTTP/1.1\r\nHost: a\r\n%sContent-Length: 2\r\n"
                       "Connection: close\r\n\r\nab",
                       cases[i].headers);
        help_ask(request, strlen(request), answer);
        assert_true(help_begins(answer, cases[i].status));
    }
}

static void test_a_fault_tells_nothing_of_what_was_begun(void **state)
{
    static const char request[] =
        "GET /api/fault HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    char answer[HELP_ANSWER];

    (void)state;
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 500"));
    assert_null(strstr(answer, "secret"));
    assert_non_null(strstr(answer, "/problems/fault"));
}

static void test_a_method_not_allowed_names_those_that_are(void **state)
{
    static const char request[] =
        "DELETE /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    char answer[HELP_ANSWER];

    (void)state;
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 405"));
    assert_non_null(strstr(answer, "\r\nAllow: GET, HEAD\r\n"));
}

static void test_head_is_answered_without_a_body(void **state)
{
    static const char request[] =
        "HEAD /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    char answer[HELP_ANSWER];

    (void)state;
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 200"));
    assert_non_null(strstr(answer, "\r\nContent-Length: 5\r\n"));
    assert_null(strstr(answer, "hello"));
}

static void *drain(void *context)
{
    httpd_drain(context, PATIENCE);
    return NULL;
}

static void test_a_daemon_that_stops_answers_what_it_has_taken(void **state)
{
    static const char request[] =
        "POST /api/never HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    char answer[HELP_ANSWER];
    struct timespec nap = {.tv_nsec = 20000000};
    struct reply reply;
    pthread_t thread;
    int file;

    (void)state;
    atomic_store(&help_kept, NULL);
    file = help_call();
    help_say(file, request, strlen(request));
    while (atomic_load(&help_kept) == NULL) {
        (void)nanosleep(&nap, NULL);
    }
    /* From here on it stops; then whoever stops it waits for what it has taken. */
    httpd_drain(help_httpd, 0);
    assert_int_equal(pthread_create(&thread, NULL, drain, help_httpd), 0);
    reply_init(&reply);
    buf_put_text(reply_begin(&reply, 200, "text/plain"), "in the end");
    reply_answer(atomic_load(&help_kept), &reply);
    reply_deinit(&reply);
    help_hear(file, answer);
    assert_true(help_begins(answer, "HTTP/1.1 200"));
    assert_non_null(strstr(answer, "in the end"));
    assert_non_null(strstr(answer, "\r\nConnection: close\r\n"));
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static void test_an_address_that_is_not_ours_is_refused(void **state)
{
    struct httpd_options options = {.address = "192.0.2.1",
                                    .threads = 2,
                                    .per_thread = 2,
                                    .deadlines = httpd_deadlines_usual,
                                    .now = help_time};

    (void)state;
    assert_int_equal(httpd_start(&options, &help_httpd), HTTPD_ADDRESS);
    options.address = "localhost";
    assert_int_equal(httpd_start(&options, &help_httpd), HTTPD_ADDRESS);
    options.address = "127.0.0.1";
    options.certificate = "none";
    options.key = "none";
    assert_int_equal(httpd_start(&options, &help_httpd), HTTPD_TLS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HELP_SERVED(test_a_page_is_served_with_every_security_header),
        HELP_SERVED(test_8_kilobytes_of_cookies_are_served_and_more_are_refused),
        HELP_SERVED(test_a_body_above_the_limit_is_refused_even_after_it_was_sent),
        HELP_SERVED(test_what_is_not_expected_is_refused_before_it_is_sent),
        HELP_SERVED(test_a_body_arrives_whole_however_it_is_cut),
        HELP_SERVED(test_a_body_of_another_type_is_refused),
        HELP_SERVED(test_who_answers_later_answers_every_time),
        cmocka_unit_test_teardown(test_who_never_answers_is_answered_for_with_busy,
                                  help_stop),
        HELP_SERVED(test_a_form_from_another_site_is_refused),
        HELP_SERVED(test_a_fault_tells_nothing_of_what_was_begun),
        HELP_SERVED(test_a_method_not_allowed_names_those_that_are),
        HELP_SERVED(test_head_is_answered_without_a_body),
        HELP_SERVED(test_a_daemon_that_stops_answers_what_it_has_taken),
        cmocka_unit_test(test_an_address_that_is_not_ours_is_refused),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
