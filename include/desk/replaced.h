/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The replacements of voting codes, for the console: those in the record, and those
 * that wait for a signature, without telling whose they are; and the registers of rules
 * 29 to 31, which do. */
#ifndef DESK_REPLACED_H
#define DESK_REPLACED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/register.h"
#include "desk/desk.h"
#include "store/reissues.h"

struct replaced {
    bool is_recorded; /* else it waits for a signature */
    int64_t at;       /* when it was recorded */
    uint16_t cid;
    enum replace_register kept_in;
};

/* Those recorded in their order, then those that wait, until one is not 0. */
typedef int (*replaced_visit)(void *context, const struct replaced *replaced);
MUST_USE int desk_replaced(struct desk *desk, replaced_visit visit, void *context);

/* The registers one after another, each in order: who was given another number, and
 * what the officer was satisfied of. The numbers stay sealed. */
typedef int (*reissued_visit)(void *context,
                              const struct reissue *reissue,
                              const struct member *member);
MUST_USE int desk_reissued(struct desk *desk, reissued_visit visit, void *context);

#endif
