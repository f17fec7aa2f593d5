/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The registers of spoilt, lost, tendered and omitted voting information (rules 29 to
 * 31): who was given another number, and what the officer was satisfied of. The numbers
 * themselves stay sealed to the officer, as in store/references.
 */
#ifndef STORE_REISSUES_H
#define STORE_REISSUES_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"
#include "core/register.h"
#include "store/members.h"
#include "store/roll.h"

struct reissue {
    int64_t member;
    enum replace_register kept_in;
    unsigned gates; /* the officer was satisfied of these */
    char day[MEMBER_DAY_SIZE];
    struct sign_key officer;
};

/* Marked with the SHA-256 of its document, as what store/references adds with it. */
MUST_USE int reissues_add(struct roll *roll,
                          const struct reissue *reissue,
                          const struct digest *mark);
MUST_USE int reissues_undo(struct roll *roll, const struct digest *mark);

/* Those of a register in order, with the numbers before and after, each sealed; empty
 * when there is none. Until one is not 0. */
struct reissue_row {
    struct reissue reissue;
    struct span old_number;
    struct span new_number;
};

typedef int (*reissues_visit)(void *context, const struct reissue_row *row);
MUST_USE int reissues_each(struct roll *roll,
                           enum replace_register kept_in,
                           reissues_visit visit,
                           void *context);

#endif
