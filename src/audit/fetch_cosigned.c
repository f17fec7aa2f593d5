// SPDX-License-Identifier: AGPL-3.0-or-later
/* The checkpoints that witnesses have signed too, as far as the server has them. */
#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/reader.h"
#include "record/checkpoint.h"
#include "record/watch.h"

#include "fetch_job.h"

enum {
    NAME_SIZE_MAX = 64,
    SIZES_MAX = 256 << 10, /* bytes of the list */
};

/* How many lines sign the one that is here; 0: none is. */
static int count_known(struct fetch_job *job, const char *name, size_t *out)
{
    struct checkpoint checkpoint;
    struct buf note;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = fetch_file_read(job, name, &note);
    if (r == 0) {
        r = checkpoint_parse(buf_span(&note), &checkpoint);
    }
    *out = r == 0 ? checkpoint.line_count : 0;
    buf_deinit(&note);
    return r < 0 ? r : 0;
}

/* By the log and of this history; one that is not proves another. */
static int judge(struct fetch_job *job, const char *name, struct span note)
{
    struct tree_head head;
    struct digest root;
    char other[NAME_SIZE_MAX];
    int r = checkpoint_open(note, &job->log, &head);

    if (r != 0) {
        return r < 0 ? r : fetch_refuse(job, FETCH_SIGNATURE, name);
    }
    if (head.size == 0 || head.size > job->head.size) {
        return fetch_refuse(job, FETCH_MALFORMED, name);
    }
    r = FOLD(tree_root(job->tree, head.size, &root));
    if (r != 0 || span_is_equal(SPAN(root), SPAN(head.root))) {
        return r;
    }
    (void)snprintf(other, sizeof(other), "checkpoints/%" PRIu64 ".other", head.size);
    r = fetch_file_write(job, other, note);
    return r != 0 ? r : fetch_refuse(job, FETCH_FORK, other);
}

static int take_note(struct fetch_job *job, const char *name, size_t known)
{
    struct checkpoint checkpoint;
    struct buf note;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = fetch_web_get(job, name, &note);
    if (r == 0) {
        r = judge(job, name, buf_span(&note));
    }
    if (r == 0) {
        r = FOLD(checkpoint_parse(buf_span(&note), &checkpoint));
    }
    if (r == 0) {
        job->report->cosigned++;
        r = checkpoint.line_count > known ? fetch_file_write(job, name, buf_span(&note))
                                          : 0;
    }
    buf_deinit(&note);
    return r == FETCH_ABSENT ? 0 : r;
}

/* What is here is looked for again only where more may have signed: at the end. */
static int take_size(struct fetch_job *job, uint64_t size)
{
    char name[NAME_SIZE_MAX];
    size_t known = 0;
    int r;

    (void)snprintf(name, sizeof(name), "cosigned/%" PRIu64, size);
    r = count_known(job, name, &known);
    if (r == 0 && known > 0 && size != job->head.size) {
        job->report->cosigned++;
        return 0;
    }
    return r != 0 ? r : take_note(job, name, known);
}

static int take_list(struct fetch_job *job, struct span list)
{
    struct reader reader;
    uint64_t size = 0;
    int r = 0;

    reader_init(&reader, list);
    while (r == 0 && !reader_is_empty(&reader)) {
        if (watch_parse_size(reader_line(&reader), &size) != 0) {
            return fetch_refuse(job, FETCH_MALFORMED, "cosigned/sizes");
        }
        /* The record may have grown since its checkpoint was read. */
        r = size <= job->head.size && size > 0 ? take_size(job, size) : 0;
    }
    return r;
}

int fetch_cosigned(struct fetch_job *job)
{
    struct buf list;
    int r;

    buf_init(&list, SIZES_MAX);
    r = fetch_web_get(job, "cosigned/sizes", &list);
    if (r == 0) {
        r = take_list(job, buf_span(&list));
    } else if (r == FETCH_ABSENT) {
        r = take_size(job, job->head.size); /* of a copy on any web server */
    }
    buf_deinit(&list);
    return r;
}
