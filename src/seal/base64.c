// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/base64.h"

enum {
    GROUP_TEXT = 4,
    GROUP_BYTES = 3,
    NO_VALUE = 64,
};

static const char symbols[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(struct span bytes, struct buf *out)
{
    uint32_t group;
    size_t count;
    size_t i;
    size_t k;

    for (i = 0; i < bytes.size; i += GROUP_BYTES) {
        count = bytes.size - i < GROUP_BYTES ? bytes.size - i : GROUP_BYTES;
        group = 0;
        for (k = 0; k < GROUP_BYTES; k++) {
            group = group << 8 | (k < count ? bytes.data[i + k] : 0U);
        }
        for (k = 0; k < GROUP_TEXT; k++) {
            buf_put_u8(out, (uint8_t)(k <= count ? symbols[group >> 18 & 63] : '='));
            group <<= 6;
        }
    }
}

static uint32_t value_of(uint8_t symbol)
{
    const char *at = symbol == 0 ? NULL : strchr(symbols, symbol);

    return at == NULL ? NO_VALUE : (uint32_t)(at - symbols);
}

/* Reads four symbols, the last `padding` of them being '='. */
static int read_group(const uint8_t *text, size_t padding, uint32_t *out)
{
    uint32_t group = 0;
    uint32_t value;
    size_t i;

    for (i = 0; i < GROUP_TEXT - padding; i++) {
        value = value_of(text[i]);
        if (value == NO_VALUE) {
            return BASE64_MALFORMED;
        }
        group = group << 6 | value;
    }
    group <<= 6 * padding;
    if ((group & ((1U << 8 * padding) - 1)) != 0) {
        return BASE64_MALFORMED;
    }
    *out = group;
    return 0;
}

static size_t padding_of(struct span text)
{
    if (text.size == 0 || text.data[text.size - 1] != '=') {
        return 0;
    }
    return text.data[text.size - 2] == '=' ? 2 : 1;
}

int base64_decode(struct span text, struct buf *out)
{
    size_t padding;
    size_t last;
    size_t size;
    uint32_t group;
    uint8_t *bytes;
    size_t i;

    if (text.size % GROUP_TEXT != 0) {
        return BASE64_MALFORMED;
    }
    padding = padding_of(text);
    last = text.size - (padding > 0 ? GROUP_TEXT : 0);
    for (i = 0; i < text.size; i += GROUP_TEXT) {
        if (read_group(text.data + i, i == last ? padding : 0, &group) != 0) {
            return BASE64_MALFORMED;
        }
    }
    for (i = 0; i < text.size; i += GROUP_TEXT) {
        size = GROUP_BYTES - (i == last ? padding : 0);
        (void)read_group(text.data + i, i == last ? padding : 0, &group);
        bytes = buf_extend(out, size);
        if (bytes == NULL) {
            return 0;
        }
        for (group <<= 8; size > 0; size--, group <<= 8) {
            *bytes++ = (uint8_t)(group >> 24);
        }
    }
    return 0;
}
