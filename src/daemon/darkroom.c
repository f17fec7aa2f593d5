// SPDX-License-Identifier: AGPL-3.0-or-later
#include "darkroom.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

#include "base/fault.h"
#include "base/reader.h"
#include "post/child.h"
#include "wire/picture.h"

#include "darkroom_child.h"

enum {
    PATIENCE_SECONDS = 20, /* longer than the child gives its worker */
    FAREWELL_TENTHS = 5,
    QUEUE_SECONDS = 3, /* for the photograph of somebody else */
};

struct darkroom {
    struct child child;
    bool is_gone; /* under lock: what comes next could be of an earlier file */
    pthread_mutex_t lock;
};

static int live(int socket, const void *options)
{
    (void)options;
    return darkroom_child_run(socket);
}

int darkroom_start(struct darkroom **out)
{
    CLEANUP(darkroom_freep) struct darkroom *darkroom = NULL;
    const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int r;

    darkroom = calloc(1, sizeof(*darkroom));
    if (darkroom == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    darkroom->child = (struct child){.pid = -1, .socket = -1};
    (void)pthread_mutex_init(&darkroom->lock, NULL);
    r = child_start(live, NULL, &darkroom->child);
    if (r == 0
        && setsockopt(darkroom->child.socket,
                      SOL_SOCKET,
                      SO_RCVTIMEO,
                      &patience,
                      sizeof(patience))
               != 0) {
        r = FAULT(FAULT_IO);
    }
    if (r == 0) {
        *out = darkroom_take(&darkroom);
    }
    return FOLD(r);
}

void darkroom_free(struct darkroom *darkroom)
{
    if (darkroom == NULL) {
        return;
    }
    child_end(&darkroom->child, FAREWELL_TENTHS);
    (void)pthread_mutex_destroy(&darkroom->lock);
    free(darkroom);
}

/* The worker's bytes: whatever they are, they are no more than a picture may be. */
static int receive(int socket, struct buf *out)
{
    uint8_t head[DARKROOM_ANSWER];
    struct reader reader;
    uint8_t refusal;
    size_t size;

    if (child_get(socket, head, sizeof(head)) != 0) {
        return DARKROOM_GONE;
    }
    reader_init(&reader, SPAN(head));
    refusal = reader_u8(&reader);
    size = reader_u32(&reader);
    if (size > PICTURE_SIZE_MAX || refusal >= DARKROOM_BUSY
        || child_take(socket, size, out) != 0) {
        return DARKROOM_GONE;
    }
    return refusal;
}

static int develop(struct darkroom *darkroom, struct span file, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf head;
    int r;

    buf_init(&head, DARKROOM_ORDER);
    buf_put_u32(&head, (uint32_t)file.size);
    r = buf_status(&head);
    if (r != 0) {
        return FOLD(r);
    }
    if (child_put(darkroom->child.socket, buf_span(&head)) != 0
        || child_put(darkroom->child.socket, file) != 0) {
        return DARKROOM_GONE;
    }
    return receive(darkroom->child.socket, out);
}

int darkroom_develop(struct darkroom *darkroom, struct span file, struct buf *out)
{
    struct timespec until;
    int r;

    if (file.size > PICTURE_FILE_MAX) {
        return DARKROOM_LARGE;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += QUEUE_SECONDS;
    if (pthread_mutex_clocklock(&darkroom->lock, CLOCK_MONOTONIC, &until) != 0) {
        return DARKROOM_BUSY;
    }
    r = darkroom->is_gone ? DARKROOM_GONE : develop(darkroom, file, out);
    darkroom->is_gone = darkroom->is_gone || r == DARKROOM_GONE || r < 0;
    (void)pthread_mutex_unlock(&darkroom->lock);
    return r == 0 ? FOLD(buf_status(out)) : r;
}
