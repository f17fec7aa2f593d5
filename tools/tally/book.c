// SPDX-License-Identifier: AGPL-3.0-or-later
#include "book.h"

#include <stdbool.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/reader.h"

enum {
    SEALED_MAX = SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA,
};

int book_add(const struct box_key *officer,
             const struct sealed_reference *reference,
             struct buf *book)
{
    CLEANUP(buf_deinit) struct buf sealed;
    char hex[2 * SEALED_MAX + 1];
    int r;

    buf_init(&sealed, SEALED_MAX);
    r = FOLD(sealbox_seal_reference(officer, reference, &sealed));
    if (r != 0) {
        return r;
    }
    hex_encode(buf_span(&sealed), hex);
    buf_put_span(book, reference->member);
    buf_printf(book, "\t%s\n", hex);
    return FOLD(buf_status(book));
}

static bool is_of(struct span line, struct span member)
{
    return line.size > member.size && memcmp(line.data, member.data, member.size) == 0
           && line.data[member.size] == '\t';
}

struct span book_find(struct span book, struct span member)
{
    struct reader reader;

    reader_init(&reader, book);
    while (!reader.failed && !reader_is_empty(&reader)) {
        struct span line = reader_line(&reader);

        if (is_of(line, member)) {
            return span_of(line.data + member.size + 1, line.size - member.size - 1);
        }
    }
    return span_of(NULL, 0);
}

void book_copy_without(struct span book, struct span member, struct buf *out)
{
    struct reader reader;

    reader_init(&reader, book);
    while (!reader.failed && !reader_is_empty(&reader)) {
        struct span line = reader_line(&reader);

        if (!is_of(line, member)) {
            buf_put_span(out, line);
            buf_put_u8(out, '\n');
        }
    }
}
