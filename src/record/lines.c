// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lines.h"

#include <string.h>

#include "base/fault.h"
#include "seal/base64.h"

enum {
    DIGITS_MAX = 18, /* a tenth of what 64 bits hold: no log grows so long */
};

int lines_number(struct span text, uint64_t *out)
{
    uint64_t value = 0;
    size_t i;

    if (text.size == 0 || text.size > DIGITS_MAX
        || (text.size > 1 && text.data[0] == '0')) {
        return LINES_MALFORMED;
    }
    for (i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return LINES_MALFORMED;
        }
        value = value * 10 + (text.data[i] - (unsigned)'0');
    }
    *out = value;
    return 0;
}

int lines_decode(struct span base64, struct buf *out)
{
    int r = base64_decode(base64, out);

    if (r < 0 || buf_status(out) < 0) {
        return FAULT(FAULT_MEMORY);
    }
    return r != 0 || buf_status(out) != 0 ? LINES_MALFORMED : 0;
}

int lines_hash(struct span base64, struct digest *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, DIGEST_SIZE);
    r = lines_decode(base64, &bytes);
    if (r != 0) {
        return r;
    }
    if (bytes.size != DIGEST_SIZE) {
        return LINES_MALFORMED;
    }
    memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    return 0;
}

int lines_proof(struct reader *reader, size_t most, struct proof *out)
{
    struct span line = reader_line(reader);
    struct proof proof = {.count = 0};
    int r;

    while (line.size > 0) {
        if (proof.count == most) {
            return LINES_MALFORMED;
        }
        r = lines_hash(line, &proof.hashes[proof.count]);
        if (r != 0) {
            return r;
        }
        proof.count++;
        line = reader_line(reader);
    }
    if (reader->failed) {
        return LINES_MALFORMED;
    }
    *out = proof;
    return 0;
}

void lines_put_proof(const struct proof *proof, struct buf *out)
{
    size_t i;

    for (i = 0; i < proof->count; i++) {
        base64_encode(SPAN(proof->hashes[i].bytes), out);
        buf_put_u8(out, '\n');
    }
    buf_put_u8(out, '\n');
}
