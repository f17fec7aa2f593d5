/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which problem (RFC 9457) a daemon answered with. */
#ifndef VOTER_PROBLEM_H
#define VOTER_PROBLEM_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"

/* The last part of the document's "type", lower-case letters, digits and hyphens only;
 * "" when the answer is no such document. */
MUST_USE int problem_slug(struct span answer, char *out, size_t size);

#endif
