/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What became of nomination forms: the officer's verdicts and the candidates'
 * withdrawals. Each is a row of its own, never changed; the last one counts.
 */
#ifndef STORE_VERDICTS_H
#define STORE_VERDICTS_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/forms.h"
#include "store/roll.h"

struct verdict {
    int64_t form;
    enum form_state state;
    int ground;
    int64_t now;
    struct sign_key officer;
};

/* Marks the nomination with this form id. Refuses ROLL_UNKNOWN: none, or replaced. */
MUST_USE int verdicts_add(struct roll *roll, const struct verdict *verdict);

/* Rule 17: signed by the candidate, attested by a witness. */
struct withdrawal {
    int64_t form;
    int64_t now;
    char signature[FORM_NAME_SIZE];
    char witness[FORM_NAME_SIZE];
};
MUST_USE int verdicts_withdraw(struct roll *roll, const struct withdrawal *withdrawal);

/* That of the nomination with this form id. Refuses ROLL_UNKNOWN. */
MUST_USE int
verdicts_withdrawal(struct roll *roll, int64_t form, struct withdrawal *out);

#endif
