// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/hex.h"

static const char symbols[] = "0123456789abcdef";

void hex_encode(struct span bytes, char *out)
{
    size_t i;

    for (i = 0; i < bytes.size; i++) {
        out[2 * i] = symbols[bytes.data[i] >> 4];
        out[2 * i + 1] = symbols[bytes.data[i] & 15];
    }
    out[2 * bytes.size] = 0;
}

enum {
    NOT_A_SYMBOL = 16,
};

static unsigned value_of(uint8_t symbol)
{
    if (symbol >= '0' && symbol <= '9') {
        return symbol - (unsigned)'0';
    }
    if (symbol >= 'a' && symbol <= 'f') {
        return symbol - (unsigned)'a' + 10;
    }
    return NOT_A_SYMBOL;
}

int hex_decode(struct span text, uint8_t *out, size_t size)
{
    size_t i;

    if (text.size / 2 != size || text.size % 2 != 0) {
        return HEX_MALFORMED;
    }
    for (i = 0; i < text.size; i++) {
        if (value_of(text.data[i]) == NOT_A_SYMBOL) {
            return HEX_MALFORMED;
        }
    }
    for (i = 0; i < size; i++) {
        out[i] =
            (uint8_t)(value_of(text.data[2 * i]) << 4 | value_of(text.data[2 * i + 1]));
    }
    return 0;
}
