// SPDX-License-Identifier: AGPL-3.0-or-later
/* What fetch reads from the net and what it writes into the folder. */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "record/checkpoint.h"

#include "fetch_job.h"

enum {
    STATUS_OK = 200,
    STATUS_FORBIDDEN = 403,
    STATUS_NOT_FOUND = 404,
    STATUS_GONE = 410,
    PATH_SIZE = 160,
    MODE = 0644,
};

int fetch_refuse(struct fetch_job *job, int refusal, const char *where)
{
    (void)snprintf(job->report->where, FETCH_WHERE_SIZE, "%s", where);
    return refusal;
}

static int translate(struct fetch_job *job, int r, const char *path)
{
    if (r == HTTP_ADDRESS) {
        return fetch_refuse(job, FETCH_ADDRESS, path);
    }
    if (r == HTTP_TOO_LARGE) {
        return fetch_refuse(job, FETCH_MALFORMED, path);
    }
    return r < 0 ? r : fetch_refuse(job, FETCH_UNREACHABLE, path);
}

int fetch_web_get(struct fetch_job *job, const char *path, struct buf *out)
{
    char address[HTTP_ADDRESS_SIZE];
    char with_slash[PATH_SIZE];
    struct http_request request = {.verb = HTTP_GET, .address = address};
    struct http_answer answer;
    int r;

    (void)snprintf(with_slash, sizeof(with_slash), "/%s", path);
    r = http_address(job->base, with_slash, address);
    if (r == 0) {
        r = http_send(job->http, &request, out, &answer);
    }
    if (r != 0) {
        return translate(job, r, path);
    }
    if (answer.status == STATUS_OK) {
        return 0;
    }
    buf_reset(out);
    return fetch_refuse(job,
                        answer.status == STATUS_NOT_FOUND
                                || answer.status == STATUS_FORBIDDEN
                                || answer.status == STATUS_GONE
                            ? FETCH_ABSENT
                            : FETCH_UNREACHABLE,
                        path);
}

int fetch_web_find(struct fetch_job *job)
{
    int r;

    r = http_address(job->order->url, "/record", job->base);
    if (r != 0) {
        return translate(job, r, job->order->url);
    }
    r = fetch_web_get(job, "checkpoint", &job->note);
    if (r != FETCH_ABSENT) {
        return r;
    }
    r = http_address(job->order->url, "/", job->base);
    if (r != 0) {
        return translate(job, r, job->order->url);
    }
    return fetch_web_get(job, "checkpoint", &job->note);
}

int fetch_file_read(const struct fetch_job *job, const char *name, struct buf *out)
{
    char path[FILE_PATH_SIZE];
    int r;

    if (file_join(job->order->folder, name, path) != 0) {
        return FETCH_ABSENT;
    }
    r = file_read(path, out);
    return r <= 0 ? r : FETCH_ABSENT;
}

int fetch_file_write(struct fetch_job *job, const char *name, struct span bytes)
{
    char path[FILE_PATH_SIZE];
    int r;

    r = file_join(job->order->folder, name, path);
    if (r == 0) {
        r = file_make_parents(path);
    }
    if (r == 0) {
        r = file_replace(path, bytes, MODE);
    }
    return r <= 0 ? r : fetch_refuse(job, FETCH_DENIED, name);
}
