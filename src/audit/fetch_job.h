/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Inside fetch: one copy on its way. */
#ifndef AUDIT_FETCH_JOB_H
#define AUDIT_FETCH_JOB_H

#include <stddef.h>
#include <stdint.h>

#include "audit/fetch.h"
#include "base/buf.h"
#include "net/http.h"
#include "record/proof.h"
#include "record/tiles.h"
#include "record/tree.h"
#include "record/vkey.h"

struct fetch_job {
    const struct fetch_order *order;
    struct fetch_report *report;
    struct http *http;
    char base[HTTP_ADDRESS_SIZE];
    struct buf note;       /* the checkpoint offered */
    struct tree_head head; /* what it says */
    struct tree_head old;  /* what the folder held; size 0: nothing */
    struct tree *tree;     /* of both */
    struct vkey log;
};

/* GET base/path. FETCH_ABSENT when the server has none. */
int fetch_web_get(struct fetch_job *job, const char *path, struct buf *out);

/* Finds base: url/record, or url itself; and reads its checkpoint. */
int fetch_web_find(struct fetch_job *job);

/* A file of the folder: whole, or FETCH_ABSENT; and written in one step. */
int fetch_file_read(const struct fetch_job *job, const char *name, struct buf *out);
int fetch_file_write(struct fetch_job *job, const char *name, struct span bytes);

/* The tree of what the folder held, and then of what is offered. */
int fetch_tiles_old(struct fetch_job *job);
int fetch_tiles_new(struct fetch_job *job);
int fetch_tiles_write(struct fetch_job *job);

/* The definition, and from it the log's key. */
int fetch_entries_first(struct fetch_job *job);

/* The same of the definition that the folder holds. */
int fetch_entries_known(struct fetch_job *job);

/* All bundles there are, checked against the tree and written. */
int fetch_entries_all(struct fetch_job *job);

/* Every object that the entries held name. */
int fetch_objects(struct fetch_job *job);

/* Every cosigned checkpoint that the server lists. */
int fetch_cosigned(struct fetch_job *job);

/* Says where, and gives the refusal back. */
int fetch_refuse(struct fetch_job *job, int refusal, const char *where);

#endif
