// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/reaper.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

#include "httpd_help.h"

enum {
    SHORT = 600, /* milliseconds of the deadline that a test is about */
};

static struct httpd_deadlines short_headers(void)
{
    struct httpd_deadlines deadlines = help_patient;

    deadlines.headers = SHORT;
    return deadlines;
}

/* What comes behind the headers is given the time that they leave. */
static struct httpd_deadlines short_body(void)
{
    struct httpd_deadlines deadlines = help_patient;

    deadlines.request = deadlines.headers + SHORT;
    return deadlines;
}

static void test_half_a_request_is_told_so_and_stores_nothing(void **state)
{
    static const char request[] =
        "POST /api/echo HTTP/1.1\r\nHost: a\r\n"
        "Content-Type: application/octet-stream\r\nContent-Length: 26\r\n\r\nabc";
    char answer[HELP_ANSWER];
    int64_t began = help_milliseconds();
    int file;

    (void)state;
    /* The client waits: the deadline tells. */
    assert_int_equal(help_start_within(short_body()), 0);
    help_ask(request, strlen(request), answer);
    assert_true(help_begins(answer, "HTTP/1.1 408"));
    assert_non_null(strstr(answer, "request-incomplete"));
    assert_true(help_milliseconds() - began >= SHORT);

    /* The client has said all it will. */
    file = help_call();
    help_say(file, request, strlen(request));
    (void)shutdown(file, SHUT_WR);
    help_hear(file, answer);
    assert_true(help_begins(answer, "HTTP/1.1 408"));
    assert_int_equal(atomic_load(&help_stored), 0);
}

static void test_a_dripping_client_is_cut_off_by_absolute_deadlines(void **state)
{
    static const char body[] =
        "POST /api/echo HTTP/1.1\r\nHost: a\r\n"
        "Content-Type: application/octet-stream\r\nContent-Length: 900\r\n\r\n";
    static const char *const begun[] = {
        "GET /hel", /* never even a first line */
        "GET /hello HTTP/1.1\r\nHost: a\r\nX: ",
        body,
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(begun); i++) {
        struct pollfd file = {.events = POLLRDHUP};
        int64_t began;

        assert_int_equal(
            help_start_within(begun[i] == body ? short_body() : short_headers()), 0);
        began = help_milliseconds();
        file.fd = help_call();
        help_say(file.fd, begun[i], strlen(begun[i]));
        while (poll(&file, 1, 50) == 0) {
            help_say(file.fd, "x", 1);
        }
        assert_true(help_milliseconds() - began >= SHORT);
        (void)close(file.fd);
        (void)help_stop(state);
    }
}

static const char kept_request[] = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

/* All of one answer, which ends with these words; the connection is kept. */
static void hear_one(int file, const char *last)
{
    char answer[HELP_ANSWER] = "";
    size_t size = 0;

    while (strstr(answer, last) == NULL) {
        ssize_t got = recv(file, answer + size, sizeof(answer) - 1 - size, 0);

        assert_true(got > 0);
        size += (size_t)got;
        answer[size] = '\0';
    }
    assert_true(help_begins(answer, "HTTP/1.1 200"));
}

/* Once it is answered, the connection is one of those that are admitted. */
static void serve_one(int file)
{
    help_say(file, kept_request, strlen(kept_request));
    hear_one(file, "\r\n\r\nhello");
}

static void test_a_kept_connection_is_cut_when_idle_and_serves_until_then(void **state)
{
    struct httpd_deadlines deadlines = help_patient;
    char answer[HELP_ANSWER];
    int64_t began;
    int file;

    (void)state;
    deadlines.idle = SHORT;
    assert_int_equal(help_start_within(deadlines), 0);
    began = help_milliseconds();
    file = help_call();
    help_say(file, kept_request, strlen(kept_request));
    help_hear(file, answer);
    assert_true(help_begins(answer, "HTTP/1.1 200"));
    assert_true(help_milliseconds() - began >= SHORT);
    (void)help_stop(state);

    assert_int_equal(help_start_patient(state), 0);
    file = help_call();
    serve_one(file);
    serve_one(file);
    (void)close(file);
}

enum {
    CROWD = 300,
    ROUNDS = 20, /* answers each of them waits for */
};

static const char crowd_request[] =
    "POST /api/later HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";

struct crowd {
    struct pollfd files[CROWD];
    size_t answered[CROWD];
    size_t waiting; /* for the last of their answers */
};

static void crowd_ask(struct crowd *crowd, size_t i)
{
    help_say(crowd->files[i].fd, crowd_request, strlen(crowd_request));
}

static void crowd_hear(struct crowd *crowd, size_t i)
{
    hear_one(crowd->files[i].fd, "\r\n\r\nlater");
    crowd->answered[i]++;
    if (crowd->answered[i] < ROUNDS) {
        crowd_ask(crowd, i);
    } else {
        crowd->waiting--;
    }
}

static void crowd_round(struct crowd *crowd)
{
    size_t i;

    assert_true(poll(crowd->files, CROWD, PATIENCE) > 0);
    for (i = 0; i < CROWD; i++) {
        if (crowd->files[i].revents != 0) {
            crowd_hear(crowd, i);
        }
    }
}

/* A closed loop a connection: the next request goes out when the answer is in. One that
 * stalls is never answered, as nothing but its own request would wake it. */
static void test_three_hundred_connections_never_stall(void **state)
{
    struct crowd crowd = {.waiting = CROWD};
    size_t i;

    (void)state;
    for (i = 0; i < CROWD; i++) {
        crowd.files[i] = (struct pollfd){.fd = help_call(), .events = POLLIN};
        crowd_ask(&crowd, i);
    }
    while (crowd.waiting > 0) {
        crowd_round(&crowd);
    }
    for (i = 0; i < CROWD; i++) {
        (void)close(crowd.files[i].fd);
    }
}

static void test_more_connections_than_admitted_are_told_to_come_back(void **state)
{
    int files[19];
    char answer[HELP_ANSWER];
    size_t i;

    (void)state;
    assert_int_equal(help_start_with(10, 0, 0), 0);
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        files[i] = help_call();
        if (i < 18) {
            serve_one(files[i]);
        }
    }
    help_say(files[18], help_hello, strlen(help_hello));
    help_hear(files[18], answer);
    assert_true(help_begins(answer, "HTTP/1.1 503"));
    assert_non_null(strstr(answer, "\r\nRetry-After: "));
    for (i = 0; i < 18; i++) {
        (void)close(files[i]);
    }
}

static void test_one_address_cannot_take_all_connections(void **state)
{
    int files[9];
    char answer[HELP_ANSWER];
    size_t i;

    (void)state;
    assert_int_equal(help_start_with(100, 8, 0), 0);
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        files[i] = help_call();
        if (i < 8) {
            serve_one(files[i]);
        }
    }
    help_say(files[8], help_hello, strlen(help_hello));
    help_hear(files[8], answer);
    assert_string_equal(answer, "");
    help_say(files[0], help_hello, strlen(help_hello));
    help_hear(files[0], answer);
    assert_true(help_begins(answer, "HTTP/1.1 200"));
    for (i = 1; i < 8; i++) {
        (void)close(files[i]);
    }
}

static bool is_answered(const char *forwarded, const char *expected)
{
    char request[300];
    char answer[HELP_ANSWER];
    int size = snprintf(request,
                        sizeof(request),
                        "GET /hello HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n",
                        forwarded);

    help_ask(request, (size_t)size, answer);
    return help_begins(answer, expected);
}

static void ask_for(const char *forwarded, const char *expected)
{
    assert_true(is_answered(forwarded, expected));
}

static void nap(void)
{
    const struct timespec time = {.tv_nsec = 20000000};

    (void)nanosleep(&time, NULL);
}

/* The server has heard of what was given up, once it answers so. */
static void ask_until(const char *forwarded, const char *expected)
{
    int64_t began = help_milliseconds();

    while (!is_answered(forwarded, expected)) {
        assert_true(help_milliseconds() - began < PATIENCE);
        nap();
    }
}

/* A request under way: its headers are read and its place counted once the server bids
 * it go on. */
static int begin_for(const char *forwarded)
{
    static const char bidden[] = "HTTP/1.1 100";
    char request[300];
    char answer[sizeof(bidden)] = "";
    int file = help_call();
    int size = snprintf(request,
                        sizeof(request),
                        "POST /api/echo HTTP/1.1\r\nHost: x\r\n%sContent-Length: 9\r\n"
                        "Expect: 100-continue\r\n"
                        "Content-Type: application/octet-stream\r\n\r\n",
                        forwarded);

    help_say(file, request, (size_t)size);
    assert_int_equal(recv(file, answer, strlen(bidden), MSG_WAITALL), strlen(bidden));
    assert_string_equal(answer, bidden);
    help_say(file, "half", 4);
    return file;
}

/* The proxy has appended 192.0.2.7; what stands before it the client wrote. */
static void test_behind_a_proxy_one_address_has_so_many_requests(void **state)
{
    static const char once[] = "X-Forwarded-For: 192.0.2.7\r\n";
    static const char forged[] = "X-Forwarded-For: 10.0.0.1, 192.0.2.7\r\n";
    static const char twice[] =
        "X-Forwarded-For: 10.0.0.2\r\nX-Forwarded-For: 192.0.2.7\r\n";
    int files[2];

    (void)state;
    assert_int_equal(help_start_with(100, 0, 2), 0);
    files[0] = begin_for(once);
    files[1] = begin_for(forged);
    ask_for(forged, "HTTP/1.1 503");
    ask_for(twice, "HTTP/1.1 503");
    ask_for("X-Forwarded-For: 192.0.2.7, 10.0.0.1\r\n", "HTTP/1.1 200");
    ask_for("X-Forwarded-For: 192.0.2.8\r\n", "HTTP/1.1 200");
    ask_for("X-Forwarded-For: unknown\r\n", "HTTP/1.1 200");
    ask_for("", "HTTP/1.1 200");
    (void)close(files[0]);
    ask_until(twice, "HTTP/1.1 200");
    (void)close(files[1]);
}

/* Without a proxy the header is anybody's. */
static void test_what_strangers_say_of_their_address_is_not_believed(void **state)
{
    static const char said[] = "X-Forwarded-For: 192.0.2.7\r\n";
    int files[3];
    size_t i;

    (void)state;
    assert_int_equal(help_start_with(100, 4, 0), 0);
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        files[i] = begin_for(said);
    }
    ask_for(said, "HTTP/1.1 200");
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        (void)close(files[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_half_a_request_is_told_so_and_stores_nothing,
                                  help_stop),
        cmocka_unit_test_teardown(
            test_a_dripping_client_is_cut_off_by_absolute_deadlines, help_stop),
        cmocka_unit_test_teardown(
            test_a_kept_connection_is_cut_when_idle_and_serves_until_then, help_stop),
        HELP_PATIENT(test_three_hundred_connections_never_stall),
        cmocka_unit_test_teardown(
            test_more_connections_than_admitted_are_told_to_come_back, help_stop),
        cmocka_unit_test_teardown(test_one_address_cannot_take_all_connections,
                                  help_stop),
        cmocka_unit_test_teardown(test_behind_a_proxy_one_address_has_so_many_requests,
                                  help_stop),
        cmocka_unit_test_teardown(
            test_what_strangers_say_of_their_address_is_not_believed, help_stop),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
