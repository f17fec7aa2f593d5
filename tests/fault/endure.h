/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An act of the desk under every trouble, n = 1, 2, … until it succeeds. After each
 * failure the act stands whole or not at all, in both databases and after a restart;
 * `electiond check` finds nothing; and the act, asked for again, succeeds.
 */
#ifndef TESTS_ENDURE_H
#define TESTS_ENDURE_H

#include <stdbool.h>

#include "town.h"

struct trial {
    const char *name;
    void (*ready)(struct town *town); /* before each try; or NULL */
    int (*run)(struct town *town);    /* the act alone: what it needs was made ready */
    bool (*is_done)(struct town *town);
    bool comes_again; /* asked for each second: it may succeed without being done yet */
};

void endure(struct town *town, const struct trial *trial);

/* Whether the record has an entry more than before the act. */
bool endure_has_entry(struct town *town);

/* Keeps the closed folder's files, puts them back, and forgets them. */
void endure_keep(const struct town *town);
void endure_put_back(struct town *town);
void endure_forget(void);

/* SHA-256 of all rows of both databases. */
struct digest endure_rows(const struct town *town);

/* `electiond check` of the closed folder. */
void endure_check(const struct town *town);

#endif
