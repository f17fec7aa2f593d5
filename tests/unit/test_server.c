// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"
#include "net/http.h"

enum {
    BODY_MAX = 1000,
    ANSWER_MAX = 2000,
    PATIENCE = 600, /* seconds */
};

/* A server that says what it was asked, and its thread. */
struct scene {
    struct server *server;
    pthread_t thread;
    int ended_with;
};

static int
echo(void *context, const struct server_request *request, struct server_reply *reply)
{
    (void)context;
    if (strcmp(request->path, "/broken") == 0) {
        return FAULT_IO;
    }
    reply->status = strcmp(request->path, "/there") == 0 ? 200 : 404;
    reply->type = "text/x.test";
    buf_printf(&reply->body,
               "%s %s ",
               request->verb == SERVER_POST ? "POST" : "GET",
               request->path);
    buf_put_span(&reply->body, request->body);
    return 0;
}

static void *run(void *context)
{
    struct scene *scene = context;

    scene->ended_with = server_run(scene->server);
    return NULL;
}

/* A server that leaves who is silent for so many seconds. */
static void begin_with(struct scene *scene, unsigned silence)
{
    const struct server_options options = {.address = "127.0.0.1",
                                           .body_max = BODY_MAX,
                                           .silence = silence,
                                           .answer = echo};

    assert_int_equal(server_new(&options, &scene->server), 0);
    assert_int_equal(pthread_create(&scene->thread, NULL, run, scene), 0);
}

static void begin(struct scene *scene)
{
    begin_with(scene, PATIENCE);
}

static void finish(struct scene *scene)
{
    server_stop(scene->server);
    assert_int_equal(pthread_join(scene->thread, NULL), 0);
    server_free(scene->server);
}

/* The status; the answer's body is left in `body`. */
static unsigned
ask(const struct scene *scene, const char *path, struct span sent, struct buf *body)
{
    CLEANUP(http_freep) struct http *http = NULL;
    struct http_answer answer = {.status = 0};
    char address[HTTP_ADDRESS_SIZE];
    struct http_request request = {.verb = sent.size > 0 ? HTTP_POST : HTTP_GET,
                                   .type = sent.size > 0 ? "text/plain" : NULL,
                                   .address = address,
                                   .body = sent};

    (void)snprintf(address,
                   sizeof(address),
                   "http://127.0.0.1:%u%s",
                   (unsigned)server_port(scene->server),
                   path);
    assert_int_equal(http_new(&http), 0);
    buf_reset(body);
    assert_int_equal(http_send(http, &request, body, &answer), 0);
    if (answer.status == 200) {
        assert_string_equal(answer.type, "text/x.test");
    }
    return answer.status;
}

static void test_what_is_sent_is_answered(void **state)
{
    struct scene scene;
    struct buf body;

    (void)state;
    buf_init(&body, ANSWER_MAX);
    begin(&scene);
    assert_int_equal(ask(&scene, "/there", span_of_text("abc"), &body), 200);
    assert_string_equal(buf_text(&body), "POST /there abc");
    assert_int_equal(ask(&scene, "/there?query", span_of(NULL, 0), &body), 200);
    assert_string_equal(buf_text(&body), "GET /there ");
    assert_int_equal(ask(&scene, "/else", span_of_text("abc"), &body), 404);
    finish(&scene);
    assert_int_equal(scene.ended_with, 0);
    buf_deinit(&body);
}

static void test_a_body_too_long_is_refused(void **state)
{
    static const uint8_t large[BODY_MAX + 1];
    struct scene scene;
    struct buf body;

    (void)state;
    buf_init(&body, ANSWER_MAX);
    begin(&scene);
    assert_int_equal(ask(&scene, "/there", SPAN(large), &body), 413);
    assert_int_equal(ask(&scene, "/there", span_of_text("abc"), &body), 200);
    finish(&scene);
    buf_deinit(&body);
}

static int connect_to(const struct scene *scene)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(server_port(scene->server)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

static int fall_silent(const struct scene *scene)
{
    int silent = connect_to(scene);

    assert_int_equal(write(silent, "POST /there HT", 14), 14);
    return silent;
}

static void test_who_is_silent_keeps_nobody_waiting(void **state)
{
    struct scene scene;
    struct buf body;
    int silent;

    (void)state;
    buf_init(&body, ANSWER_MAX);
    begin(&scene);
    silent = fall_silent(&scene);
    assert_int_equal(ask(&scene, "/there", span_of_text("abc"), &body), 200);
    (void)close(silent);
    finish(&scene);
    buf_deinit(&body);
}

static void test_who_is_silent_is_left(void **state)
{
    struct scene scene;
    char byte;
    int silent;

    (void)state;
    begin_with(&scene, 1);
    silent = fall_silent(&scene);
    assert_int_equal(read(silent, &byte, 1), 0);
    (void)close(silent);
    finish(&scene);
}

static void test_other_verbs_are_refused(void **state)
{
    static const char text[] = "PUT /there HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                               "Connection: close\r\n\r\n";
    char heard[64] = "";
    struct scene scene;
    int fd;

    (void)state;
    begin(&scene);
    fd = connect_to(&scene);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_true(read(fd, heard, sizeof(heard) - 1) > 12);
    assert_int_equal(heard[9], '5');
    (void)close(fd);
    finish(&scene);
}

static void test_a_fault_ends_it(void **state)
{
    static const char text[] = "GET /broken HTTP/1.1\r\nHost: x\r\n\r\n";
    struct scene scene;
    int fd;

    (void)state;
    begin(&scene);
    fd = connect_to(&scene);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(pthread_join(scene.thread, NULL), 0);
    assert_int_equal(scene.ended_with, FAULT_IO);
    server_free(scene.server);
    (void)close(fd);
}

static void test_an_address_of_somebody_else_is_refused(void **state)
{
    struct server_options options = {.address = "192.0.2.1", .body_max = BODY_MAX};
    struct server *server;

    (void)state;
    assert_int_equal(server_new(&options, &server), SERVER_ADDRESS);
    options.address = "no address";
    assert_int_equal(server_new(&options, &server), SERVER_ADDRESS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_sent_is_answered),
        cmocka_unit_test(test_a_body_too_long_is_refused),
        cmocka_unit_test(test_who_is_silent_keeps_nobody_waiting),
        cmocka_unit_test(test_who_is_silent_is_left),
        cmocka_unit_test(test_other_verbs_are_refused),
        cmocka_unit_test(test_a_fault_ends_it),
        cmocka_unit_test(test_an_address_of_somebody_else_is_refused),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
