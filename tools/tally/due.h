/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who has a voter number and has not voted with it: the daemon says which numbers are
 * done and hands out the sealed ones, and the officer's key opens them here. It lives
 * in memory only and is never shown (rule 67).
 */
#ifndef TALLY_DUE_H
#define TALLY_DUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "login.h"

struct due {
    uint16_t cid;
    char member[SEALBOX_REFERENCE_MAX]; /* the membership number */
};

struct due_list {
    size_t count;
    struct due *rows; /* ascending by member */
};

/* COMMAND_REFUSED, said on stderr. due_deinit in either case. */
MUST_USE int due_ask(const struct login *login, struct due_list *out);
void due_deinit(struct due_list *list);

/* NULL: no such member, or none who is due. */
const struct due *due_find(const struct due_list *list, const char *member);

#endif
