/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The count a report is about: of ballots, counted now, or a sheet made before. */
#ifndef TALLY_SUBJECT_H
#define TALLY_SUBJECT_H

#include "base/attr.h"
#include "core/bytes.h"
#include "core/sheet.h"
#include "post/story.h"

#include "counting.h"

/* What the options say. Either ballots and rules, or a sheet, or a record. */
struct subject_options {
    struct counting counting;
    const char *sheet;
    const char *record;
    uint32_t constituency;
};

#define SUBJECT_OPTIONS(options)                                                       \
    TEXT("ballots", &(options)->counting.ballots),                                     \
        TEXT("rules", &(options)->counting.rules), TEXT("sheet", &(options)->sheet),   \
        TEXT("record", &(options)->record),                                            \
        NUMBER("constituency", &(options)->constituency),                              \
        COUNTING_OPTIONS(&(options)->counting)

#define SUBJECT_USAGE                                                                  \
    "--record DIR|URL [--constituency N] | --sheet FILE.json | --ballots FILE "        \
    "--rules ID " COUNTING_USAGE

struct subject {
    struct slate *slate;
    struct rankings *rankings; /* NULL: the sheet has no papers */
    struct sheet *sheet;
    struct story *story;
    const char *warning;            /* of a record that is practice; or NULL */
    char seed[2 * DIGEST_SIZE + 1]; /* of the record's lots; or "" */
};

/* COMMAND_USAGE, COMMAND_REFUSED or COMMAND_LOT are said on stderr. */
MUST_USE int subject_open(const struct subject_options *options, struct subject *out);
void subject_deinit(struct subject *subject);

/* The candidate of this name, or number; 0, said on stderr, when there is none or
 * several fit. */
uint8_t subject_find(const struct slate *slate, const char *name);

#endif
