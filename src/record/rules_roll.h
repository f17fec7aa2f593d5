/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reading a roll object. */
#ifndef RECORD_RULES_ROLL_H
#define RECORD_RULES_ROLL_H

#include "base/pieces.h"
#include "rules.h"

/* Bytes of the roll object of so many; its credentials into `electors`: LEDGER_OBJECT,
 * LEDGER_KEY, LEDGER_TAKEN. */
uint64_t rules_roll_size(uint32_t electors);
int rules_read_roll(const struct ledger *ledger,
                    const struct electorate *list,
                    const struct pieces *object,
                    struct electors *electors);

#endif
