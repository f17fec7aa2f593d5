/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A member's nomination (Model Election Rules 9-14): a draft is kept, seen back, and
 * submitted; it may be corrected until nominations close and withdrawn until the
 * withdrawal deadline. What the form lacks is told all at once.
 */
#ifndef DESK_NOMINATE_H
#define DESK_NOMINATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "desk/desk.h"
#include "store/forms.h"
#include "store/verdicts.h"

enum nominate_refusal {
    NOMINATE_UNKNOWN = 1, /* no such member, or nothing submitted nor drafted */
    NOMINATE_EARLY,       /* nominations have not opened */
    NOMINATE_LATE,       /* they have closed; for withdrawal: its deadline has passed */
    NOMINATE_INCOMPLETE, /* the draft has errors: desk_nomination_errors says which */
    NOMINATE_UNATTESTED, /* a withdrawal lacks its signature or a witness's name, or
                            they are one person's */
    NOMINATE_NO_ROOM,
    NOMINATE_NOT_YET, /* who joins on a later day is no member yet */
    NOMINATE_DRAFTED, /* nothing is submitted yet, a draft is kept */
    NOMINATE_REFUSALS,
};

/* What a form lacks, in the form's order. */
enum nomination_error {
    NOMINATION_ADDRESS = 1, /* no contact address */
    NOMINATION_ADDRESS_LONG,
    NOMINATION_EMAIL,          /* given, and not an address */
    NOMINATION_INTERESTS,      /* neither interests nor an explicit none */
    NOMINATION_INTERESTS_BOTH, /* "none", and some */
    NOMINATION_INTERESTS_LONG,
    NOMINATION_PARTY, /* neither a party nor an explicit none */
    NOMINATION_PARTY_BOTH,
    NOMINATION_PARTY_LONG,
    NOMINATION_ELIGIBILITY,   /* not every statement is ticked */
    NOMINATION_QUALIFICATION, /* public or patient: how qualified is not said */
    NOMINATION_QUALIFICATION_LONG,
    NOMINATION_STATEMENT_WORDS, /* more words than the definition's limit */
    NOMINATION_STATEMENT_LONG,
    NOMINATION_SIGNATURE,  /* not typed */
    NOMINATION_DATE,       /* not a day, or not one of these days */
    NOMINATION_CHARACTERS, /* a field holds what is no text */
    NOMINATION_ERRORS,
};

struct nomination_errors {
    size_t count;
    enum nomination_error list[NOMINATION_ERRORS];
};

/* Keeps the form as the member's draft, errors or not, and lists its errors. Texts are
 * tidied (base/text); a field that fills its array is too long, so that a caller may
 * cut what does not fit. A field that is no text is kept empty, and the form unsigned.
 */
MUST_USE int desk_nomination_draft(struct desk *desk,
                                   const struct form *form,
                                   struct nomination_errors *out);

/* The draft, or a new one filled from the last submission or the roll. */
MUST_USE int desk_nomination_form(struct desk *desk, int64_t member, struct form *out);

/* A new one, with what the roll knows: to be prepared on paper (r. 9). */
MUST_USE int desk_nomination_roll(struct desk *desk, int64_t member, struct form *out);

/* What a submitted form lacks, which only one that came on paper can. */
void desk_nomination_lacks(struct desk *desk,
                           const struct nomination *nomination,
                           uint16_t cid,
                           struct nomination_errors *out);

/* Submits the draft and acknowledges it by email. */
MUST_USE int desk_nomination_submit(struct desk *desk, int64_t member);

/* The member's own nomination as it stands. Refuses NOMINATE_UNKNOWN, and
 * NOMINATE_DRAFTED: then only its form is filled in. */
MUST_USE int desk_nomination(struct desk *desk, int64_t member, struct nomination *out);

/* The names under a withdrawal as typed: the candidate's, and of who saw it (r. 17). */
struct nomination_attested {
    struct span signature;
    struct span witness;
};
MUST_USE int desk_nomination_withdraw(struct desk *desk,
                                      int64_t member,
                                      const struct nomination_attested *by);

/* The names kept with a withdrawn form. Refuses NOMINATE_UNKNOWN. */
MUST_USE int
desk_nomination_withdrawal(struct desk *desk, int64_t form, struct withdrawal *out);

size_t nomination_words(const char *statement);

#endif
