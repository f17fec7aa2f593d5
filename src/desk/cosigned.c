// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cosigned.h"

#include <dirent.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "record/policy.h"
#include "record/watch.h"

enum {
    MODE = 0644,
    NAME_SIZE_MAX = 32,
    SKEW = 4 * 60,     /* seconds: a minute less than `verify` allows */
    QUARTER = 15 * 60, /* seconds between those listed */
};

/* What is known of a note that is kept. */
struct kept {
    uint64_t size;
    int64_t time; /* the latest of its witnesses' */
    bool is_met;
};

struct cosigned {
    char folder[FILE_PATH_SIZE];
    pthread_mutex_t lock;
    struct policy *policy; /* NULL before there is a definition */
    struct vkey log;
    size_t count;
    size_t room;
    struct kept *list; /* ascending */
};

int cosigned_new(const char *dir, struct cosigned **out)
{
    struct cosigned *cosigned = calloc(1, sizeof(*cosigned));
    int r;

    if (!cosigned) {
        return FAULT(FAULT_MEMORY);
    }
    (void)pthread_mutex_init(&cosigned->lock, NULL);
    r = FOLD(file_join(dir, "cosigned", cosigned->folder));
    if (r != 0) {
        cosigned_free(cosigned);
        return r;
    }
    *out = cosigned;
    return 0;
}

void cosigned_free(struct cosigned *cosigned)
{
    if (cosigned) {
        policy_free(cosigned->policy);
        (void)pthread_mutex_destroy(&cosigned->lock);
        free(cosigned->list);
        free(cosigned);
    }
}

static int path_of(const struct cosigned *cosigned, uint64_t size, char *out)
{
    char name[NAME_SIZE_MAX];

    (void)snprintf(name, sizeof(name), "%" PRIu64, size);
    return FOLD(file_join(cosigned->folder, name, out));
}

static int read_note(const struct cosigned *cosigned, uint64_t size, struct buf *out)
{
    char path[FILE_PATH_SIZE];
    int r = path_of(cosigned, size, path);

    if (r == 0) {
        r = file_read(path, out);
    }
    return r == FILE_ABSENT ? COSIGNED_UNKNOWN : FOLD(r);
}

/* In its place, which is the last one nearly always. */
static int note_kept(struct cosigned *cosigned, const struct kept *kept)
{
    size_t place = cosigned->count;

    while (place > 0 && cosigned->list[place - 1].size >= kept->size) {
        place--;
    }
    if (place < cosigned->count && cosigned->list[place].size == kept->size) {
        cosigned->list[place] = *kept;
        return 0;
    }
    if (cosigned->count == cosigned->room) {
        size_t room = cosigned->room == 0 ? 64 : 2 * cosigned->room;
        struct kept *list = realloc(cosigned->list, room * sizeof(*list));

        if (!list) {
            return FAULT(FAULT_MEMORY);
        }
        cosigned->list = list;
        cosigned->room = room;
    }
    memmove(&cosigned->list[place + 1],
            &cosigned->list[place],
            (cosigned->count - place) * sizeof(*kept));
    cosigned->list[place] = *kept;
    cosigned->count++;
    return 0;
}

static int judge(struct cosigned *cosigned, struct span note)
{
    struct checkpoint checkpoint;
    struct policy_view view;
    struct kept kept;
    int r = checkpoint_parse(note, &checkpoint);

    if (r == 0) {
        r = checkpoint_verify(&checkpoint, &cosigned->log);
    }
    if (r == 0) {
        r = policy_judge(cosigned->policy, &checkpoint, &view);
    }
    if (r != 0) {
        return r < 0 ? r : COSIGNED_USELESS;
    }
    kept.size = checkpoint.head.size;
    kept.time = view.latest;
    kept.is_met = cosigned->policy->has_quorum && view.is_met;
    return note_kept(cosigned, &kept);
}

/* One of the folder's names; what is no size, or not what it should be, is left. */
static int look_at(struct cosigned *cosigned, const char *name)
{
    struct buf note;
    uint64_t size = 0;
    int r;

    if (watch_parse_size(span_of_text(name), &size) != 0) {
        return 0;
    }
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = read_note(cosigned, size, &note);
    if (r == 0) {
        r = judge(cosigned, buf_span(&note));
    }
    buf_deinit(&note);
    return r < 0 ? r : 0;
}

static int scan(struct cosigned *cosigned)
{
    struct dirent **names = NULL;
    int count = scandir(cosigned->folder, &names, NULL, versionsort);
    int i;
    int r = 0;

    for (i = 0; i < count; i++) {
        if (r == 0) {
            r = look_at(cosigned, names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
    return r;
}

static int begin(struct cosigned *cosigned, const struct definition *definition)
{
    int r;

    if (cosigned->policy) {
        return 0;
    }
    r = FOLD(vkey_make(definition->origin, VKEY_LOG, &definition->log, &cosigned->log));
    if (r == 0) {
        r = FOLD(policy_new(definition, NULL, &cosigned->policy));
    }
    return r == 0 ? scan(cosigned) : r;
}

int cosigned_begin(struct cosigned *cosigned, const struct definition *definition)
{
    int r;

    (void)pthread_mutex_lock(&cosigned->lock);
    r = begin(cosigned, definition);
    (void)pthread_mutex_unlock(&cosigned->lock);
    return r;
}

/* What is kept of this size, or the note with the log's signature alone. */
static int
make_base(struct cosigned *cosigned, const struct checkpoint *answer, struct buf *out)
{
    int r = read_note(cosigned, answer->head.size, out);

    if (r != COSIGNED_UNKNOWN) {
        return r;
    }
    buf_put_span(out, answer->text);
    buf_put_u8(out, '\n');
    return checkpoint_put_lines(answer, &cosigned->log, out);
}

static bool is_now(int64_t time, int64_t now)
{
    return now == 0 || (time >= now - SKEW && time <= now + SKEW);
}

/* Appends to the base what a witness signed, unless it is there. COSIGNED_USELESS. */
static int take(const struct policy_node *node,
                const struct checkpoint *answer,
                int64_t now,
                struct buf *base)
{
    struct checkpoint known;
    int64_t time = 0;
    int r;

    r = node->need > 0 ? CHECKPOINT_UNSIGNED
                       : checkpoint_cosigned(answer, &node->key, &time);
    if (r != 0 || !is_now(time, now)) {
        return r < 0 ? r : COSIGNED_USELESS;
    }
    r = FOLD(checkpoint_parse(buf_span(base), &known));
    if (r == 0) {
        r = checkpoint_cosigned(&known, &node->key, &time);
        r = r == CHECKPOINT_UNSIGNED ? checkpoint_put_lines(answer, &node->key, base)
                                     : FOLD(r);
    }
    return r;
}

static int add(struct cosigned *cosigned,
               const struct checkpoint *answer,
               int64_t now,
               struct buf *base)
{
    char path[FILE_PATH_SIZE];
    bool is_useful = false;
    size_t i;
    int r = make_base(cosigned, answer, base);

    for (i = 0; r == 0 && i < cosigned->policy->count; i++) {
        r = take(&cosigned->policy->nodes[i], answer, now, base);
        is_useful = is_useful || r == 0;
        r = r == COSIGNED_USELESS ? 0 : r;
    }
    if (r != 0 || !is_useful) {
        return r != 0 ? r : COSIGNED_USELESS;
    }
    r = path_of(cosigned, answer->head.size, path);
    if (r == 0) {
        r = FOLD(file_make_parents(path));
    }
    if (r == 0) {
        r = FOLD(file_replace(path, buf_span(base), MODE));
    }
    return r == 0 ? FOLD(judge(cosigned, buf_span(base))) : r;
}

int cosigned_add(struct cosigned *cosigned,
                 struct span note,
                 struct span lines,
                 int64_t now)
{
    struct checkpoint answer;
    struct buf whole;
    struct buf base;
    int r;

    buf_init(&whole, CHECKPOINT_SIZE_MAX);
    buf_init(&base, CHECKPOINT_SIZE_MAX);
    buf_put_span(&whole, note);
    buf_put_span(&whole, lines);
    (void)pthread_mutex_lock(&cosigned->lock);
    r = buf_status(&whole);
    if (r == 0 && cosigned->policy) {
        r = checkpoint_parse(buf_span(&whole), &answer);
    }
    if (r > 0 || !cosigned->policy) {
        r = COSIGNED_USELESS;
    } else if (r == 0) {
        r = add(cosigned, &answer, now, &base);
    }
    (void)pthread_mutex_unlock(&cosigned->lock);
    buf_deinit(&whole);
    buf_deinit(&base);
    return r;
}

int cosigned_read(struct cosigned *cosigned, uint64_t size, struct buf *out)
{
    /* A file is replaced in one step: no lock is needed. */
    return read_note(cosigned, size, out);
}

int cosigned_covering(struct cosigned *cosigned, uint64_t index, struct buf *out)
{
    uint64_t found = 0;
    size_t low = 0;
    size_t i;

    (void)pthread_mutex_lock(&cosigned->lock);
    for (i = cosigned->count; low < i;) {
        size_t middle = low + (i - low) / 2;

        if (cosigned->list[middle].size > index) {
            i = middle;
        } else {
            low = middle + 1;
        }
    }
    for (; found == 0 && i < cosigned->count; i++) {
        found = cosigned->list[i].is_met ? cosigned->list[i].size : 0;
    }
    (void)pthread_mutex_unlock(&cosigned->lock);
    return found == 0 ? COSIGNED_UNKNOWN : FOLD(read_note(cosigned, found, out));
}

uint64_t cosigned_largest(struct cosigned *cosigned)
{
    uint64_t size = 0;
    size_t i;

    (void)pthread_mutex_lock(&cosigned->lock);
    for (i = cosigned->count; size == 0 && i > 0; i--) {
        size = cosigned->list[i - 1].is_met ? cosigned->list[i - 1].size : 0;
    }
    (void)pthread_mutex_unlock(&cosigned->lock);
    return size;
}

int cosigned_sizes(struct cosigned *cosigned, struct buf *out)
{
    int64_t next = INT64_MIN;
    size_t i;

    (void)pthread_mutex_lock(&cosigned->lock);
    for (i = 0; i < cosigned->count; i++) {
        const struct kept *kept = &cosigned->list[i];

        if (kept->time >= next || i + 1 == cosigned->count) {
            buf_printf(out, "%" PRIu64 "\n", kept->size);
            next = kept->time + QUARTER;
        }
    }
    (void)pthread_mutex_unlock(&cosigned->lock);
    return FOLD(buf_status(out));
}
