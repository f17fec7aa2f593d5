// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/notice.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/fault.h"

#include "notice_lines.h"

enum {
    TEXTS_MAX = 32 << 20,
    FIRST_ROOM = 64,
};

const char *notice_at(const struct notice *notice, size_t place)
{
    return (const char *)notice->texts.data + place;
}

int notice_new(const char *title, struct notice **out)
{
    CLEANUP(notice_freep) struct notice *notice = calloc(1, sizeof(*notice));

    if (notice == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    buf_init(&notice->texts, TEXTS_MAX);
    buf_put_text(&notice->texts, title);
    buf_put_u8(&notice->texts, 0);
    if (buf_status(&notice->texts) != 0) {
        return FOLD(buf_status(&notice->texts));
    }
    *out = notice_take(&notice);
    return 0;
}

void notice_free(struct notice *notice)
{
    if (notice == NULL) {
        return;
    }
    buf_deinit(&notice->texts);
    free(notice->lines);
    free(notice->sections);
    free(notice->page_texts);
    free(notice->page_facts);
    free(notice->page_items);
    free(notice);
}

/* A further line whose text comes next; NULL: no memory, which notice_page tells. */
static struct notice_line *add(struct notice *notice, enum notice_kind kind)
{
    struct notice_line *line;

    if (notice->count == notice->room) {
        size_t room = notice->room == 0 ? FIRST_ROOM : 2 * notice->room;
        struct notice_line *lines = realloc(notice->lines, room * sizeof(*lines));

        if (lines == NULL) {
            notice->fault = FAULT(FAULT_MEMORY);
            return NULL;
        }
        notice->lines = lines;
        notice->room = room;
    }
    line = &notice->lines[notice->count++];
    *line = (struct notice_line){.kind = kind, .text = notice->texts.size};
    return line;
}

static void put(struct notice *notice, const char *text)
{
    buf_put_text(&notice->texts, text);
    buf_put_u8(&notice->texts, 0);
}

void notice_section(struct notice *notice, const char *heading)
{
    if (add(notice, NOTICE_SECTION) != NULL) {
        put(notice, heading);
    }
}

void notice_part(struct notice *notice, const char *heading)
{
    if (add(notice, NOTICE_PART) != NULL) {
        put(notice, heading);
    }
}

/* The text of a line that was added. */
PRINTF(2, 0)
static void put_format(struct notice *notice, const char *format, va_list arguments)
{
    buf_vprintf(&notice->texts, format, arguments);
    buf_put_u8(&notice->texts, 0);
}

void notice_text(struct notice *notice, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (add(notice, NOTICE_TEXT) != NULL) {
        put_format(notice, format, arguments);
    }
    va_end(arguments);
}

void notice_item(struct notice *notice, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (add(notice, NOTICE_ITEM) != NULL) {
        put_format(notice, format, arguments);
    }
    va_end(arguments);
}

void notice_fact(struct notice *notice, const char *name, const char *format, ...)
{
    struct notice_line *line = add(notice, NOTICE_FACT);
    va_list arguments;

    va_start(arguments, format);
    if (line != NULL) {
        line->name = notice->texts.size;
        put(notice, name);
        line->text = notice->texts.size;
        put_format(notice, format, arguments);
    }
    va_end(arguments);
}
