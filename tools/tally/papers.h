/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Keyed papers on their way into the record: encrypted and signed all at once, kept in
 * a file until the last is in, so that a broken connection loses none and doubles none.
 */
#ifndef TALLY_PAPERS_H
#define TALLY_PAPERS_H

#include <stdbool.h>

#include "base/attr.h"
#include "errand.h"
#include "pile.h"

/* Whether the file holds papers that were encrypted: they only want sending. */
MUST_USE int papers_are_sealed(const char *path, bool *out);

/* Encrypts a pile to the election key under the officer's, and writes it to the path in
 * place of what is there. */
MUST_USE int papers_seal(const struct errand *errand,
                         const struct pile *pile,
                         const struct choice_rules *rules,
                         const char *path);

/* Sends all of the file and then removes it. COMMAND_REFUSED, said, when one is not
 * taken: run again, nothing is counted twice. */
MUST_USE int papers_send(struct errand *errand, const char *path);

#endif
