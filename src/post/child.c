// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/child.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"

enum {
    STEP_NANOSECONDS = 100000000,
};

static void live(int socket, child_life life, const void *options)
{
    if (dup2(socket, STDIN_FILENO) < 0) {
        _exit(1);
    }
    (void)close_range(STDERR_FILENO + 1, ~0U, 0);
    (void)prctl(PR_SET_DUMPABLE, 0);
    /* The daemon decides when it is over, not a signal to the whole group. */
    (void)signal(SIGTERM, SIG_IGN);
    (void)signal(SIGINT, SIG_IGN);
    _exit(life(STDIN_FILENO, options));
}

int child_start(child_life life, const void *options, struct child *out)
{
    int pair[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return FAULT(FAULT_IO);
    }
    pid = fork();
    if (pid == 0) {
        (void)close(pair[0]);
        live(pair[1], life, options);
    }
    (void)close(pair[1]);
    if (pid < 0) {
        (void)close(pair[0]);
        return FAULT(FAULT_IO);
    }
    out->pid = pid;
    out->socket = pair[0];
    return 0;
}

static void see_off(pid_t pid, unsigned tenths)
{
    const struct timespec pause = {.tv_nsec = STEP_NANOSECONDS};
    unsigned step;

    for (step = 0; step < tenths; step++) {
        if (waitpid(pid, NULL, WNOHANG) != 0) {
            return;
        }
        (void)nanosleep(&pause, NULL);
    }
    (void)kill(pid, SIGKILL);
    (void)waitpid(pid, NULL, 0);
}

void child_end(struct child *child, unsigned tenths)
{
    if (child->socket >= 0) {
        /* The child sees the end, yet its reports still have somewhere to go. */
        (void)shutdown(child->socket, SHUT_WR);
    }
    if (child->pid > 0) {
        see_off(child->pid, tenths);
    }
    if (child->socket >= 0) {
        (void)close(child->socket);
    }
}

int child_get(int socket, void *out, size_t size)
{
    uint8_t *bytes = out;
    size_t got = 0;
    ssize_t r;

    while (got < size) {
        r = read(socket, bytes + got, size - got);
        if (r < 0 && errno == EINTR) {
            continue;
        }
        if (r <= 0) {
            return 1;
        }
        got += (size_t)r;
    }
    return 0;
}

int child_take(int socket, size_t size, struct buf *out)
{
    uint8_t *bytes;

    if (size == 0) {
        return 0;
    }
    bytes = buf_extend(out, size);
    return bytes != NULL ? child_get(socket, bytes, size) : 1;
}

int child_put(int socket, struct span bytes)
{
    ssize_t r;

    while (bytes.size > 0) {
        r = send(socket, bytes.data, bytes.size, MSG_NOSIGNAL);
        if (r < 0 && errno == EINTR) {
            continue;
        }
        if (r <= 0) {
            return FAULT(FAULT_IO);
        }
        bytes.data += r;
        bytes.size -= (size_t)r;
    }
    return 0;
}
