/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What officers record of single numbers while a poll lasts: replacements, the register
 * each is kept in and what stands before it (type 7), disqualifications (8), votes
 * received (13).
 */
#ifndef CORE_REGISTER_H
#define CORE_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
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

/* What comes too late, or comes back (rule 56), and is only registered. */
enum arrival_kind {
    ARRIVAL_VOTE = 1,    /* a vote, after the box was made */
    ARRIVAL_RETURNED,    /* a letter that could not be delivered */
    ARRIVAL_APPLICATION, /* for another voting code, after the close */
    ARRIVAL_END,
};

/* What the officer must be satisfied of before a number is replaced (rules 29 to 31);
 * bits. */
enum register_gate {
    GATE_IDENTITY = 1 << 0, /* of who asks */
    GATE_RECEIVED = 1 << 1, /* no reason to doubt that nothing came */
    GATE_DECLARED = 1 << 2, /* no declaration of identity was returned in the name */
    GATE_VOTED = 1 << 3,    /* the member has not in fact voted */
    GATE_ELIGIBLE = 1 << 4, /* the member should have been on the list of voters */
    GATES = 5,
};

/* Those of a register; of the declaration only where one is made at all. */
unsigned register_gates(enum replace_register kept_in, size_t wording_count);

/* "identity", "received", "declared", "voted", "eligible"; NULL from GATES on. */
const char *register_gate_name(size_t place);

/* The rule that asks for a gate of this register: "29.3"; "" for none of the model's.
 */
const char *register_rule(enum replace_register kept_in);

/* "lost", "spoilt", "tendered", "omitted"; NULL outside the enum. */
const char *register_name(unsigned kept_in);

/* "later", "declaration", "ineligible", "impersonated", "miskeyed", "invalid". */
const char *register_reason_name(unsigned reason);

/* "vote", "returned", "application"; NULL outside the enum. */
const char *register_arrival_name(unsigned kind);

#endif
