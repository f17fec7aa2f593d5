/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines that somebody types, or a scanner: one at a time, as long as they come. */
#ifndef TALLY_TYPED_H
#define TALLY_TYPED_H

#include "base/attr.h"
#include "base/span.h"

enum {
    TYPED_SIZE = 256,
};

enum typed_refusal {
    TYPED_END = 1, /* no more */
    TYPED_LONG,    /* a line longer than any that is asked for; skipped */
};

struct typed {
    char line[TYPED_SIZE];
};

/* The next line of standard input, without blanks at its ends. Prompts on a terminal
 * only. */
MUST_USE int typed_next(const char *prompt, struct typed *out);

/* The next word of the text, taken off its front; empty at its end. */
struct span typed_word(struct span *text);

/* Whether the word is this one, in any case. */
int typed_is(struct span word, const char *one);

#endif
