/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The example a definition begins as: the constituencies of Oxford Health's election of
 * 2022, with an address, telephone and email to be put right by hand.
 */
#ifndef TALLY_EXAMPLE_H
#define TALLY_EXAMPLE_H

#include "core/definition.h"

/* Fills in trust, contact and constituencies; leaves all else as it is. */
void example_fill(struct definition *definition);

#endif
