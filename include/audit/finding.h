/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a verification found: stage by stage, check by check, with what was counted.
 * The stages are those of protocol.md §9, in its order; `tally verify` ends with exit
 * code 10 + the first stage that failed.
 */
#ifndef AUDIT_FINDING_H
#define AUDIT_FINDING_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"

enum stage {
    STAGE_CHECKPOINT = 1,
    STAGE_CONSISTENCY,
    STAGE_ENTRIES,
    STAGE_DEFINITION,
    STAGE_CEREMONY,
    STAGE_ROLL,
    STAGE_RULES,
    STAGE_ELECTORS,
    STAGE_BOX,
    STAGE_INPUTS,
    STAGE_MIXES,
    STAGE_SHARES,
    STAGE_PLAINTEXTS,
    STAGE_RECOUNT,
    STAGE_RESULT,
    STAGES,
};

/* "checkpoint", "consistency", … */
const char *finding_stage_name(enum stage stage);

enum verdict {
    VERDICT_GOOD = 1,
    VERDICT_NOTE,    /* good, but worth knowing: what was ignored, what is not here */
    VERDICT_WAITING, /* the record does not reach that far yet */
    VERDICT_BAD,
    VERDICTS,
};

enum {
    FINDING_DETAIL_SIZE = 240,
};

struct finding {
    enum stage stage;
    enum verdict verdict;
    const char *check;     /* its name in the table; static */
    const char *violation; /* what is wrong (audit/violation); "" when nothing is */
    uint64_t count;        /* of what it looked at */
    char detail[FINDING_DETAIL_SIZE];
};

struct findings {
    size_t count;
    size_t room;
    struct finding *list;
};

void finding_clear(struct findings *findings);

/* One more; its detail from a format. */
MUST_USE PRINTF(3, 0) int finding_add(struct findings *findings,
                                      const struct finding *finding,
                                      const char *format,
                                      va_list arguments);

/* The stage that failed, or 0. */
enum stage finding_failed(const struct findings *findings);

/* Whether the record goes no further than some stage, and which; or 0. */
enum stage finding_waiting(const struct findings *findings);

/* Appends a line a finding, for people; and as JSON, for programs. */
void finding_print(const struct findings *findings, struct buf *out);
void finding_write(const struct findings *findings, struct buf *out);

#endif
