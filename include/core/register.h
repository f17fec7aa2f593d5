/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What officers record of single numbers while a poll lasts: replacements and the
 * register each is kept in (type 7), disqualifications (8), votes received (13).
 */
#ifndef CORE_REGISTER_H
#define CORE_REGISTER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/constituency.h"

enum replace_register {
    REGISTER_LOST = 1,
    REGISTER_SPOILT,
    REGISTER_TENDERED,
    REGISTER_OMITTED,
    REGISTER_END,
};

struct replacement {
    uint16_t cid;
    enum replace_register kept_in;
    uint32_t old_number; /* 0 with register omitted */
    uint32_t number;
    struct sign_key credential;
};

enum disqualify_reason {
    REASON_LATER = 1,
    REASON_DECLARATION,
    REASON_INELIGIBLE,
    REASON_IMPERSONATED,
    REASON_MISKEYED,
    REASON_INVALID,
    REASON_END,
};

struct disqualification {
    uint16_t cid;
    uint32_t number; /* 0 for an entered paper */
    enum channel channel;
    enum disqualify_reason reason;
    bool has_entry;
    uint64_t entry; /* index in the record */
};

struct receipt_note {
    uint16_t cid;
    uint32_t number;
    enum channel channel;
};

/* "lost", "spoilt", "tendered", "omitted"; NULL outside the enum. */
const char *register_name(enum replace_register kept_in);

/* "later", "declaration", "ineligible", "impersonated", "miskeyed", "invalid". */
const char *register_reason_name(enum disqualify_reason reason);

#endif
