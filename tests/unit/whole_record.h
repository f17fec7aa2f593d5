/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The memory a whole election lies in, and how entries come into it. */
#ifndef TESTS_WHOLE_RECORD_H
#define TESTS_WHOLE_RECORD_H

#include "whole.h"

enum {
    WHOLE_START = 1000000020, /* a whole minute */
    WHOLE_STEP = 6000,
};

void whole_record_reset(struct whole *whole);
void whole_record_clear(struct whole *whole);

/* An entry of `type` with the text and these signers. */
void whole_record_add(struct whole *whole,
                      enum entry_type type,
                      struct span text,
                      const struct keyfile *const *signers,
                      size_t count);
void whole_record_ballot(struct whole *whole,
                         enum entry_type type,
                         struct span ballot,
                         int64_t time);

/* Writes, signs by one (NULL: nobody) and adds; frees the document. */
void whole_record_document(struct whole *whole,
                           struct document *document,
                           const struct keyfile *signer);
struct document *whole_record_draft(struct whole *whole, enum entry_type type);

struct object_ref whole_record_object(struct whole *whole, struct span bytes);

#endif
