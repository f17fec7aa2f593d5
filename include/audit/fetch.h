/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A copy of the record, brought from a daemon or any web server into a folder
 * (house.md §8) and extended there later. Nothing is written before the checkpoint's
 * signature, its root and its agreement with all the folder held before are right; the
 * checkpoint comes last, so that a copy cut short is taken up again. Another history
 * than the one seen is refused for ever. The rules of the record are not looked at:
 * that is verify's.
 */
#ifndef AUDIT_FETCH_H
#define AUDIT_FETCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "seal/code.h"

enum {
    FETCH_WHERE_SIZE = 160,
};

enum fetch_refusal {
    FETCH_ADDRESS = 1, /* not an http or https address */
    FETCH_UNREACHABLE, /* no answer, or not a whole one */
    FETCH_ABSENT,      /* the server has no record, or lacks a part of it */
    FETCH_MALFORMED,   /* something is not of its form or size */
    FETCH_SIGNATURE,   /* the checkpoint is not signed by the definition's log key */
    FETCH_ROOT,        /* the hashes do not make the checkpoint's root */
    FETCH_ENTRY,       /* an entry is not what its hash says */
    FETCH_OBJECT,      /* an object is not what its name says */
    FETCH_ELECTION,    /* not the election of the code given */
    FETCH_OLDER,       /* the server shows an earlier state than the folder holds */
    FETCH_FORK,        /* another history than the one the folder holds */
    FETCH_DAMAGED,     /* the folder's own files contradict each other */
    FETCH_DENIED,      /* the folder cannot be written */
    FETCH_REFUSALS,
};

/* A sentence for people. Never NULL. */
const char *fetch_refusal_text(int refusal);

struct fetch_order {
    const char *url;             /* of the site, or of the record itself */
    const char *folder;          /* made if need be */
    const struct code *election; /* what the person was given to compare, or NULL */
};

struct fetch_report {
    uint64_t before;           /* size of the record the folder held */
    uint64_t size;             /* of the record now */
    uint64_t held;             /* entries here; fewer while the poll lasts */
    uint64_t objects;          /* here, of those the entries name */
    uint64_t objects_withheld; /* rolls, while the poll lasts */
    uint64_t cosigned;         /* checkpoints here that witnesses signed too */
    struct eid eid;
    char where[FETCH_WHERE_SIZE]; /* of a refusal: the part concerned, or "" */
};

/* `out` is filled in also when refused, as far as it came. */
MUST_USE int fetch_record(const struct fetch_order *order, struct fetch_report *out);

#endif
