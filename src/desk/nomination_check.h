/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a nomination form lacks, field by field. Inside desk/ only. */
#ifndef DESK_NOMINATION_CHECK_H
#define DESK_NOMINATION_CHECK_H

#include <stdint.h>

#include "base/attr.h"
#include "core/definition.h"
#include "desk/nominate.h"

/* Tidies every text in place, noting those that are no text or too long. */
MUST_USE int nomination_tidy(struct form *form, struct nomination_errors *errors);

/* Adds what is missing or does not agree; the form is tidy. */
void nomination_check(const struct definition *definition,
                      uint16_t cid,
                      int64_t now,
                      const struct form *form,
                      struct nomination_errors *errors);

#endif
