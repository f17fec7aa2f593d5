/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Tokens: the secret a voter receives, 120 random bits written as 24 Crockford symbols
 * and one to check them, in five groups (protocol.md §4). A ticket is what the voter
 * is sent: the token, the constituency and the voter number, and its text is what a
 * link carries behind '#': `TOKEN.CID.NUMBER`. Both are secrets: whoever holds one
 * wipes it, and its text, when done.
 */
#ifndef SEAL_TOKEN_H
#define SEAL_TOKEN_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum {
    TOKEN_BYTES = 15,
    TOKEN_TEXT_SIZE = 30,  /* 25 symbols, four hyphens, a NUL */
    TICKET_TEXT_SIZE = 43, /* 25 symbols, two dots, at most 5 and 10 digits, a NUL */
};

struct token {
    uint8_t bytes[TOKEN_BYTES];
};

struct ticket {
    struct token token;
    uint16_t cid;
    uint32_t number;
};

enum token_refusal {
    TOKEN_MALFORMED = 1, /* another symbol, too many or too few; a ticket's numbers */
    TOKEN_MISTYPED,      /* the check symbol says so */
};

void token_new(struct token *out);
void token_wipe(struct token *token);

/* For people: five groups of five. */
void token_write(const struct token *token, char out[TOKEN_TEXT_SIZE]);

/* What somebody typed: case, hyphens and blanks do not matter; O, I, L are 0, 1, 1. */
MUST_USE int token_read(struct span text, struct token *out);

/* For links: no hyphens, plain decimal numbers. Neither number may be 0. */
void token_write_ticket(const struct ticket *ticket, char out[TICKET_TEXT_SIZE]);
MUST_USE int token_read_ticket(struct span text, struct ticket *out);

#endif
