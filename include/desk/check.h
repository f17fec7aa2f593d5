/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * electiond check: the integrity of both databases, the tree against every checkpoint
 * signed, the objects the entries name, and numbers that must agree. It changes
 * nothing.
 */
#ifndef DESK_CHECK_H
#define DESK_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum check_stage {
    CHECK_FILES = 1, /* folder, keys, modes */
    CHECK_DATABASES, /* integrity of both */
    CHECK_TREE,      /* leaf hashes, every signed checkpoint, the checkpoint file */
    CHECK_WITNESSES, /* checkpoints that witnesses signed, against the tree */
    CHECK_RULES,     /* every entry by the rules of the record */
    CHECK_SPENT,     /* spent numbers and credentials are the entries' */
    CHECK_OBJECTS,   /* sizes and hashes */
    CHECK_ROLL,      /* references and deliveries have their entries */
    CHECK_STAGES,
};

enum check_refusal {
    CHECK_FAILED = 1, /* some stage found a fault: it was told */
    CHECK_LOCKED,     /* the daemon is running */
};

enum check_verdict {
    CHECK_GOOD =
        1,     /* `number` things of the stage were looked at, all as they must be */
    CHECK_BAD, /* `what` is wrong, at place or of number `number` */
};

struct check_line {
    enum check_stage stage;
    enum check_verdict verdict;
    const char *what; /* words of ours, for people */
    uint64_t number;
};

struct check_report {
    void (*tell)(void *context, const struct check_line *line);
    void *context;
};

/* Stage by stage; a later stage that needs an earlier one is left out after a fault. */
MUST_USE int desk_check(const char *dir, const struct check_report *report);

const char *check_stage_name(enum check_stage stage);

#endif
