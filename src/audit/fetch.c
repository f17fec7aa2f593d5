// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/fetch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "record/checkpoint.h"
#include "record/folder.h"

#include "fetch_job.h"

enum {
    FILE_NAME_SIZE = 64,
};

static const char *const texts[FETCH_REFUSALS] = {
    [0] = "done",
    [FETCH_ADDRESS] = "this is no http or https address",
    [FETCH_UNREACHABLE] = "the server does not answer as it should",
    [FETCH_ABSENT] = "the server does not have it",
    [FETCH_MALFORMED] = "this is not of its form",
    [FETCH_SIGNATURE] = "the checkpoint is not signed by the election's log key",
    [FETCH_ROOT] = "the hashes served do not make the checkpoint's root",
    [FETCH_ENTRY] = "an entry served is not the one its hash names",
    [FETCH_OBJECT] = "an object served is not the one its name says",
    [FETCH_ELECTION] = "this is another election than the code given",
    [FETCH_OLDER] = "the server shows an earlier state than this folder holds",
    [FETCH_FORK] = "ANOTHER HISTORY than this folder holds: the log is false",
    [FETCH_DAMAGED] = "the folder's own files contradict each other",
    [FETCH_DENIED] = "the folder cannot be written",
};

const char *fetch_refusal_text(int refusal)
{
    return refusal < 0 || refusal >= FETCH_REFUSALS ? "unknown" : texts[refusal];
}

static void job_deinit(struct fetch_job *job)
{
    http_free(job->http);
    buf_deinit(&job->note);
    tree_free(job->tree);
}

/* What the folder's checkpoint says; who signed it is looked at with the new one. */
static int read_old(struct fetch_job *job)
{
    CLEANUP(buf_deinit) struct buf note;
    struct checkpoint checkpoint;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    r = folder_checkpoint(job->order->folder, &note);
    if (r == FOLDER_ABSENT) {
        return tree_new(&job->tree);
    }
    if (r == 0) {
        r = checkpoint_parse(buf_span(&note), &checkpoint);
    }
    if (r != 0) {
        return r < 0 ? r : fetch_refuse(job, FETCH_DAMAGED, "checkpoint");
    }
    job->old = checkpoint.head;
    job->report->before = checkpoint.head.size;
    return fetch_tiles_old(job);
}

static int read_offer(struct fetch_job *job)
{
    struct checkpoint checkpoint;
    int r;

    r = fetch_web_find(job);
    if (r != 0) {
        return r;
    }
    r = checkpoint_parse(buf_span(&job->note), &checkpoint);
    if (r != 0) {
        return r < 0 ? r : fetch_refuse(job, FETCH_MALFORMED, "checkpoint");
    }
    job->head = checkpoint.head;
    return job->head.size > 0 ? 0 : fetch_refuse(job, FETCH_ABSENT, "entry 0");
}

static int check_signature(struct fetch_job *job)
{
    struct tree_head head;
    int r;

    r = checkpoint_open(buf_span(&job->note), &job->log, &head);
    return r <= 0 ? r : fetch_refuse(job, FETCH_SIGNATURE, "checkpoint");
}

/*
 * Two signed checkpoints that do not extend each other prove fraud or loss: the second
 * is kept. One that the log known here did not sign proves nothing about it.
 */
static int judge_fork(struct fetch_job *job)
{
    char name[FILE_NAME_SIZE];
    int r;

    r = fetch_entries_known(job);
    if (r == 0) {
        r = check_signature(job);
    }
    if (r != 0) {
        return r;
    }
    (void)snprintf(name, sizeof(name), "checkpoints/%" PRIu64 ".other", job->head.size);
    r = fetch_file_write(job, name, buf_span(&job->note));
    return r != 0 ? r : fetch_refuse(job, FETCH_FORK, name);
}

static int check_election(struct fetch_job *job)
{
    struct code code;

    if (job->order->election == NULL) {
        return 0;
    }
    code_of_election(&job->report->eid, &code);
    return memcmp(code.bytes, job->order->election->bytes, CODE_BYTES) == 0
               ? 0
               : fetch_refuse(job, FETCH_ELECTION, "entry 0");
}

/* Everything that must be right before a byte is written. */
static int judge(struct fetch_job *job)
{
    int r;

    r = read_offer(job);
    if (r == 0) {
        r = read_old(job);
    }
    if (r == 0) {
        r = fetch_tiles_new(job);
    }
    if (r == 0) {
        r = fetch_entries_first(job);
    }
    if (r == 0) {
        r = check_signature(job);
    }
    return r != 0 ? r : check_election(job);
}

static int write_checkpoint(struct fetch_job *job)
{
    char name[FILE_NAME_SIZE];
    int r;

    (void)snprintf(name, sizeof(name), "checkpoints/%" PRIu64, job->head.size);
    r = fetch_file_write(job, name, buf_span(&job->note));
    return r != 0 ? r : fetch_file_write(job, "checkpoint", buf_span(&job->note));
}

static int take(struct fetch_job *job)
{
    int r;

    job->report->size = job->head.size;
    r = fetch_tiles_write(job);
    if (r == 0) {
        r = fetch_entries_all(job);
    }
    if (r == 0) {
        r = fetch_objects(job);
    }
    if (r == 0) {
        r = fetch_cosigned(job);
    }
    return r != 0 ? r : write_checkpoint(job);
}

int fetch_record(const struct fetch_order *order, struct fetch_report *out)
{
    CLEANUP(job_deinit) struct fetch_job job = {.order = order, .report = out};
    int r;

    *out = (struct fetch_report){.before = 0};
    buf_init(&job.note, CHECKPOINT_SIZE_MAX);
    r = http_new(&job.http);
    if (r != 0) {
        return r;
    }
    r = judge(&job);
    if (r == FETCH_FORK) {
        return judge_fork(&job);
    }
    if (r == 0) {
        r = take(&job);
    }
    if (r == 0) {
        out->where[0] = 0;
    }
    return r;
}
