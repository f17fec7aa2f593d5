/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What follows a poll: the officers' box (type 15), the objects of mixers and trustees
 * (9 and 10), the result (11).
 */
#ifndef CORE_RESULT_H
#define CORE_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/constituency.h"
#include "core/register.h"

/* A mix (index = k) or a set of shares (index = trustee j). */
struct contribution {
    uint16_t cid;
    uint8_t index;
    struct object_ref object;
};

/* Headings of rejection, rules FPP44 and STV44 (a)…(d), and in part. */
enum heading {
    HEADING_FEATURES,   /* (a) lacks features against reproduction */
    HEADING_OVERVOTE,   /* FPP (b) more votes than entitled; STV (b) no first preference
                         */
    HEADING_IDENTIFIES, /* (c) identifies the voter */
    HEADING_UNCERTAIN,  /* (d) unmarked or uncertain */
    HEADINGS,
};

struct box_list {
    uint16_t cid;
    uint64_t online;
    uint64_t received;
    uint64_t entered;
    uint64_t rejected[HEADINGS];
    uint64_t disqualified;
    bool is_waived;
};

struct box_document {
    size_t count; /* the contested constituencies, ascending */
    struct box_list lists[CONSTITUENCIES_MAX];
};

struct result_list {
    uint16_t cid;
    uint64_t electorate;
    uint64_t by_channel[CHANNEL_END];   /* standing votes */
    uint64_t by_register[REGISTER_END]; /* replacements made */
    uint64_t rejected[HEADINGS];
    uint64_t unreadable;
    size_t lot_count;
    uint8_t lots[CANDIDATES_MAX]; /* in the order drawn */
    struct object_ref sheet;      /* the count sheet's JSON */
    size_t elected_count;
    uint8_t elected[CANDIDATES_MAX]; /* in order of election */
};

struct result_document {
    size_t count;              /* the constituencies counted, ascending */
    struct result_list *lists; /* owned */
    bool has_seed;
    struct digest seed;             /* of the lots; its SHA-256 is in the definition */
    char declaration[WORDING_SIZE]; /* the sentence the officers sign */
};

/* "features", "overvote", "identifies", "uncertain"; NULL outside the enum. */
const char *result_heading_name(enum heading heading);

#endif
