// SPDX-License-Identifier: AGPL-3.0-or-later
#include "listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fault.h"

enum {
    BACKLOG = 512,
};

union place {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static bool read_place(const char *address, uint16_t port, union place *out)
{
    *out = (union place){0};
    if (inet_pton(AF_INET, address, &out->four.sin_addr) == 1) {
        out->four.sin_family = AF_INET;
        out->four.sin_port = htons(port);
        return true;
    }
    if (inet_pton(AF_INET6, address, &out->six.sin6_addr) == 1) {
        out->six.sin6_family = AF_INET6;
        out->six.sin6_port = htons(port);
        return true;
    }
    return false;
}

static int listen_at(int file, union place *place, uint16_t *port)
{
    int on = 1;
    socklen_t size =
        place->any.sa_family == AF_INET ? sizeof(place->four) : sizeof(place->six);

    if (setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0
        || bind(file, &place->any, size) != 0 || listen(file, BACKLOG) != 0
        || getsockname(file, &place->any, &size) != 0) {
        return LISTENER_ADDRESS;
    }
    *port = ntohs(place->any.sa_family == AF_INET ? place->four.sin_port
                                                  : place->six.sin6_port);
    return 0;
}

int listener_open(const char *address, uint16_t *port, int *out)
{
    union place place;
    int file;
    int r;

    if (!read_place(address, *port, &place)) {
        return LISTENER_ADDRESS;
    }
    file = socket(place.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file < 0) {
        return FAULT(FAULT_IO);
    }
    r = listen_at(file, &place, port);
    if (r != 0) {
        (void)close(file);
        return r;
    }
    *out = file;
    return 0;
}

int listener_need_files(size_t files)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return FAULT(FAULT_IO);
    }
    if (limit.rlim_cur >= files) {
        return 0;
    }
    limit.rlim_cur = files;
    if (limit.rlim_max < files || setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return LISTENER_FILES;
    }
    return 0;
}
