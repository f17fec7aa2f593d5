// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/code.h"

#include "crockford.h"
#include "seal/transcript.h"

enum {
    SYMBOLS = 16,
    GROUP = 4,
};

void code_of_election(const struct eid *eid, struct code *out)
{
    memcpy(out->bytes, eid->bytes, CODE_BYTES);
}

void code_of_head(struct span head, struct code *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "code");
    transcript_add(&transcript, head);
    transcript_end(&transcript, &wide);
    memcpy(out->bytes, wide.bytes, CODE_BYTES);
}

void code_write(const struct code *code, char out[CODE_TEXT_SIZE])
{
    uint8_t values[SYMBOLS];

    crockford_unpack(code->bytes, SYMBOLS, values);
    crockford_write(values, SYMBOLS, GROUP, out);
}

int code_read(struct span text, struct code *out)
{
    uint8_t values[SYMBOLS];

    if (crockford_read(text, values, SYMBOLS) != 0) {
        return CODE_MALFORMED;
    }
    crockford_pack(values, SYMBOLS, out->bytes);
    return 0;
}
