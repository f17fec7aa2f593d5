/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Somebody's card, FILE.pub, as a command is given it. */
#ifndef TALLY_CARDS_H
#define TALLY_CARDS_H

#include "base/attr.h"
#include "core/person.h"

/* COMMAND_REFUSED, said on stderr, when it is none. */
MUST_USE int cards_load(const char *path, struct person *out);

/* And when it is of another role. */
MUST_USE int
cards_load_role(const char *path, enum person_role role, struct person *out);

#endif
