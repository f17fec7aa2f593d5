/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ledger: the record's entries replayed, each held against the rules of protocol.md
 * §7. The daemon's committer asks it before appending, tally when it verifies: one
 * table of rules for both. It checks documents' signatures, signers, bases and every
 * rule of the tables; never a ballot's cryptography (seal/ballot) and never the proofs
 * in mixes and shares (audit). record/ledger_view says what it knows. Whoever shares
 * one between threads brings the lock.
 */
#ifndef RECORD_LEDGER_H
#define RECORD_LEDGER_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "record/source.h"
#include "record/tree.h"

/* Which rule an entry breaks; the first found is given. */
enum ledger_refusal {
    LEDGER_MALFORMED = 1, /* not an entry, document or ballot by its form */
    LEDGER_FIRST,         /* the definition is entry 0 and nothing else is */
    LEDGER_TIME,          /* earlier than the entry before it */
    LEDGER_DEFINITION, /* the definition breaks its own rules, or a key in it is none */
    LEDGER_SIGNERS,    /* not by whom it must be signed: missing, unknown, not
                          granted, revoked, too many */
    LEDGER_SIGNATURE,  /* a signature is not right */
    LEDGER_BASE,       /* its base is no earlier state of this record */
    LEDGER_REPEATED,   /* this document is in the record already */
    LEDGER_EARLY,      /* before the timetable, or an entry it needs, allows it */
    LEDGER_ONCE,       /* there is one already */
    LEDGER_NOT_OPEN,   /* the poll has not opened */
    LEDGER_CLOSED,     /* after the close */
    LEDGER_FROZEN,     /* after the box */
    LEDGER_STATEMENT,  /* not one list for each constituency, or a wrong outcome */
    LEDGER_CONSTITUENCY,   /* there is none, or it is not polled */
    LEDGER_LISTS,          /* not one list for each constituency that is polled */
    LEDGER_OBJECT,         /* an object of another size or content than it must have */
    LEDGER_OBJECT_MISSING, /* the object is not here */
    LEDGER_KEY,            /* a credential that is no key */
    LEDGER_TAKEN,          /* a credential that stands already */
    LEDGER_ELECTION,       /* a ballot of another election */
    LEDGER_NUMBER,         /* there is no such number */
    LEDGER_OWNER,          /* the credential is not that number's */
    LEDGER_CANCELLED,      /* another number took its place */
    LEDGER_SPENT,          /* a vote of that number stands */
    LEDGER_UNSPENT,        /* tendered, but no vote of that number stands */
    LEDGER_STRUCK,         /* its vote was disqualified: only a received may follow */
    LEDGER_WORDING,        /* no such declaration of identity, or one too many */
    LEDGER_COPIED,         /* the alpha is on an earlier vote that broke no rule */
    LEDGER_CHANNEL,        /* the constituency has no such channel */
    LEDGER_TARGET,         /* the entry named is not one that can be */
    LEDGER_SEQUENCE,       /* not the next number, or not the next mix */
    LEDGER_COUNTS,         /* counts that disagree with the record */
    LEDGER_FLOOR,          /* fewer online ballots than the floor, and not waived */
    LEDGER_ELECTED,        /* elected or lots are no candidates, or too many */
    LEDGER_SEED,      /* the seed of the lots is missing, or not the one promised */
    LEDGER_EXTENSION, /* not later than the close as it stands */
    LEDGER_REFUSALS,
};

/* "malformed", "first", … for people and --json. Never NULL. */
const char *ledger_refusal_name(int refusal);

struct ledger;

/*
 * An empty ledger. Tree and source are borrowed and must live longer. The tree holds at
 * least the leaves of the entries applied so far when an entry is looked at: `base` is
 * compared with it. The source gives the roll's objects.
 */
MUST_USE int ledger_new(const struct tree *tree,
                        const struct record_source *source,
                        struct ledger **out);
void ledger_free(struct ledger *ledger);

/* Whether the entry may come next. */
MUST_USE int ledger_check(const struct ledger *ledger, struct span entry);

/* As ledger_check, and the entry takes effect. Unchanged when refused. */
MUST_USE int ledger_apply(struct ledger *ledger, struct span entry);

/*
 * In place of ledger_apply, of a ballot or entered (6, 14) that breaks a rule or fails
 * its cryptography: it has no effect, but makes the record invalid until a
 * disqualification names it with reason `invalid`. LEDGER_MALFORMED of anything else.
 */
MUST_USE int ledger_set_aside(struct ledger *ledger, struct span entry);

/*
 * The same of one that was applied and turns out to fail its cryptography: its number
 * is given back. LEDGER_TARGET when it does not stand, LEDGER_FROZEN after the box.
 */
MUST_USE int ledger_annul(struct ledger *ledger, uint64_t entry);

OWNED(ledger)

#endif
