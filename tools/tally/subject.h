/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The count a report is about: of ballots, counted now, or a sheet made before. */
#ifndef TALLY_SUBJECT_H
#define TALLY_SUBJECT_H

#include "base/attr.h"
#include "core/sheet.h"
#include "post/story.h"

#include "counting.h"

/* What the options say. Either ballots and rules, or a sheet. */
struct subject_options {
    struct counting counting;
    const char *sheet;
};

#define SUBJECT_OPTIONS(options)                                                       \
    TEXT("ballots", &(options)->counting.ballots),                                     \
        TEXT("rules", &(options)->counting.rules), TEXT("sheet", &(options)->sheet),   \
        COUNTING_OPTIONS(&(options)->counting)

#define SUBJECT_USAGE                                                                  \
    "--sheet FILE.json | --ballots FILE.blt --rules ID " COUNTING_USAGE

struct subject {
    struct slate *slate;
    struct rankings *rankings; /* NULL: the sheet has no papers */
    struct sheet *sheet;
    struct story *story;
};

/* COMMAND_USAGE, COMMAND_REFUSED or COMMAND_LOT are said on stderr. */
MUST_USE int subject_open(const struct subject_options *options, struct subject *out);
void subject_deinit(struct subject *subject);

/* The candidate of this name, or number; 0, said on stderr, when there is none or
 * several fit. */
uint8_t subject_find(const struct slate *slate, const char *name);

#endif
