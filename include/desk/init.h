/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * electiond init: a new election folder (house.md §8) with the daemon's key, the
 * officer it trusts, explained settings and empty databases.
 */
#ifndef DESK_INIT_H
#define DESK_INIT_H

#include "base/attr.h"
#include "core/bytes.h"

enum init_refusal {
    INIT_EXISTS = 1, /* there is something at that place */
    INIT_NO_PARENT,  /* the folder it should lie in is missing or not writable */
};

struct init_order {
    const char *dir;
    struct sign_key officer;
    const char *settings; /* the text of electiond.conf, each setting explained */
};

/* All or nothing. Gives the log key that the definition must carry. */
MUST_USE int desk_init(const struct init_order *order, struct sign_key *log);

#endif
