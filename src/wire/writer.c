// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/writer.h"

#include <assert.h>

#include "base/moment.h"

enum {
    INDENT = 2,
};

static void put_spaces(struct writer *writer)
{
    unsigned i;

    for (i = 0; i < INDENT * writer->depth; i++) {
        buf_put_u8(writer->out, ' ');
    }
}

static void put_quoted(struct writer *writer, struct span text)
{
    size_t i;

    buf_put_u8(writer->out, '"');
    for (i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];

        if (byte < 0x20) {
            buf_printf(writer->out, "\\u%04x", byte);
            continue;
        }
        if (byte == '"' || byte == '\\') {
            buf_put_u8(writer->out, '\\');
        }
        buf_put_u8(writer->out, byte);
    }
    buf_put_u8(writer->out, '"');
}

/* What stands before a value: the comma after the last one, the line, the name. */
static void begin_value(struct writer *writer, const char *name)
{
    if (writer->has_item[writer->depth]) {
        buf_put_u8(writer->out, ',');
    }
    writer->has_item[writer->depth] = true;
    buf_put_u8(writer->out, '\n');
    put_spaces(writer);
    if (name != NULL) {
        put_quoted(writer, span_of_text(name));
        buf_put_text(writer->out, ": ");
    }
}

static void open_level(struct writer *writer, char bracket)
{
    assert(writer->depth < WRITER_DEPTH_MAX);
    buf_put_u8(writer->out, (uint8_t)bracket);
    writer->depth++;
    writer->has_item[writer->depth] = false;
}

static void close_level(struct writer *writer, char bracket)
{
    bool has_item = writer->has_item[writer->depth];

    assert(writer->depth > 0);
    writer->depth--;
    if (has_item) {
        buf_put_u8(writer->out, '\n');
        put_spaces(writer);
    }
    buf_put_u8(writer->out, (uint8_t)bracket);
}

void writer_begin(struct writer *writer, struct buf *out)
{
    *writer = (struct writer){.out = out};
    open_level(writer, '{');
}

void writer_end(struct writer *writer)
{
    close_level(writer, '}');
    assert(writer->depth == 0);
    buf_put_u8(writer->out, '\n');
}

void writer_open_object(struct writer *writer, const char *name)
{
    begin_value(writer, name);
    open_level(writer, '{');
}

void writer_close_object(struct writer *writer)
{
    close_level(writer, '}');
}

void writer_open_list(struct writer *writer, const char *name)
{
    begin_value(writer, name);
    open_level(writer, '[');
}

void writer_close_list(struct writer *writer)
{
    close_level(writer, ']');
}

void writer_text(struct writer *writer, const char *name, const char *text)
{
    writer_span(writer, name, span_of_text(text));
}

void writer_span(struct writer *writer, const char *name, struct span text)
{
    begin_value(writer, name);
    put_quoted(writer, text);
}

void writer_number(struct writer *writer, const char *name, uint64_t number)
{
    begin_value(writer, name);
    buf_printf(writer->out, "%llu", (unsigned long long)number);
}

void writer_decimal(struct writer *writer, const char *name, const char *number)
{
    begin_value(writer, name);
    buf_put_text(writer->out, number);
}

void writer_yes(struct writer *writer, const char *name)
{
    begin_value(writer, name);
    buf_put_text(writer->out, "true");
}

void writer_no(struct writer *writer, const char *name)
{
    begin_value(writer, name);
    buf_put_text(writer->out, "false");
}

void writer_null(struct writer *writer, const char *name)
{
    begin_value(writer, name);
    buf_put_text(writer->out, "null");
}

void writer_bytes(struct writer *writer, const char *name, struct span bytes)
{
    size_t i;

    begin_value(writer, name);
    buf_put_u8(writer->out, '"');
    for (i = 0; i < bytes.size; i++) {
        buf_printf(writer->out, "%02x", bytes.data[i]);
    }
    buf_put_u8(writer->out, '"');
}

void writer_moment(struct writer *writer, const char *name, int64_t moment)
{
    char text[MOMENT_SIZE];

    moment_write(moment, text);
    writer_text(writer, name, text);
}
