/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The blanks read into a definition, one kind of value after another. */
#ifndef DAEMON_DEFINING_READ_H
#define DAEMON_DEFINING_READ_H

#include "base/attr.h"
#include "core/definition.h"

#include "blanks.h"

/* One on its way from the blanks. */
struct defining {
    struct blanks *blanks;
    struct definition *definition;
    size_t rows[CONSTITUENCIES_MAX]; /* of each constituency, its row */
};

/* Trust, contact, limits, labels, policy, origin, lots. Faults only: what is wrong is
 * said in the blanks. */
MUST_USE int defining_read_texts(struct defining *defining);
MUST_USE int defining_read_constituencies(struct defining *defining);
MUST_USE int defining_read_people(struct defining *defining);
void defining_read_times(struct defining *defining);

/* The moment typed there; false when it is none, which is said. */
bool defining_read_time(struct blanks *blanks, enum blank blank, int64_t *out);

#endif
