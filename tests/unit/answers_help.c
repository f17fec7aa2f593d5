// SPDX-License-Identifier: AGPL-3.0-or-later
#include "answers_help.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

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

static bool hear(struct answers *answers, int connection)
{
    const char *start = answers->heard + answers->heard_size;
    ssize_t got;

    while (!is_whole(start, (size_t)(answers->heard + answers->heard_size - start))) {
        got = read(connection,
                   answers->heard + answers->heard_size,
                   ANSWERS_HEARD_MAX - 1 - answers->heard_size);
        if (got <= 0) {
            return false;
        }
        answers->heard_size += (size_t)got;
        answers->heard[answers->heard_size] = 0;
    }
    return true;
}

static size_t serve_connection(struct answers *answers, int connection, size_t next)
{
    char nothing;

    while (next < ANSWERS_MAX && hear(answers, connection)) {
        if (answers->texts[next] == NULL) {
            return read(connection, &nothing, 1) < 0 ? next : ANSWERS_MAX;
        }
        if (write(connection, answers->texts[next], strlen(answers->texts[next])) < 0) {
            return ANSWERS_MAX;
        }
        next++;
        if (answers->texts[next] == NULL) {
            return ANSWERS_MAX;
        }
    }
    return next;
}

static void *serve(void *user)
{
    struct answers *answers = user;
    size_t next = 0;
    int connection;

    while (next < ANSWERS_MAX) {
        connection = accept(answers->listener, NULL, NULL);
        if (connection < 0) {
            return NULL;
        }
        answers->connections++;
        next = serve_connection(answers, connection, next);
        (void)close(connection);
    }
    return NULL;
}

void answers_start_all(struct answers *answers, const char *const *texts)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    size_t i;

    memset(answers, 0, sizeof(*answers));
    for (i = 0; texts[i] != NULL; i++) {
        assert_true(i < ANSWERS_MAX);
        answers->texts[i] = texts[i];
    }
    answers->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(answers->listener >= 0);
    assert_int_equal(
        bind(answers->listener, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(answers->listener, 8), 0);
    assert_int_equal(getsockname(answers->listener, (struct sockaddr *)&address, &size),
                     0);
    (void)snprintf(answers->address,
                   sizeof(answers->address),
                   "http://127.0.0.1:%u",
                   (unsigned)ntohs(address.sin_port));
    assert_int_equal(pthread_create(&answers->thread, NULL, serve, answers), 0);
}

void answers_start(struct answers *answers, const char *first, const char *second)
{
    const char *texts[] = {first, second, NULL};

    answers_start_all(answers, texts);
}

void answers_stop(struct answers *answers)
{
    (void)shutdown(answers->listener, SHUT_RDWR);
    (void)pthread_join(answers->thread, NULL);
    (void)close(answers->listener);
}
