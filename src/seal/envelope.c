// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/envelope.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "seal/sha256.h"

#include "crockford.h"

enum {
    CHECKS = 2,
    PARTS = 3,
    BITS = 5, /* of a symbol */
    BYTE = 8,
    HIGHEST = 31,
};

/* The highest ten bits of SHA-256("GB1 envelope" ‖ eid ‖ u16 cid ‖ u32 number). */
static void
check_of(const struct eid *eid, const struct envelope *envelope, uint8_t out[CHECKS])
{
    static const char tag[] = "GB1 envelope";
    const uint8_t place[] = {
        (uint8_t)(envelope->cid >> BYTE),
        (uint8_t)envelope->cid,
        (uint8_t)(envelope->number >> (3 * BYTE)),
        (uint8_t)(envelope->number >> (2 * BYTE)),
        (uint8_t)(envelope->number >> BYTE),
        (uint8_t)envelope->number,
    };
    struct sha256 sha256;
    struct digest digest;

    sha256_begin(&sha256);
    sha256_add(&sha256, span_of_text(tag));
    sha256_add(&sha256, SPAN(eid->bytes));
    sha256_add(&sha256, SPAN(place));
    sha256_end(&sha256, &digest);
    out[0] = digest.bytes[0] >> (BYTE - BITS);
    out[1] =
        (uint8_t)((digest.bytes[0] << 2 | digest.bytes[1] >> (BYTE - 2)) & HIGHEST);
}

void envelope_write(const struct eid *eid,
                    const struct envelope *envelope,
                    char out[ENVELOPE_TEXT_SIZE])
{
    uint8_t check[CHECKS];
    char symbols[CHECKS + 1];

    check_of(eid, envelope, check);
    crockford_write(check, CHECKS, 0, symbols);
    (void)snprintf(out,
                   ENVELOPE_TEXT_SIZE,
                   "%u.%" PRIu32 ".%s",
                   (unsigned)envelope->cid,
                   envelope->number,
                   symbols);
}

/* The parts between the dots: how many; 0 when there are too many. */
static size_t split(struct span text, struct span parts[PARTS])
{
    size_t count = 0;
    const uint8_t *dot;

    while (count < PARTS) {
        dot = text.size == 0 ? NULL : memchr(text.data, '.', text.size);
        parts[count] = text;
        if (dot == NULL) {
            return count + 1;
        }
        parts[count++].size = (size_t)(dot - text.data);
        text = span_of(dot + 1, text.size - (size_t)(dot - text.data) - 1);
    }
    return 0;
}

int envelope_read(const struct eid *eid, struct span text, struct envelope *out)
{
    struct span parts[PARTS];
    size_t count = split(text_trim(text), parts);
    uint8_t check[CHECKS];
    uint8_t typed[CHECKS];
    struct envelope envelope;
    uint64_t number = 0;
    uint64_t cid = 0;

    if (count < 2 || text_number(parts[0], UINT16_MAX, &cid) != 0
        || text_number(parts[1], UINT32_MAX, &number) != 0) {
        return ENVELOPE_MALFORMED;
    }
    envelope = (struct envelope){(uint16_t)cid, (uint32_t)number, count == PARTS};
    if (envelope.is_checked) {
        if (crockford_read(parts[2], typed, CHECKS) != 0) {
            return ENVELOPE_MALFORMED;
        }
        check_of(eid, &envelope, check);
        if (check[0] != typed[0] || check[1] != typed[1]) {
            return ENVELOPE_MISTYPED;
        }
    }
    *out = envelope;
    return 0;
}
