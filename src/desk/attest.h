/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The two names under a withdrawal (rule 17), made fit to be kept. Inside desk/ only.
 */
#ifndef DESK_ATTEST_H
#define DESK_ATTEST_H

#include "base/attr.h"
#include "desk/nominate.h"
#include "store/verdicts.h"

enum attest_refusal {
    ATTEST_REFUSED = 1, /* a name is missing or no text, or both are one person's */
};

MUST_USE int attest_names(const struct nomination_attested *by, struct withdrawal *out);

#endif
