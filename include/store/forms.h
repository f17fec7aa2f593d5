/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nomination forms and what became of them. A draft is seen by its member only; a form
 * submitted is never changed: a correction is a new form, and the last one submitted is
 * the member's nomination. Decisions and withdrawals are kept beside it.
 */
#ifndef STORE_FORMS_H
#define STORE_FORMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/members.h"
#include "store/roll.h"

enum {
    FORM_NAME_SIZE = 201,
    FORM_ADDRESS_SIZE = 601,
    FORM_INTERESTS_SIZE = 2001,
    FORM_QUALIFICATION_SIZE = 601,
    FORM_STATEMENT_SIZE = 4001,
    FORM_SALT_SIZE = 16,
    FORM_FILE_SIZE = 16384,
};

/* Yes, no, or not said: an explicit "none" differs from silence (r. 11). */
enum form_answer {
    FORM_UNSAID,
    FORM_NONE,
    FORM_SOME,
};

/* Statements of the candidate, each ticked by itself; a form needs them all. */
enum form_confirmed {
    FORM_WISHES = 1,          /* to stand */
    FORM_IS_OF_AGE = 2,       /* the definition's; no date of birth is asked for */
    FORM_IS_SOLVENT = 4,      /* 2006 Act, Sch. 7, para. 8(1)(a): bankruptcy */
    FORM_HAS_NO_COMPOUND = 8, /* (b): an arrangement with creditors */
    FORM_WAS_NOT_JAILED = 16, /* (c): three months or more, within five years */
    FORM_IS_NOT_BARRED = 32,  /* by the trust's constitution */
    FORM_SAYS_TRUE = 64,      /* what it declares */
    FORM_CONFIRMS_ALL = 127,
};

struct form {
    int64_t id;
    int64_t member;
    char address[FORM_ADDRESS_SIZE]; /* r. 10: contact address, lines by LF */
    char email[MEMBER_EMAIL_SIZE];
    enum form_answer has_interests; /* r. 11 */
    char interests[FORM_INTERESTS_SIZE];
    enum form_answer has_party;
    char party[FORM_NAME_SIZE];
    unsigned confirmed;                          /* r. 12, 13: enum form_confirmed */
    char qualification[FORM_QUALIFICATION_SIZE]; /* r. 12: public, patient */
    char statement[FORM_STATEMENT_SIZE];         /* r. 64 */
    char signature[FORM_NAME_SIZE];              /* r. 13 */
    char signed_on[MEMBER_DAY_SIZE];
};

enum form_state {
    FORM_WAITING = 1, /* submitted, not decided: deemed standing (r. 14) */
    FORM_ACCEPTED,
    FORM_INVALID,
    FORM_INELIGIBLE,
    FORM_WITHDRAWN,
    FORM_DEAD, /* the candidate died before the statement */
    FORM_STATES,
};

/* The nomination of a member: the last form submitted, and where it stands. */
struct nomination {
    struct form form;
    int64_t submitted;
    enum form_state state;
    int ground;      /* of FORM_INVALID: enum decide_ground */
    int64_t version; /* of its last verdict; 0: none. Verdicts are made on a version */
    int64_t decided;
    struct sign_key officer; /* who decided; zero: the candidate */
    uint8_t salt[FORM_SALT_SIZE];
    char file[FORM_FILE_SIZE]; /* the candidate's particulars, as hashed */
};

/* Keeps (or replaces) the member's draft; form->id is not looked at. */
MUST_USE int forms_keep_draft(struct roll *roll, const struct form *form);

/* Refuses ROLL_UNKNOWN. */
MUST_USE int forms_draft(struct roll *roll, int64_t member, struct form *out);

/* The draft becomes the member's nomination. ROLL_UNKNOWN: there is no draft. */
struct form_submission {
    int64_t member;
    int64_t now;
    uint8_t salt[FORM_SALT_SIZE];
    const char *file;
};
MUST_USE int forms_submit(struct roll *roll, const struct form_submission *submission);

/* The member's nomination, on the heap: it is large. Refuses ROLL_UNKNOWN. */
MUST_USE int
forms_nomination(struct roll *roll, int64_t member, struct nomination *out);

/* Only where it stands. ROLL_UNKNOWN. */
MUST_USE int forms_state(struct roll *roll, int64_t member, enum form_state *out);

/* Every member's nomination, in order of submission. */
typedef int (*forms_visit)(void *context, const struct nomination *nomination);
MUST_USE int forms_each(struct roll *roll, forms_visit visit, void *context);

#endif
