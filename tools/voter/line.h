/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A voter's line: the ticket as the letter or link carries it, a tab, the candidates'
 * numbers in order, between commas or blanks, and if need be a tab and which wording
 * of the declaration of identity is made: `TOKEN.CID.NUMBER<TAB>3,1,9`. The first
 * wording is made where one is needed and none is named.
 */
#ifndef VOTER_LINE_H
#define VOTER_LINE_H

#include "base/attr.h"
#include "base/span.h"
#include "election.h"
#include "seal/ballot.h"
#include "seal/sign.h"

enum line_refusal {
    LINE_MALFORMED = 1,
    LINE_MISTYPED,     /* the token's check symbol says so */
    LINE_CONSTITUENCY, /* there is none of this number, or it is not contested */
    LINE_DECLARATION,  /* there is no such wording */
    LINE_CHOICE,       /* a vote the page would not accept */
};

/* The plan of the ballot, and the credential to sign it; the caller frees that. */
MUST_USE int line_read(struct span line,
                       const struct election *election,
                       struct ballot_plan *plan,
                       struct sign_secret **credential);

/* A refusal for people. */
const char *line_refusal_name(int refusal);

#endif
