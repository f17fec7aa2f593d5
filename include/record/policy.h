/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The witnesses an election relies on, and how many of them make a checkpoint
 * "witnessed": the definition's `policy`, in C2SP tlog-policy. A log line, if there is
 * one, must be the election's own log. Names are bytes, compared as they are.
 */
#ifndef RECORD_POLICY_H
#define RECORD_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/definition.h"
#include "record/checkpoint.h"
#include "record/vkey.h"

enum {
    POLICY_NODES_MAX = 64, /* witnesses and groups together */
    POLICY_NAME_SIZE = 128,
};

/* A witness, or a group of nodes before it. */
struct policy_node {
    char name[POLICY_NAME_SIZE];
    unsigned need;    /* of a group: how many members must have witnessed; else 0 */
    uint64_t members; /* of a group: bit k, node k */
    struct vkey key;  /* of a witness */
    char url[POLICY_LINE_SIZE]; /* of a witness: its submission prefix, or "" */
};

struct policy {
    size_t count;
    struct policy_node nodes[POLICY_NODES_MAX];
    bool has_quorum; /* false: `quorum none` */
    size_t quorum;   /* the node that must have witnessed */
};

enum policy_refusal {
    POLICY_MALFORMED = 1, /* a line that is none, a key that is none, no quorum line */
    POLICY_LOG,           /* a log that is not this election's */
    POLICY_NAME,          /* a name used before, or not defined */
    POLICY_KEY,           /* a witness's key twice */
    POLICY_GROUP,         /* a count out of range, or a member of two groups */
};

/* `line` is the line of a refusal, from 1; 0 when it is of the whole. May be NULL. */
MUST_USE int
policy_new(const struct definition *definition, size_t *line, struct policy **out);
void policy_free(struct policy *policy);

/* A sentence for people. Never NULL. */
const char *policy_refusal_text(int refusal);

/* What witnesses say of a checkpoint. */
struct policy_view {
    unsigned witnesses; /* that cosigned */
    int64_t earliest;   /* of their times, unix seconds; 0 when there are none */
    int64_t latest;
    bool is_met; /* the quorum; `quorum none` is always met */
};

/* Looks at each witness's line; CHECKPOINT_FALSE of one that is not its signature. */
MUST_USE int policy_judge(const struct policy *policy,
                          const struct checkpoint *checkpoint,
                          struct policy_view *out);

OWNED(policy)

#endif
