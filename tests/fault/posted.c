// SPDX-License-Identifier: AGPL-3.0-or-later
#include "posted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/codec.h"

static struct buf submission;

static void
make(struct town *town, enum entry_type type, struct span document, unsigned by)
{
    buf_deinit(&submission);
    buf_init(&submission, ENTRY_SIZE_MAX);
    town_submission(town, type, document, by, &submission);
}

void posted_make(struct town *town, struct document *document, unsigned by)
{
    struct buf text;

    buf_init(&text, CODEC_SIZE_MAX);
    assert_int_equal(codec_write(document, &text), 0);
    make(town, document->type, buf_span(&text), by);
    document_free(document);
    buf_deinit(&text);
}

void posted_waiting(struct town *town, enum entry_type type)
{
    struct buf text;

    buf_init(&text, CODEC_SIZE_MAX);
    assert_int_equal(town_waiting(town, type, &text), 0);
    make(town, type, buf_span(&text), TOWN_RETURNING);
    buf_deinit(&text);
}

int posted_submit(struct town *town)
{
    struct submitted submitted;

    return desk_submit(town->desk, buf_span(&submission), &submitted);
}

int posted_end(void **state)
{
    (void)state;
    buf_deinit(&submission);
    return 0;
}
