/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The patterns of sentences. %v votes, %o the other votes, %s both, %x a value, %p
 * papers, %q seats, %r one more than these, %w and %k the two votes as quotas, %b the
 * stage looked back to; %N all the fact is about, %A and %B
 * the first and second of them, %C whom the lot chose, %P what for. {one|many} by
 * papers, [one|many] by candidates.
 */
#ifndef POST_SENTENCE_PARTS_H
#define POST_SENTENCE_PARTS_H

#include "post/story.h"

const char *sentence_pattern(const struct story *story, const struct fact *fact);

#endif
