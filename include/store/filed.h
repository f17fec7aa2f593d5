/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Nomination forms that came on paper, keyed by an officer: the paper is the form, so
 * it is kept as submitted when it was received, whatever it lacks. */
#ifndef STORE_FILED_H
#define STORE_FILED_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/forms.h"
#include "store/roll.h"

struct filed {
    const struct form *form; /* its id is given by the roll */
    struct form_submission submission;
    int64_t keyed;
    struct sign_key officer;
};

/* The paper becomes its member's nomination; a draft stays. Gives the form's id. */
MUST_USE int filed_add(struct roll *roll, const struct filed *paper, int64_t *out);

/* Who keyed a form and when. Refuses ROLL_UNKNOWN: it did not come on paper. */
struct filed_mark {
    int64_t keyed;
    struct sign_key officer;
};
MUST_USE int filed_find(struct roll *roll, int64_t form, struct filed_mark *out);

#endif
