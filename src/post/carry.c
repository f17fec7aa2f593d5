// SPDX-License-Identifier: AGPL-3.0-or-later
#include "carry.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/erase.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/reader.h"
#include "post/child.h"
#include "post/message.h"

enum {
    TRIES = 4,
    FIRST_PAUSE = 1, /* seconds; doubled each time */
    NAME_SIZE_MAX = 32,
};

static const char ending[] = ".eml";

/* A message waiting, its bytes behind it. */
struct load {
    struct load *next;
    uint64_t id;
    size_t size;
    char to[CARRY_TO_MAX + 1];
    uint8_t bytes[];
};

/* One thread fills it from the socket, so that the daemon never waits for a server. */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct load *first;
    struct load **last;
    bool is_ended;
    int socket;
};

static void load_free(struct load *load)
{
    explicit_bzero(load->bytes, load->size);
    free(load);
}

/* NULL at the end of the stream, or when what comes is not a frame. */
static struct load *receive(int socket)
{
    uint8_t head[CARRY_HEAD];
    struct reader reader;
    struct load *load;
    uint64_t id;
    uint32_t to;
    uint32_t size;

    if (child_get(socket, head, sizeof(head)) != 0) {
        return NULL;
    }
    reader_init(&reader, SPAN(head));
    id = reader_u64(&reader);
    to = reader_u32(&reader);
    size = reader_u32(&reader);
    if (to > CARRY_TO_MAX || size > MESSAGE_SIZE_MAX) {
        return NULL;
    }
    load = calloc(1, sizeof(*load) + size);
    if (load == NULL) {
        return NULL;
    }
    load->id = id;
    load->size = size;
    if (child_get(socket, load->to, to) != 0
        || child_get(socket, load->bytes, size) != 0) {
        load_free(load);
        return NULL;
    }
    return load;
}

static void *fill(void *context)
{
    struct queue *queue = context;
    struct load *load;

    do {
        load = receive(queue->socket);
        (void)pthread_mutex_lock(&queue->lock);
        if (load == NULL) {
            queue->is_ended = true;
        } else {
            *queue->last = load;
            queue->last = &load->next;
        }
        (void)pthread_cond_signal(&queue->more);
        (void)pthread_mutex_unlock(&queue->lock);
    } while (load != NULL);
    return NULL;
}

/* Waits; NULL when nothing is left and nothing more can come. */
static struct load *next_load(struct queue *queue)
{
    struct load *load;

    (void)pthread_mutex_lock(&queue->lock);
    while (queue->first == NULL && !queue->is_ended) {
        (void)pthread_cond_wait(&queue->more, &queue->lock);
    }
    load = queue->first;
    if (load != NULL) {
        queue->first = load->next;
        if (queue->first == NULL) {
            queue->last = &queue->first;
        }
    }
    (void)pthread_mutex_unlock(&queue->lock);
    return load;
}

static int submit(struct smtp *smtp, const struct load *load)
{
    unsigned pause = FIRST_PAUSE;
    unsigned tries;
    int r = SMTP_UNREACHABLE;

    for (tries = 0; tries < TRIES && r == SMTP_UNREACHABLE; tries++) {
        if (tries > 0) {
            (void)sleep(pause);
            pause *= 2;
        }
        r = smtp_send(smtp, load->to, span_of(load->bytes, load->size));
    }
    return r;
}

/* Files are numbered as they come; none is written over. They are for practice, and a
 * sync each would take longer than all the rest. */
static int put_file(const char *folder, const struct load *load)
{
    static unsigned number;
    char name[NAME_SIZE_MAX];
    char path[FILE_PATH_SIZE];
    int r;

    do {
        number++;
        (void)snprintf(name, sizeof(name), "%06u%s", number, ending);
        r = file_join(folder, name, path);
        if (r == 0) {
            r = file_create_unsynced(path, span_of(load->bytes, load->size), 0600);
        }
    } while (r == FILE_EXISTS);
    return r;
}

static bool is_to_forget(const struct load *load)
{
    return load->size == 0 && load->to[0] == '\0';
}

/* A message goes to the server or into the folder. */
static int
carry(const struct courier_options *told, struct smtp *smtp, const struct load *load)
{
    if (is_to_forget(load)) {
        return told->folder == NULL ? 0 : erase_folder(told->folder, ending);
    }
    return smtp != NULL ? submit(smtp, load) : put_file(told->folder, load);
}

static int report(int socket, uint64_t id, int result)
{
    uint8_t bytes[CARRY_NEWS];
    size_t i;

    for (i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(id >> (8 * (7 - i)));
    }
    bytes[8] = result == 0 ? COURIER_SENT : COURIER_FAILED;
    return child_put(socket, SPAN(bytes));
}

int carry_run(int socket, const void *options)
{
    const struct courier_options *told = options;
    struct queue queue = {.lock = PTHREAD_MUTEX_INITIALIZER,
                          .more = PTHREAD_COND_INITIALIZER,
                          .socket = socket};
    CLEANUP(smtp_freep) struct smtp *smtp = NULL;
    struct load *load;
    pthread_t filler;
    bool is_heard;
    int r;

    queue.last = &queue.first;
    if (told->server != NULL && smtp_new(told->server, &smtp) != 0) {
        return 1;
    }
    if (pthread_create(&filler, NULL, fill, &queue) != 0) {
        return 1;
    }
    while ((load = next_load(&queue)) != NULL) {
        r = carry(told, smtp, load);
        is_heard = load->id == 0 || report(socket, load->id, r) == 0;
        load_free(load);
        if (!is_heard) {
            return 1;
        }
    }
    (void)pthread_join(filler, NULL);
    return 0;
}
