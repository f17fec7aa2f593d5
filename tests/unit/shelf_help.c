// SPDX-License-Identifier: AGPL-3.0-or-later
#include "shelf_help.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"

enum {
    REQUEST_MAX = 4096,
    FILE_MAX = 1 << 20,
    BACKLOG = 16,
};

/* Up to the empty line; false when the client went away. */
static bool hear(int client, char *out)
{
    size_t size = 0;

    while (size < REQUEST_MAX - 1) {
        ssize_t got = read(client, out + size, REQUEST_MAX - 1 - size);

        if (got <= 0) {
            return false;
        }
        size += (size_t)got;
        out[size] = 0;
        if (strstr(out, "\r\n\r\n") != NULL) {
            return true;
        }
    }
    return false;
}

static void say(int client, const void *data, size_t size)
{
    const char *at = data;

    while (size > 0) {
        ssize_t sent = send(client, at, size, MSG_NOSIGNAL);

        if (sent <= 0) {
            return;
        }
        at += sent;
        size -= (size_t)sent;
    }
}

static bool is_hidden(struct shelf *shelf, const char *path)
{
    const char *shy = atomic_load(&shelf->shy);

    if (shy == NULL || strncmp(path, shy, strlen(shy)) != 0) {
        return false;
    }
    atomic_store(&shelf->shy, NULL);
    return true;
}

static void answer(struct shelf *shelf, int client, const char *request)
{
    char path[FILE_PATH_SIZE];
    char head[200];
    struct buf file;
    size_t length = strcspn(request + 4, " ");
    int size;
    bool is_here;

    buf_init(&file, FILE_MAX);
    (void)snprintf(
        path, sizeof(path), "%s%.*s", shelf->folder, (int)length, request + 4);
    is_here = strncmp(request, "GET /", 5) == 0 && !is_hidden(shelf, request + 4)
              && strstr(path, "..") == NULL && file_read(path, &file) == 0;
    size = snprintf(head,
                    sizeof(head),
                    "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                    is_here ? "200 OK" : "404 Not Found",
                    is_here ? file.size : 0);
    say(client, head, (size_t)size);
    if (is_here) {
        say(client, file.data, file.size);
    }
    buf_deinit(&file);
}

static void *serve(void *user)
{
    struct shelf *shelf = user;
    char request[REQUEST_MAX];
    int client;

    while ((client = accept(shelf->listener, NULL, NULL)) >= 0) {
        if (hear(client, request)) {
            answer(shelf, client, request);
        }
        (void)close(client);
    }
    return NULL;
}

void shelf_start(struct shelf *shelf, const char *folder)
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(here);

    shelf->folder = folder;
    atomic_store(&shelf->shy, NULL);
    shelf->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(shelf->listener >= 0);
    assert_int_equal(bind(shelf->listener, (struct sockaddr *)&here, sizeof(here)), 0);
    assert_int_equal(listen(shelf->listener, BACKLOG), 0);
    assert_int_equal(getsockname(shelf->listener, (struct sockaddr *)&here, &size), 0);
    (void)snprintf(shelf->address,
                   sizeof(shelf->address),
                   "http://127.0.0.1:%u",
                   (unsigned)ntohs(here.sin_port));
    assert_int_equal(pthread_create(&shelf->thread, NULL, serve, shelf), 0);
}

void shelf_stop(struct shelf *shelf)
{
    (void)shutdown(shelf->listener, SHUT_RDWR);
    assert_int_equal(pthread_join(shelf->thread, NULL), 0);
    (void)close(shelf->listener);
}
