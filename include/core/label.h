/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rule numbers as the trust's own constitution has them. Code names a rule as the
 * Model Election Rules 2014 do ("15", "STV52.1"); the definition's labels say what the
 * trust calls it. A rule without a label keeps the model's number.
 */
#ifndef CORE_LABEL_H
#define CORE_LABEL_H

#include "core/definition.h"

enum {
    LABEL_RULES_SIZE = 160,
};

/* The trust's number for one rule of the model; NULL is no definition. */
const char *label_own(const struct definition *definition, const char *rule);

/* Of several, parted by ", ": "rule 15" or "rules 2.1, 8"; what does not fit is left
 * off whole. */
void label_rules(const struct definition *definition,
                 const char *rules,
                 char out[static LABEL_RULES_SIZE]);

#endif
