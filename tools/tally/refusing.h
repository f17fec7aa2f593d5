/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Refusals that several commands say in the same words. */
#ifndef TALLY_REFUSING_H
#define TALLY_REFUSING_H

#include "audit/fetch.h"
#include "base/attr.h"
#include "seal/code.h"

/* COMMAND_REFUSED: why a record could not be fetched. */
int refusing_fetch(int refusal, const struct fetch_report *report);

/* The election's code as somebody typed it. COMMAND_REFUSED, said, when it is none. */
MUST_USE int refusing_code(const char *text, struct code *out);

#endif
