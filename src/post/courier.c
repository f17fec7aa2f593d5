// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/courier.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/reader.h"
#include "carry.h"
#include "post/message.h"

enum {
    FAREWELL_STEPS = 100, /* of a tenth of a second */
    STEP_NANOSECONDS = 100000000,
};

struct courier {
    pid_t child;
    int socket;
    pthread_mutex_t lock; /* one message at a time on the socket */
};

/* The child keeps none of the daemon's files but standard error and its socket. */
static void live(int socket, const struct courier_options *options)
{
    if (dup2(socket, STDIN_FILENO) < 0) {
        _exit(1);
    }
    (void)close_range(STDERR_FILENO + 1, ~0U, 0);
    (void)prctl(PR_SET_DUMPABLE, 0);
    _exit(carry_run(STDIN_FILENO, options));
}

int courier_start(const struct courier_options *options, struct courier **out)
{
    CLEANUP(courier_freep) struct courier *courier = NULL;
    int pair[2];

    courier = calloc(1, sizeof(*courier));
    if (courier == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    courier->child = -1;
    courier->socket = -1;
    (void)pthread_mutex_init(&courier->lock, NULL);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return FAULT(FAULT_IO);
    }
    courier->socket = pair[0];
    courier->child = fork();
    if (courier->child == 0) {
        (void)close(pair[0]);
        live(pair[1], options);
    }
    (void)close(pair[1]);
    if (courier->child < 0) {
        return FAULT(FAULT_IO);
    }
    *out = courier_take(&courier);
    return 0;
}

static void see_off(pid_t child)
{
    const struct timespec pause = {.tv_nsec = STEP_NANOSECONDS};
    int step;

    for (step = 0; step < FAREWELL_STEPS; step++) {
        if (waitpid(child, NULL, WNOHANG) != 0) {
            return;
        }
        (void)nanosleep(&pause, NULL);
    }
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
}

void courier_free(struct courier *courier)
{
    if (courier == NULL) {
        return;
    }
    if (courier->socket >= 0) {
        /* The child sees the end, yet its reports still have somewhere to go. */
        (void)shutdown(courier->socket, SHUT_WR);
    }
    if (courier->child > 0) {
        see_off(courier->child);
    }
    if (courier->socket >= 0) {
        (void)close(courier->socket);
    }
    (void)pthread_mutex_destroy(&courier->lock);
    free(courier);
}

int courier_hand(struct courier *courier,
                 int64_t id,
                 const char *to,
                 struct span message)
{
    CLEANUP(buf_deinit) struct buf frame;
    size_t size = strlen(to);
    int r;

    buf_init(&frame, CARRY_HEAD + CARRY_TO_MAX + MESSAGE_SIZE_MAX);
    if (size > CARRY_TO_MAX || message.size > MESSAGE_SIZE_MAX) {
        return FAULT(FAULT_BUG);
    }
    buf_put_u64(&frame, (uint64_t)id);
    buf_put_u32(&frame, (uint32_t)size);
    buf_put_u32(&frame, (uint32_t)message.size);
    buf_put(&frame, to, size);
    buf_put_span(&frame, message);
    r = buf_status(&frame);
    if (r != 0) {
        return FOLD(r);
    }
    (void)pthread_mutex_lock(&courier->lock);
    r = carry_put(courier->socket, buf_span(&frame));
    (void)pthread_mutex_unlock(&courier->lock);
    return r;
}

int courier_read(struct courier *courier, courier_visit visit, void *context)
{
    struct pollfd waits = {.fd = courier->socket, .events = POLLIN};
    uint8_t bytes[CARRY_NEWS];
    struct reader reader;
    int64_t id;
    uint8_t news;
    int r;

    while (poll(&waits, 1, 0) > 0) {
        if (carry_get(courier->socket, bytes, sizeof(bytes)) != 0) {
            return FAULT(FAULT_IO);
        }
        reader_init(&reader, SPAN(bytes));
        id = (int64_t)reader_u64(&reader);
        news = reader_u8(&reader);
        r = visit(context, id, news == COURIER_SENT ? COURIER_SENT : COURIER_FAILED);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}
