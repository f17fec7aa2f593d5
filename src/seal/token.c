// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/token.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include <sodium.h>

#include "crockford.h"
#include "seal/sha256.h"

enum {
    SYMBOLS = 24, /* and one to check them */
    GROUP = 5,
};

void token_new(struct token *out)
{
    randombytes_buf(out->bytes, sizeof(out->bytes));
}

void token_wipe(struct token *token)
{
    sodium_memzero(token, sizeof(*token));
}

static uint8_t check_value(const struct token *token)
{
    struct sha256 sha256;
    struct digest digest;
    uint8_t value;

    sha256_begin(&sha256);
    sha256_add(&sha256, span_of_text("GB1 token"));
    sha256_add(&sha256, SPAN(token->bytes));
    sha256_end(&sha256, &digest);
    value = digest.bytes[0] >> 3;
    sodium_memzero(&digest, sizeof(digest));
    return value;
}

static void write_groups(const struct token *token, size_t group, char *out)
{
    uint8_t values[SYMBOLS + 1];

    crockford_unpack(token->bytes, SYMBOLS, values);
    values[SYMBOLS] = check_value(token);
    crockford_write(values, SYMBOLS + 1, group, out);
    sodium_memzero(values, sizeof(values));
}

void token_write(const struct token *token, char out[TOKEN_TEXT_SIZE])
{
    write_groups(token, GROUP, out);
}

static int read_values(struct span text, uint8_t *values, struct token *out)
{
    struct token token;
    int r = 0;

    if (crockford_read(text, values, SYMBOLS + 1) != 0) {
        return TOKEN_MALFORMED;
    }
    crockford_pack(values, SYMBOLS, token.bytes);
    if (check_value(&token) != values[SYMBOLS]) {
        r = TOKEN_MISTYPED;
    } else {
        *out = token;
    }
    token_wipe(&token);
    return r;
}

int token_read(struct span text, struct token *out)
{
    uint8_t values[SYMBOLS + 1] = {0};
    int r = read_values(text, values, out);

    sodium_memzero(values, sizeof(values));
    return r;
}

void token_write_ticket(const struct ticket *ticket, char out[TICKET_TEXT_SIZE])
{
    write_groups(&ticket->token, 0, out);
    (void)snprintf(out + SYMBOLS + 1,
                   TICKET_TEXT_SIZE - SYMBOLS - 1,
                   ".%" PRIu16 ".%" PRIu32,
                   ticket->cid,
                   ticket->number);
}

/* A dot, then a plain decimal number from 1 to max, consumed from the text's front. */
static bool read_number(struct span *text, uint64_t max, uint64_t *out)
{
    uint64_t number = 0;
    size_t i;

    if (text->size < 2 || text->data[0] != '.' || text->data[1] == '0') {
        return false;
    }
    for (i = 1; i < text->size && text->data[i] != '.'; i++) {
        if (text->data[i] < '0' || text->data[i] > '9') {
            return false;
        }
        number = 10 * number + (uint64_t)(text->data[i] - '0');
        if (number > max) {
            return false;
        }
    }
    *text = span_of(text->data + i, text->size - i);
    *out = number;
    return number > 0;
}

int token_read_ticket(struct span text, struct ticket *out)
{
    const uint8_t *dot = text.size == 0 ? NULL : memchr(text.data, '.', text.size);
    struct span rest;
    struct token token;
    uint64_t cid;
    uint64_t number;
    int r;

    if (dot == NULL) {
        return TOKEN_MALFORMED;
    }
    rest = span_of(dot, text.size - (size_t)(dot - text.data));
    if (!read_number(&rest, UINT16_MAX, &cid)
        || !read_number(&rest, UINT32_MAX, &number) || rest.size > 0) {
        return TOKEN_MALFORMED;
    }
    r = token_read(span_of(text.data, (size_t)(dot - text.data)), &token);
    if (r == 0) {
        out->token = token;
        out->cid = (uint16_t)cid;
        out->number = (uint32_t)number;
    }
    token_wipe(&token);
    return r;
}
