/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How long an election's papers are kept (rule 57): a year, unless the board of
 * directors says otherwise. What was done and directed stands in the record as notes of
 * kind `retention`, each with a code.
 */
#ifndef CORE_RETENTION_H
#define CORE_RETENTION_H

#include <stdbool.h>
#include <stdint.h>

enum retention_code {
    RETENTION_SEALED = 1,    /* the packets of rule 54 are sealed and delivered */
    RETENTION_BOARD_KEEP,    /* the board directs: keep until it says otherwise */
    RETENTION_BOARD_DESTROY, /* the board directs: destroy, or as rule 57 has it again
                              */
    RETENTION_DESTROYED,     /* an officer's act: personal data are destroyed */
    RETENTION_CODES,
};

/* "sealed", "board-keep", "board-destroy", "destroyed"; NULL outside the enum. */
const char *retention_code_name(enum retention_code code);

/* 0 for a code that means nothing to the program. */
enum retention_code retention_code_of(const char *name);

/* What the record says; times 0 for what did not happen. */
struct retention {
    int64_t declared_at; /* the year begins */
    int64_t sealed_at;
    int64_t destroyed_at;
    enum retention_code direction; /* the board's last, or 0 */
    int64_t directed_at;
};

/* A note takes effect; before the declaration, and after destruction, none does. */
void retention_note(struct retention *retention, const char *code, int64_t time);

/* From when on destruction is due: midday of a day a year on, or the board's direction;
 * 0 when nothing is to be destroyed, or is destroyed already. */
int64_t retention_due(const struct retention *retention);

/* Whether it may be done now. */
bool retention_is_due(const struct retention *retention, int64_t now);

/* The last day on which the election may be questioned (rule 66), its midday: 21
 * calendar days from the declaration; 0 before it. */
int64_t retention_questions(const struct retention *retention);

#endif
