// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/paper.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "crockford.h"
#include "seal/sha256.h"

enum {
    GROUP = 5, /* the last of them checks the others */
    DATA = GROUP - 1,
    SYMBOLS = PAPER_GROUPS * GROUP,
    SECRET_SYMBOLS = (PAPER_GROUPS - 1) * DATA, /* 260 bits: the last four are 0 */
};

/* All symbols of a block, as they are written. */
struct sheet {
    uint8_t values[SYMBOLS];
};

static void
hash(enum paper_block block, unsigned group, struct span content, struct digest *out)
{
    const uint8_t place[] = {(uint8_t)block, (uint8_t)group};
    struct sha256 sha256;

    sha256_begin(&sha256);
    sha256_add(&sha256, span_of_text("GB1 paper"));
    sha256_add(&sha256, SPAN(place));
    sha256_add(&sha256, content);
    sha256_end(&sha256, out);
}

/* The four symbols of the last group: of the whole. */
static void
check_whole(enum paper_block block, const struct paper_secret *secret, uint8_t *out)
{
    struct digest digest;

    hash(block, PAPER_GROUPS, SPAN(*secret), &digest);
    crockford_unpack(digest.bytes, DATA, out);
    sodium_memzero(&digest, sizeof(digest));
}

static uint8_t check_group(enum paper_block block, unsigned group, const uint8_t *data)
{
    struct digest digest;
    uint8_t value;

    hash(block, group, span_of(data, DATA), &digest);
    value = digest.bytes[0] >> 3;
    sodium_memzero(&digest, sizeof(digest));
    return value;
}

static void
fill(enum paper_block block, const struct paper_secret *secret, struct sheet *out)
{
    uint8_t bytes[PAPER_SECRET_SIZE + 1] = {0};
    uint8_t data[SECRET_SYMBOLS + DATA];
    unsigned group;

    memcpy(bytes, secret, sizeof(*secret));
    crockford_unpack(bytes, SECRET_SYMBOLS, data);
    check_whole(block, secret, data + SECRET_SYMBOLS);
    for (group = 0; group < PAPER_GROUPS; group++) {
        uint8_t *at = out->values + (size_t)group * GROUP;

        memcpy(at, data + (size_t)group * DATA, DATA);
        at[DATA] = check_group(block, group, at);
    }
    sodium_memzero(bytes, sizeof(bytes));
    sodium_memzero(data, sizeof(data));
}

void paper_write(enum paper_block block,
                 const struct paper_secret *secret,
                 char out[PAPER_TEXT_SIZE])
{
    struct sheet sheet;

    fill(block, secret, &sheet);
    crockford_write(sheet.values, SYMBOLS, GROUP, out);
    sodium_memzero(&sheet, sizeof(sheet));
}

/* The first group that is not what fill would write; 0 when all are. */
static unsigned find_wrong(enum paper_block block,
                           const struct sheet *typed,
                           const struct paper_secret *secret)
{
    struct sheet right;
    unsigned found = 0;
    unsigned group;

    for (group = PAPER_GROUPS; group > 0; group--) {
        const uint8_t *at = typed->values + (size_t)(group - 1) * GROUP;

        if (at[DATA] != check_group(block, group - 1, at)) {
            found = group;
        }
    }
    fill(block, secret, &right);
    if (found == 0 && sodium_memcmp(&right, typed, sizeof(right)) != 0) {
        found = PAPER_GROUPS;
    }
    sodium_memzero(&right, sizeof(right));
    return found;
}

static void read_secret(const struct sheet *sheet, struct paper_secret *out)
{
    uint8_t bytes[PAPER_SECRET_SIZE + 1] = {0};
    uint8_t data[SECRET_SYMBOLS];
    unsigned group;

    for (group = 0; group < PAPER_GROUPS - 1; group++) {
        memcpy(
            data + (size_t)group * DATA, sheet->values + (size_t)group * GROUP, DATA);
    }
    crockford_pack(data, SECRET_SYMBOLS, bytes);
    memcpy(out, bytes, sizeof(*out));
    sodium_memzero(bytes, sizeof(bytes));
    sodium_memzero(data, sizeof(data));
}

int paper_read(enum paper_block block,
               struct span text,
               struct paper_secret *out,
               unsigned *group)
{
    struct paper_secret secret;
    struct sheet sheet = {{0}};
    unsigned wrong;
    int r = crockford_read(text, sheet.values, SYMBOLS);

    if (r != 0) {
        sodium_memzero(&sheet, sizeof(sheet));
        return PAPER_MALFORMED;
    }
    read_secret(&sheet, &secret);
    wrong = find_wrong(block, &sheet, &secret);
    if (wrong == 0) {
        *out = secret;
    } else {
        *group = wrong;
    }
    sodium_memzero(&secret, sizeof(secret));
    sodium_memzero(&sheet, sizeof(sheet));
    return wrong == 0 ? 0 : PAPER_MISTYPED;
}
