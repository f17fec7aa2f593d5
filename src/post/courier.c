// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/courier.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/reader.h"
#include "carry.h"
#include "post/child.h"
#include "post/message.h"

enum {
    FAREWELL = 100, /* tenths of a second, to deliver what it was handed */
};

struct courier {
    struct child child;
    pthread_mutex_t lock; /* one message at a time on the socket */
};

int courier_start(const struct courier_options *options, struct courier **out)
{
    struct courier *courier = calloc(1, sizeof(*courier));
    int r;

    if (courier == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    courier->child = (struct child){.pid = -1, .socket = -1};
    (void)pthread_mutex_init(&courier->lock, NULL);
    r = child_start(carry_run, options, &courier->child);
    if (r == 0) {
        *out = courier;
    } else {
        courier_free(courier);
    }
    return r;
}

void courier_free(struct courier *courier)
{
    if (courier == NULL) {
        return;
    }
    child_end(&courier->child, FAREWELL);
    (void)pthread_mutex_destroy(&courier->lock);
    free(courier);
}

static int put(struct courier *courier, struct span frame)
{
    int r;

    (void)pthread_mutex_lock(&courier->lock);
    r = child_put(courier->child.socket, frame);
    (void)pthread_mutex_unlock(&courier->lock);
    return r;
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
    return r != 0 ? FOLD(r) : put(courier, buf_span(&frame));
}

int courier_forget(struct courier *courier)
{
    static const uint8_t nothing[CARRY_HEAD];

    return put(courier, SPAN(nothing));
}

int courier_read(struct courier *courier, courier_visit visit, void *context)
{
    struct pollfd waits = {.fd = courier->child.socket, .events = POLLIN};
    uint8_t bytes[CARRY_NEWS];
    struct reader reader;
    int64_t id;
    uint8_t news;
    int r;

    while (poll(&waits, 1, 0) > 0) {
        if (child_get(courier->child.socket, bytes, sizeof(bytes)) != 0) {
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
