/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The officers' acts in the console, appended and never changed: the log that the
 * console shows. Acts of the record are in the record. */
#ifndef STORE_ACTS_H
#define STORE_ACTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "store/members.h"
#include "store/roll.h"

enum {
    ACT_SUBJECT_SIZE = 201,
};

enum act_kind {
    ACTED_SIGN_IN = 1, /* opened the console */
    ACTED_ACCEPT,      /* accepted a nomination */
    ACTED_REJECT,      /* rejected one */
    ACTED_REPLACE,     /* asked for a replacement */
    ACTED_PAPERS,      /* gave the rejected papers or waived the floor for the box */
    ACTED_LETTERS,     /* collected a print file */
    ACTED_SUBMIT,      /* sent a signed document that is now in the record */
    ACTED_IMPORT,      /* the roll was imported; by no officer: on the machine */
    ACTED_OATH,        /* made the declaration of rule 69 */
    ACTED_EXPORT,      /* took away a list of members */
    ACTED_INVITE,      /* had letters with sign-in codes printed */
    ACTED_CENSUS,      /* sent figures for the report on the membership */
    ACTED_PAPER,       /* keyed a nomination that came on paper */
    ACTED_WITHDRAW,    /* keyed a withdrawal that came on paper */
    ACTED_DEATH,       /* recorded a candidate's death */
    ACTED_FORM,        /* posted a nomination form that was asked for */
    ACTED_PHOTO,       /* gave a candidate's photograph, or removed it */
    ACTED_ADDRESSES,   /* what is published of candidates' addresses, and why */
    ACTED_LATE,        /* registered late arrivals or returned letters */
    ACTED_DIED,        /* recorded that a member has died */
    ACTED_DIED_NOT,    /* took that back: it was a mistake */
    ACTED_NOTICE,      /* says that a notice is published */
    ACTED_PREPARE,     /* prepared a document that officers sign */
    ACTED_TAKE_BACK,   /* took back one that waited for a signature */
    ACTED_END,
};

struct acted {
    int64_t at;
    struct sign_key officer; /* zero: the machine's operator */
    enum act_kind kind;
    char subject[ACT_SUBJECT_SIZE]; /* whom or what: "" or words for the console */
};

MUST_USE int acts_add(struct roll *roll, const struct acted *acted);

/* The newest first, at most `size`, after the first `from`; gives how many. */
MUST_USE int acts_from(
    struct roll *roll, size_t from, size_t size, struct acted *out, size_t *count);
MUST_USE int
acts_last(struct roll *roll, size_t size, struct acted *out, size_t *count);

/* The last of a kind, and of a subject unless it is "". Refuses ROLL_UNKNOWN: there was
 * none. */
MUST_USE int acts_find(struct roll *roll,
                       enum act_kind kind,
                       const char *subject,
                       struct acted *out);

#endif
