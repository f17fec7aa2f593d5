// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    FIRST_CAPACITY = 256,
};

void buf_init(struct buf *buf, size_t ceiling)
{
    *buf = (struct buf){.ceiling = ceiling};
}

void buf_deinit(struct buf *buf)
{
    if (buf->data != NULL) {
        explicit_bzero(buf->data, buf->capacity);
        free(buf->data);
    }
    *buf = (struct buf){.ceiling = buf->ceiling};
}

void buf_reset(struct buf *buf)
{
    if (buf->data != NULL) {
        explicit_bzero(buf->data, buf->size);
    }
    buf->size = 0;
    buf->failed = 0;
}

/* Not realloc: the old bytes may be secret and must be wiped. */
static int grow(struct buf *buf, size_t needed)
{
    size_t capacity = buf->capacity == 0 ? FIRST_CAPACITY : buf->capacity;
    uint8_t *data;

    while (capacity < needed) {
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    }

    data = malloc(capacity);
    if (data == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (buf->data != NULL) {
        memcpy(data, buf->data, buf->size);
        explicit_bzero(buf->data, buf->capacity);
        free(buf->data);
    }
    buf->data = data;
    buf->capacity = capacity;
    return 0;
}

/* Room for size more bytes and, behind them, the NUL of buf_text. */
static int reserve(struct buf *buf, size_t size)
{
    if (buf->failed != 0) {
        return buf->failed;
    }
    if (size > buf->ceiling - buf->size) {
        buf->failed = BUF_FULL;
        return buf->failed;
    }
    if (buf->data == NULL || buf->capacity - buf->size <= size) {
        buf->failed = grow(buf, buf->size + size + 1);
    }
    return buf->failed;
}

uint8_t *buf_extend(struct buf *buf, size_t size)
{
    uint8_t *start;

    if (reserve(buf, size) != 0) {
        return NULL;
    }
    start = buf->data + buf->size;
    memset(start, 0, size);
    buf->size += size;
    return start;
}

void buf_put(struct buf *buf, const void *data, size_t size)
{
    if (reserve(buf, size) != 0 || size == 0) {
        return;
    }
    memcpy(buf->data + buf->size, data, size);
    buf->size += size;
}

void buf_put_span(struct buf *buf, struct span span)
{
    buf_put(buf, span.data, span.size);
}

void buf_put_text(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

static void put_number(struct buf *buf, uint64_t value, size_t width)
{
    uint8_t bytes[8];
    size_t i;

    for (i = 0; i < width; i++) {
        bytes[i] = (uint8_t)(value >> (8 * (width - 1 - i)));
    }
    buf_put(buf, bytes, width);
}

void buf_put_u8(struct buf *buf, uint8_t value)
{
    put_number(buf, value, 1);
}

void buf_put_u16(struct buf *buf, uint16_t value)
{
    put_number(buf, value, 2);
}

void buf_put_u32(struct buf *buf, uint32_t value)
{
    put_number(buf, value, 4);
}

void buf_put_u64(struct buf *buf, uint64_t value)
{
    put_number(buf, value, 8);
}

void buf_vprintf(struct buf *buf, const char *format, va_list arguments)
{
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0 && reserve(buf, (size_t)length) == 0) {
        (void)vsnprintf(
            (char *)buf->data + buf->size, (size_t)length + 1, format, again);
        buf->size += (size_t)length;
    }
    va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    buf_vprintf(buf, format, arguments);
    va_end(arguments);
}

int buf_status(const struct buf *buf)
{
    return buf->failed;
}

struct span buf_span(const struct buf *buf)
{
    return span_of(buf->data, buf->size);
}

const char *buf_text(struct buf *buf)
{
    if (reserve(buf, 0) != 0) {
        return "";
    }
    buf->data[buf->size] = 0;
    return (const char *)buf->data;
}
