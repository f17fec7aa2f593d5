// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "seal/secret.h"

enum {
    ROUNDS = 3,
    SLOTS = ROUNDS * TRUSTEES_MAX,
    NAME_ROOM = 32,
};

struct room {
    pthread_mutex_t lock;
    char *word;
    struct buf files[SLOTS];
};

static const char *const rounds[ROUNDS] = {"commitment", "message", "signature"};

int room_new(const char *word, struct room **out)
{
    struct room *room = calloc(1, sizeof(*room));
    size_t i;

    if (room == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    room->word = strdup(word);
    if (room->word == NULL) {
        free(room);
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < SLOTS; i++) {
        buf_init(&room->files[i], ROOM_FILE_MAX);
    }
    (void)pthread_mutex_init(&room->lock, NULL);
    *out = room;
    return 0;
}

void room_clear(struct room *room)
{
    size_t i;

    (void)pthread_mutex_lock(&room->lock);
    for (i = 0; i < SLOTS; i++) {
        buf_deinit(&room->files[i]);
        buf_init(&room->files[i], ROOM_FILE_MAX);
    }
    (void)pthread_mutex_unlock(&room->lock);
}

void room_free(struct room *room)
{
    if (room != NULL) {
        room_clear(room);
        (void)pthread_mutex_destroy(&room->lock);
        free(room->word);
        free(room);
    }
}

/* The slot of a name; SLOTS for none. */
static size_t find_slot(struct span name)
{
    char text[NAME_ROOM];
    size_t i;

    for (i = 0; i < SLOTS; i++) {
        (void)snprintf(text,
                       sizeof(text),
                       "%s-%zu",
                       rounds[i / TRUSTEES_MAX],
                       i % TRUSTEES_MAX + 1);
        if (span_is_equal(name, span_of_text(text))) {
            return i;
        }
    }
    return SLOTS;
}

static int enter(const struct room *room, const struct room_file *file, size_t *slot)
{
    size_t size = strlen(room->word);

    if (file->word.size != size
        || !secret_is_equal(file->word.data, room->word, size)) {
        return ROOM_UNKNOWN;
    }
    *slot = find_slot(file->name);
    return *slot < SLOTS ? 0 : ROOM_UNKNOWN;
}

static int put(struct buf *file, struct span text)
{
    if (file->size > 0) {
        return span_is_equal(buf_span(file), text) ? 0 : ROOM_TAKEN;
    }
    buf_put_span(file, text);
    return FOLD(buf_status(file));
}

int room_put(struct room *room, const struct room_file *file, struct span text)
{
    size_t slot = 0;
    int r = enter(room, file, &slot);

    if (r == 0 && (text.size == 0 || text.size > ROOM_FILE_MAX)) {
        r = ROOM_LARGE;
    }
    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&room->lock);
    r = put(&room->files[slot], text);
    (void)pthread_mutex_unlock(&room->lock);
    return r;
}

int room_get(struct room *room, const struct room_file *file, struct buf *out)
{
    size_t slot = 0;
    int r = enter(room, file, &slot);

    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&room->lock);
    if (room->files[slot].size == 0) {
        r = ROOM_ABSENT;
    } else {
        buf_put_span(out, buf_span(&room->files[slot]));
        r = FOLD(buf_status(out));
    }
    (void)pthread_mutex_unlock(&room->lock);
    return r;
}
