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
    int64_t now;             /* when it was given or, on paper, received */
    int64_t decided;         /* when it was recorded */
    struct sign_key officer; /* who keyed the paper; zero: the candidate, online */
    char signature[FORM_NAME_SIZE];
    char witness[FORM_NAME_SIZE];
};
MUST_USE int verdicts_withdraw(struct roll *roll, const struct withdrawal *withdrawal);

/* That of the nomination with this form id. Refuses ROLL_UNKNOWN. */
MUST_USE int
verdicts_withdrawal(struct roll *roll, int64_t form, struct withdrawal *out);

/* Rule 14: proof that the candidate died, before the statement. */
struct death {
    int64_t form;
    int64_t now;
    struct sign_key officer;
    const char *proof;
};
MUST_USE int verdicts_death(struct roll *roll, const struct death *death);

/* What proved it. Refuses ROLL_UNKNOWN. */
MUST_USE int
verdicts_proof(struct roll *roll, int64_t form, char out[static FORM_NAME_SIZE]);

#endif
