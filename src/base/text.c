// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/fault.h"

enum {
    BASE = 10,
};

static bool is_ascii(struct span text)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        if (text.data[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

/* Takes one character off the front; TEXT_ENCODING when there is none. */
static int take(struct span *text, utf8proc_int32_t *out)
{
    utf8proc_ssize_t used;

    used = utf8proc_iterate(text->data, (utf8proc_ssize_t)text->size, out);
    if (used <= 0) {
        return TEXT_ENCODING;
    }
    text->data += used;
    text->size -= (size_t)used;
    return 0;
}

/* Characters that act instead of showing: they could hide what a text says. */
static bool is_control(utf8proc_int32_t character)
{
    if (character < 0x80) {
        return character < 0x20 || character == 0x7f;
    }
    if (character < 0xa0) {
        return true;
    }
    return character == 0x2028 || character == 0x2029
           || (character >= 0x202a && character <= 0x202e)
           || (character >= 0x2066 && character <= 0x2069) || character == 0xfeff;
}

static int check_characters(struct span text, enum text_lines lines)
{
    utf8proc_int32_t character;
    int r;

    while (text.size > 0) {
        r = take(&text, &character);
        if (r != 0) {
            return r;
        }
        if (is_control(character) && !(lines == TEXT_MANY_LINES && character == '\n')) {
            return TEXT_CONTROL;
        }
    }
    return 0;
}

static void release(utf8proc_uint8_t **mapped)
{
    free(*mapped);
}

/* Appends the text as utf8proc maps it. */
static int map(struct span text, unsigned options, struct buf *out)
{
    CLEANUP(release) utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t size;

    if (text.size == 0) {
        return 0;
    }
    size = utf8proc_map(text.data,
                        (utf8proc_ssize_t)text.size,
                        &mapped,
                        (utf8proc_option_t)(options | UTF8PROC_STABLE));
    if (size == UTF8PROC_ERROR_NOMEM) {
        return FAULT(FAULT_MEMORY);
    }
    if (size < 0) {
        return TEXT_ENCODING;
    }
    buf_put(out, mapped, (size_t)size);
    return buf_status(out) == BUF_FULL ? TEXT_LONG : buf_status(out);
}

static int check_form(struct span text)
{
    CLEANUP(buf_deinit) struct buf normal;
    int r;

    buf_init(&normal, 16 * text.size + 64);
    r = map(text, UTF8PROC_COMPOSE, &normal);
    if (r != 0) {
        return r;
    }
    return span_is_equal(text, buf_span(&normal)) ? 0 : TEXT_FORM;
}

int text_check(struct span text, enum text_lines lines)
{
    int r;

    r = check_characters(text, lines);
    if (r != 0 || is_ascii(text)) {
        return r;
    }
    return check_form(text);
}

static int copy(struct span text, enum text_lines lines, char *out, size_t size)
{
    int r;

    if (text.size >= size) {
        return TEXT_LONG;
    }
    r = text_check(text, lines);
    if (r != 0) {
        return r;
    }
    if (text.size > 0) {
        memcpy(out, text.data, text.size);
    }
    out[text.size] = 0;
    return 0;
}

int text_copy(struct span text, char *out, size_t size)
{
    return copy(text, TEXT_ONE_LINE, out, size);
}

int text_copy_lines(struct span text, char *out, size_t size)
{
    return copy(text, TEXT_MANY_LINES, out, size);
}

/* Line ends become one kind, tabs spaces. */
static void put_plain(struct span text, enum text_lines lines, struct buf *out)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];

        if (byte == '\r' && i + 1 < text.size && text.data[i + 1] == '\n') {
            continue;
        }
        if (byte == '\r' || byte == '\n') {
            byte = lines == TEXT_MANY_LINES ? '\n' : ' ';
        } else if (byte == '\t') {
            byte = ' ';
        }
        buf_put_u8(out, byte);
    }
}

int text_tidy(struct span text, enum text_lines lines, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf plain;
    struct span trimmed;
    int r;

    buf_init(&plain, text.size);
    put_plain(text, lines, &plain);
    r = buf_status(&plain);
    if (r != 0) {
        return FOLD(r);
    }
    trimmed = text_trim(buf_span(&plain));
    if (trimmed.size == 0) {
        return TEXT_EMPTY;
    }
    r = check_characters(trimmed, lines);
    if (r != 0) {
        return r;
    }
    return map(trimmed, UTF8PROC_COMPOSE, out);
}

int text_fold(struct span text, struct buf *out)
{
    return map(text,
               UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK
                   | UTF8PROC_COMPAT | UTF8PROC_IGNORE,
               out);
}

/* What makes a run of characters a word; "&" is read out as one. */
static bool is_part_of_word(utf8proc_int32_t character)
{
    switch ((unsigned)utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return character == '&';
    }
}

/* White space, seen or not. */
static bool is_gap(utf8proc_int32_t character)
{
    switch ((unsigned)utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
        return true;
    default:
        return character == 0x200b;
    }
}

static bool is_figure(utf8proc_int32_t character)
{
    return utf8proc_category(character) == UTF8PROC_CATEGORY_ND;
}

enum {
    NO_CHARACTER = -1, /* beyond either end */
};

/* Three neighbours in a text. */
struct view {
    utf8proc_int32_t before;
    utf8proc_int32_t here;
    utf8proc_int32_t after;
};

/* A sign that parts words without white space: "one,two", "so—then", "well...no"; but
 * "2,000" and "2019–2023" are one word. */
static bool is_parting(const struct view *view)
{
    bool is_inside_number = is_figure(view->before) && is_figure(view->after);

    switch (view->here) {
    case ',':
    case 0x2012: /* figure dash */
    case 0x2013: /* en dash */
        return !is_inside_number;
    case '-':
    case '.':
        return view->before == view->here || view->after == view->here;
    case ';':
    case 0x2014: /* em dash */
    case 0x2015:
    case 0x2026: /* ellipsis */
        return true;
    default:
        return false;
    }
}

struct words {
    bool is_inside;
    bool is_address; /* behind "//": up to the next white space */
    size_t count;
};

static void count_one(struct words *words, const struct view *view)
{
    words->is_address = words->is_address || (view->here == '/' && view->before == '/');
    if (is_gap(view->here)) {
        words->is_inside = false;
        words->is_address = false;
    } else if (!words->is_address && is_parting(view)) {
        words->is_inside = false;
    } else if (!words->is_inside && is_part_of_word(view->here)) {
        words->is_inside = true;
        words->count++;
    }
}

int text_words(struct span text, size_t *out)
{
    struct words words = {.count = 0};
    struct view view = {NO_CHARACTER, NO_CHARACTER, NO_CHARACTER};
    bool is_begun = false;

    while (text.size > 0 || view.after != NO_CHARACTER) {
        view = (struct view){view.here, view.after, NO_CHARACTER};
        if (text.size > 0 && take(&text, &view.after) != 0) {
            return TEXT_ENCODING;
        }
        if (is_begun) {
            count_one(&words, &view);
        }
        is_begun = true;
    }

    *out = words.count;
    return 0;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct span text_trim(struct span text)
{
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && is_blank(text.data[text.size - 1])) {
        text.size--;
    }
    return text;
}

int text_number(struct span text, uint64_t max, uint64_t *out)
{
    uint64_t number = 0;
    size_t i;

    if (text.size == 0 || text.data[0] == '0') {
        return TEXT_NUMBER;
    }
    for (i = 0; i < text.size; i++) {
        unsigned digit = (unsigned)text.data[i] - '0';

        if (digit > BASE - 1 || digit > max || number > (max - digit) / BASE) {
            return TEXT_NUMBER;
        }
        number = BASE * number + digit;
    }
    *out = number;
    return 0;
}

unsigned text_choice(struct span text, const char *(*name_of)(unsigned place))
{
    const char *name;
    unsigned place;

    for (place = 1; (name = name_of(place)) != NULL; place++) {
        if (span_is_equal(text, span_of_text(name))) {
            return place;
        }
    }
    return 0;
}

const char *text_refusal_name(int refusal)
{
    static const char *const names[] = {
        [TEXT_ENCODING] = "not UTF-8",
        [TEXT_CONTROL] = "holds a control character",
        [TEXT_FORM] = "not in Unicode normal form C",
        [TEXT_LONG] = "too long",
        [TEXT_EMPTY] = "empty",
        [TEXT_NUMBER] = "not a whole number in range",
    };

    if (refusal <= 0 || (size_t)refusal >= ARRAY_SIZE(names)) {
        return "not acceptable";
    }
    return names[refusal];
}
