/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A PNG made here, without any library: stored, not packed. */
#ifndef TESTS_PICTURES_H
#define TESTS_PICTURES_H

#include <stdint.h>

#include "base/buf.h"

static inline uint32_t pictures_crc(struct span bytes)
{
    uint32_t crc = UINT32_MAX;
    size_t i;
    int bit;

    for (i = 0; i < bytes.size; i++) {
        crc ^= bytes.data[i];
        for (bit = 0; bit < 8; bit++) {
            crc = (crc & 1) != 0 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
        }
    }
    return ~crc;
}

static inline void pictures_chunk(struct buf *out, const char *name, struct span bytes)
{
    size_t from;

    buf_put_u32(out, (uint32_t)bytes.size);
    from = out->size;
    buf_put_text(out, name);
    buf_put_span(out, bytes);
    buf_put_u32(out, pictures_crc(span_of(out->data + from, out->size - from)));
}

/* Grey rows of zlib's stored blocks, one a row. */
static inline void pictures_rows(struct buf *out, uint32_t width, uint32_t height)
{
    uint32_t a = 1;
    uint32_t b = 0;
    uint32_t x;
    uint32_t y;

    buf_put(out, "\x78\x01", 2);
    for (y = 0; y < height; y++) {
        uint16_t size = (uint16_t)(width + 1);

        buf_put_u8(out, y + 1 == height);
        buf_put_u8(out, (uint8_t)size);
        buf_put_u8(out, (uint8_t)(size >> 8));
        buf_put_u8(out, (uint8_t)~size);
        buf_put_u8(out, (uint8_t)(~size >> 8));
        for (x = 0; x <= width; x++) {
            uint8_t byte = x == 0 ? 0 : (uint8_t)(x + y);

            buf_put_u8(out, byte);
            a = (a + byte) % 65521;
            b = (b + a) % 65521;
        }
    }
    buf_put_u32(out, b << 16 | a);
}

/* Announced as `width` × `height`, with this comment. */
static inline void
pictures_png(uint32_t width, uint32_t height, const char *comment, struct buf *out)
{
    struct buf part;

    buf_init(&part, 4 << 20);
    buf_put(out, "\x89PNG\r\n\x1a\n", 8);
    buf_put_u32(&part, width);
    buf_put_u32(&part, height);
    buf_put(&part, "\x08\0\0\0\0", 5);
    pictures_chunk(out, "IHDR", buf_span(&part));
    buf_reset(&part);
    buf_put(&part, "Comment", 8);
    buf_put_text(&part, comment);
    pictures_chunk(out, "tEXt", buf_span(&part));
    buf_reset(&part);
    pictures_rows(&part, width < 2000 ? width : 100, height < 2000 ? height : 100);
    pictures_chunk(out, "IDAT", buf_span(&part));
    pictures_chunk(out, "IEND", span_of("", 0));
    buf_deinit(&part);
}

#endif
