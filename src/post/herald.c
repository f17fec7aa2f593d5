// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/herald.h"

#include <poll.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/reader.h"
#include "post/child.h"
#include "proclaim.h"

struct herald {
    struct child child;
    size_t count;
};

int herald_start(const struct herald_options *options, struct herald **out)
{
    struct herald *herald = calloc(1, sizeof(*herald));
    int r;

    if (herald == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    herald->child = (struct child){.pid = -1, .socket = -1};
    herald->count = options->count;
    r = child_start(proclaim_run, options, &herald->child);
    if (r != 0) {
        herald_free(herald);
        return r;
    }
    *out = herald;
    return 0;
}

/* Nothing it still does is worth waiting for. */
void herald_free(struct herald *herald)
{
    if (herald != NULL) {
        child_end(&herald->child, 1);
        free(herald);
    }
}

size_t herald_count(const struct herald *herald)
{
    return herald->count;
}

int herald_send(struct herald *herald,
                size_t witness,
                enum herald_call call,
                struct span bytes)
{
    CLEANUP(buf_deinit) struct buf frame;
    int r;

    buf_init(&frame, PROCLAIM_HEAD + HERALD_BODY_MAX);
    if (witness >= herald->count || bytes.size > HERALD_BODY_MAX) {
        return FAULT(FAULT_BUG);
    }
    buf_put_u8(&frame, (uint8_t)witness);
    buf_put_u8(&frame, (uint8_t)call);
    buf_put_u32(&frame, (uint32_t)bytes.size);
    buf_put_span(&frame, bytes);
    r = buf_status(&frame);
    return r != 0 ? FOLD(r) : child_put(herald->child.socket, buf_span(&frame));
}

static int read_one(struct herald *herald, herald_visit visit, void *context)
{
    CLEANUP(buf_deinit) struct buf body;
    struct herald_news news;
    uint8_t head[PROCLAIM_NEWS];
    struct reader reader;
    size_t size;

    buf_init(&body, HERALD_BODY_MAX);
    if (child_get(herald->child.socket, head, sizeof(head)) != 0) {
        return FAULT(FAULT_IO);
    }
    reader_init(&reader, SPAN(head));
    news.witness = reader_u8(&reader);
    news.status = reader_u16(&reader);
    size = reader_u32(&reader);
    if (news.witness >= herald->count
        || child_take(herald->child.socket, size, &body) != 0) {
        return FAULT(FAULT_IO);
    }
    news.body = buf_span(&body);
    return visit(context, &news);
}

int herald_read(struct herald *herald,
                int milliseconds,
                herald_visit visit,
                void *context)
{
    struct pollfd waits = {.fd = herald->child.socket, .events = POLLIN};
    int r = 0;

    while (r == 0 && poll(&waits, 1, milliseconds) > 0) {
        r = read_one(herald, visit, context);
        milliseconds = 0;
    }
    return r;
}
