// SPDX-License-Identifier: AGPL-3.0-or-later
#include "proclaim.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/reader.h"
#include "net/http.h"
#include "post/child.h"

enum {
    PATH_SIZE = 160,
};

/* One witness: what is to be asked of it, by a thread of its own. */
struct errand {
    struct proclaim *of;
    size_t witness;
    const char *address;
    pthread_t thread;
    pthread_cond_t more;
    bool has_work;
    enum herald_call call;
    struct buf bytes;
};

struct proclaim {
    int socket;
    pthread_mutex_t lock;   /* of the errands */
    pthread_mutex_t report; /* one frame at a time on the socket */
    struct errand errands[HERALD_WITNESSES_MAX];
};

/* The status, 0 without a whole answer; the answer's body is left in `body`. */
static unsigned
ask(struct http *http, struct errand *errand, struct span bytes, struct buf *body)
{
    char address[HTTP_ADDRESS_SIZE];
    char path[PATH_SIZE] = "/add-checkpoint";
    struct http_answer answer = {.status = 0};
    struct http_request request = {
        .verb = HTTP_GET, .address = address, .timeout = HERALD_TIMEOUT};

    if (errand->call == HERALD_LATEST) {
        (void)snprintf(path,
                       sizeof(path),
                       "/%.*s/checkpoint",
                       (int)bytes.size,
                       (const char *)bytes.data);
    } else {
        request.verb = HTTP_POST;
        request.type = "text/plain; charset=utf-8";
        request.body = bytes;
    }
    if (http_address(errand->address, path, address) != 0
        || http_send(http, &request, body, &answer) != 0) {
        buf_reset(body);
        return 0;
    }
    return answer.status;
}

static int report(struct errand *errand, unsigned status, struct span body)
{
    CLEANUP(buf_deinit) struct buf frame;
    int r;

    buf_init(&frame, PROCLAIM_NEWS + HERALD_BODY_MAX);
    buf_put_u8(&frame, (uint8_t)errand->witness);
    buf_put_u16(&frame, (uint16_t)status);
    buf_put_u32(&frame, (uint32_t)body.size);
    buf_put_span(&frame, body);
    r = buf_status(&frame);
    if (r != 0) {
        return FOLD(r);
    }
    (void)pthread_mutex_lock(&errand->of->report);
    r = child_put(errand->of->socket, buf_span(&frame));
    (void)pthread_mutex_unlock(&errand->of->report);
    return r;
}

static void wait_for_work(struct errand *errand, struct buf *out)
{
    struct proclaim *of = errand->of;

    buf_reset(out);
    (void)pthread_mutex_lock(&of->lock);
    while (!errand->has_work) {
        (void)pthread_cond_wait(&errand->more, &of->lock);
    }
    buf_put_span(out, buf_span(&errand->bytes));
    errand->has_work = false;
    (void)pthread_mutex_unlock(&of->lock);
}

static void *run_errands(void *context)
{
    CLEANUP(http_freep) struct http *http = NULL;
    struct errand *errand = context;
    struct buf bytes;
    struct buf body;
    unsigned status;
    int r = http_new(&http);

    buf_init(&bytes, HERALD_BODY_MAX);
    buf_init(&body, HERALD_BODY_MAX);
    while (r == 0) {
        wait_for_work(errand, &bytes);
        buf_reset(&body);
        status = ask(http, errand, buf_span(&bytes), &body);
        r = report(errand, status, buf_span(&body));
    }
    buf_deinit(&bytes);
    buf_deinit(&body);
    return NULL;
}

/* False at the end of the stream, or when what comes is not a frame. */
static bool receive(struct proclaim *of, size_t count)
{
    uint8_t head[PROCLAIM_HEAD];
    struct reader reader;
    struct errand *errand;
    uint8_t call;
    size_t witness;
    size_t size;
    bool is_whole;

    if (child_get(of->socket, head, sizeof(head)) != 0) {
        return false;
    }
    reader_init(&reader, SPAN(head));
    witness = reader_u8(&reader);
    call = reader_u8(&reader);
    size = reader_u32(&reader);
    if (witness >= count || size > HERALD_BODY_MAX) {
        return false;
    }
    errand = &of->errands[witness];
    (void)pthread_mutex_lock(&of->lock);
    buf_reset(&errand->bytes);
    is_whole = child_take(of->socket, size, &errand->bytes) == 0;
    errand->call = call == HERALD_LATEST ? HERALD_LATEST : HERALD_ADD;
    errand->has_work = is_whole;
    (void)pthread_cond_signal(&errand->more);
    (void)pthread_mutex_unlock(&of->lock);
    return is_whole;
}

int proclaim_run(int socket, const void *options)
{
    const struct herald_options *told = options;
    struct proclaim of = {.socket = socket,
                          .lock = PTHREAD_MUTEX_INITIALIZER,
                          .report = PTHREAD_MUTEX_INITIALIZER};
    size_t i;

    for (i = 0; i < told->count; i++) {
        struct errand *errand = &of.errands[i];

        errand->of = &of;
        errand->witness = i;
        errand->address = told->addresses[i];
        buf_init(&errand->bytes, HERALD_BODY_MAX);
        if (pthread_cond_init(&errand->more, NULL) != 0
            || pthread_create(&errand->thread, NULL, run_errands, errand) != 0) {
            return 1;
        }
    }
    while (receive(&of, told->count)) {
    }
    /* Whoever is still waiting for a witness waits for nobody's sake. */
    return 0;
}
