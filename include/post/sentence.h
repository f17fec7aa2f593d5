/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sentences of a count's story, in plain English: the only place where a fact of
 * post/story becomes words. Terminal, page and print all show these.
 */
#ifndef POST_SENTENCE_H
#define POST_SENTENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "post/story.h"

/* Appends what a section is about, without a full stop: "Surplus of Ada Smith". */
void sentence_title(const struct story *story, unsigned section, struct buf *out);

/* Appends the fact in one sentence or two, without its rule. */
void sentence_fact(const struct story *story, const struct fact *fact, struct buf *out);

/* The rule of the fact: "rule STV47.4"; NULL: none is to be cited. */
const char *sentence_rule(const struct story *story, const struct fact *fact);

/* Appends how a candidate came out: "Elected at stage 2", "Not elected". */
void sentence_outcome(const struct story *story, uint8_t candidate, struct buf *out);

/* Appends what happened to a candidate's votes in a section: "+12.50", "-3.00", "0". */
void sentence_change(const struct story *story,
                     unsigned section,
                     uint8_t candidate,
                     struct buf *out);
void sentence_change_lost(const struct story *story, unsigned section, struct buf *out);

/* Appends votes as the sheet writes them. */
void sentence_votes(const struct story *story, int64_t votes, struct buf *out);

/* And a quota, without decimals where it is whole by law. */
void sentence_quota(const struct story *story, int64_t quota, struct buf *out);

/* Appends "Ada Smith, Ben Jones and Cal Brown". */
void sentence_names(const struct story *story,
                    const uint8_t *who,
                    size_t count,
                    struct buf *out);

/* Appends how lots are drawn from a seed, written in hexadecimal. */
void sentence_seed(const char *seed, struct buf *out);

#endif
