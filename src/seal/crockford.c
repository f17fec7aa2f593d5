// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crockford.h"

enum {
    NO_VALUE = 32,
};

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char crockford_symbol(unsigned value)
{
    return symbols[value & 31];
}

void crockford_write(const uint8_t *values, size_t count, size_t group, char *out)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (group > 0 && i > 0 && i % group == 0) {
            *out++ = '-';
        }
        *out++ = crockford_symbol(values[i]);
    }
    *out = 0;
}

static unsigned value_of(uint8_t symbol)
{
    const char *at;

    if (symbol >= 'a' && symbol <= 'z') {
        symbol = (uint8_t)(symbol - 'a' + 'A');
    }
    if (symbol == 'O') {
        return 0;
    }
    if (symbol == 'I' || symbol == 'L') {
        return 1;
    }
    at = symbol == 0 ? NULL : strchr(symbols, symbol);
    return at == NULL ? NO_VALUE : (unsigned)(at - symbols);
}

int crockford_read(struct span text, uint8_t *values, size_t count)
{
    size_t found = 0;
    unsigned value;
    size_t i;

    for (i = 0; i < text.size; i++) {
        if (text.data[i] == '-' || text.data[i] == ' ') {
            continue;
        }
        value = value_of(text.data[i]);
        if (value == NO_VALUE || found == count) {
            return CROCKFORD_MALFORMED;
        }
        values[found] = (uint8_t)value;
        found++;
    }
    return found == count ? 0 : CROCKFORD_MALFORMED;
}

void crockford_pack(const uint8_t *values, size_t count, uint8_t *bytes)
{
    uint32_t pending = 0;
    unsigned bits = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        pending = pending << 5 | values[i];
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            *bytes++ = (uint8_t)(pending >> bits);
        }
    }
}

void crockford_unpack(const uint8_t *bytes, size_t count, uint8_t *values)
{
    uint32_t pending = 0;
    unsigned bits = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (bits < 5) {
            pending = pending << 8 | *bytes++;
            bits += 8;
        }
        bits -= 5;
        values[i] = (uint8_t)(pending >> bits & 31);
    }
}
