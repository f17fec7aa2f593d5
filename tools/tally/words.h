/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document of the record in plain words, for whoever is about to sign it. */
#ifndef TALLY_WORDS_H
#define TALLY_WORDS_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/document.h"

/* Everything the document says, in its own order; names from the definition. */
void words_describe(const struct document *document,
                    const struct definition *definition,
                    struct buf *out);

/* The same on standard output. */
MUST_USE int words_show(const struct document *document,
                        const struct definition *definition);

#endif
