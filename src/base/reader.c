// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/reader.h"

#include <string.h>

void reader_init(struct reader *reader, struct span span)
{
    *reader = (struct reader){.rest = span};
}

struct span reader_take(struct reader *reader, size_t size)
{
    struct span taken;

    if (reader->failed || size > reader->rest.size) {
        reader->failed = true;
        return span_of(NULL, 0);
    }
    taken = span_of(reader->rest.data, size);
    if (size > 0) {
        reader->rest.data += size;
        reader->rest.size -= size;
    }
    return taken;
}

static uint64_t take_number(struct reader *reader, size_t width)
{
    struct span bytes = reader_take(reader, width);
    uint64_t value = 0;
    size_t i;

    for (i = 0; i < bytes.size; i++) {
        value = value << 8 | bytes.data[i];
    }
    return value;
}

uint8_t reader_u8(struct reader *reader)
{
    return (uint8_t)take_number(reader, 1);
}

uint16_t reader_u16(struct reader *reader)
{
    return (uint16_t)take_number(reader, 2);
}

uint32_t reader_u32(struct reader *reader)
{
    return (uint32_t)take_number(reader, 4);
}

uint64_t reader_u64(struct reader *reader)
{
    return take_number(reader, 8);
}

void reader_copy(struct reader *reader, void *out, size_t size)
{
    struct span bytes = reader_take(reader, size);

    if (bytes.size == 0) {
        memset(out, 0, size);
        return;
    }
    memcpy(out, bytes.data, size);
}

struct span reader_line(struct reader *reader)
{
    struct span line;
    const uint8_t *end = NULL;

    if (!reader->failed && reader->rest.size > 0) {
        end = memchr(reader->rest.data, '\n', reader->rest.size);
    }
    if (end == NULL) {
        reader->failed = true;
        return span_of(NULL, 0);
    }
    line = reader_take(reader, (size_t)(end - reader->rest.data));
    (void)reader_take(reader, 1);
    return line;
}

bool reader_skip(struct reader *reader, const char *text)
{
    size_t size = strlen(text);

    if (reader->failed || size > reader->rest.size
        || memcmp(reader->rest.data, text, size) != 0) {
        return false;
    }
    (void)reader_take(reader, size);
    return true;
}

bool reader_is_empty(const struct reader *reader)
{
    return reader->rest.size == 0;
}

bool reader_done(const struct reader *reader)
{
    return !reader->failed && reader->rest.size == 0;
}
