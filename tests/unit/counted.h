/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A ballot file counted, and its story, for what tells of counts. */
#ifndef UNIT_COUNTED_H
#define UNIT_COUNTED_H

#include "count/count.h"
#include "post/story.h"
#include "wire/blt.h"

struct counted {
    struct blt blt;
    struct sheet *sheet;
    struct story *story;
};

/* Lots prefer the lower number. */
struct counted counted_of(const char *text, enum rule_set rules);

/* As the input says otherwise; slate and rankings are filled in. */
struct counted counted_by(const char *text, struct count_input *input);
void counted_deinit(struct counted *counted);

/* Ann and Bo with surpluses, Cy, Di and Ed; Flo has died. */
extern const char counted_ward[];

#endif
