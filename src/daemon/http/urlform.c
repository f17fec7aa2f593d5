// SPDX-License-Identifier: AGPL-3.0-or-later
#include "urlform.h"

#include <string.h>

#include "base/fault.h"

enum {
    NUMBER_DIGITS = 9,
};

static int digit_of(uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What a browser leaves as it is. */
static bool is_plain(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
           || c == '*' || c == '-' || c == '.' || c == '_';
}

static int decode_escape(const uint8_t *at, size_t left, struct buf *out)
{
    int high = left > 2 ? digit_of(at[1]) : -1;
    int low = left > 2 ? digit_of(at[2]) : -1;

    if (high < 0 || low < 0 || (high == 0 && low == 0)) {
        return URLFORM_MALFORMED;
    }
    buf_put_u8(out, (uint8_t)(high * 16 + low));
    return 0;
}

static int decode(struct span text, struct buf *out)
{
    size_t i = 0;
    int r = 0;

    while (i < text.size && r == 0) {
        uint8_t c = text.data[i];

        if (c == '%') {
            r = decode_escape(text.data + i, text.size - i, out);
            i += 3;
        } else if (c == '+') {
            buf_put_u8(out, ' ');
            i++;
        } else if (is_plain(c)) {
            buf_put_u8(out, c);
            i++;
        } else {
            r = URLFORM_MALFORMED;
        }
    }
    return r;
}

/* Our names: letters, digits, dashes and underscores. */
static bool is_name(struct span name)
{
    size_t i;

    for (i = 0; i < name.size; i++) {
        if (!is_plain(name.data[i]) || name.data[i] == '*' || name.data[i] == '.') {
            return false;
        }
    }
    return name.size > 0;
}

static int add_field(struct urlform *form, struct span name, struct span value)
{
    size_t from = form->bytes.size;
    size_t i;
    int r;

    if (!is_name(name)) {
        return URLFORM_MALFORMED;
    }
    if (form->count == URLFORM_MAX) {
        return URLFORM_FULL;
    }
    for (i = 0; i < form->count; i++) {
        if (span_is_equal(form->list[i].name, name)) {
            return URLFORM_TWICE;
        }
    }
    r = decode(value, &form->bytes);
    if (r != 0) {
        return r;
    }
    form->list[form->count++] = (struct urlform_field){
        name, span_of(form->bytes.data + from, form->bytes.size - from)};
    return 0;
}

static struct span until(struct span *rest, uint8_t mark)
{
    const uint8_t *end = rest->size > 0 ? memchr(rest->data, mark, rest->size) : NULL;
    size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    struct span taken = span_of(rest->data, size);
    size_t skip = end != NULL ? size + 1 : size;

    *rest = span_of(rest->data + skip, rest->size - skip);
    return taken;
}

static int parse_field(struct span field, struct urlform *out)
{
    struct span rest = field;
    struct span name = until(&rest, '=');

    if (name.size == field.size) {
        return URLFORM_MALFORMED; /* no '=' */
    }
    return add_field(out, name, rest);
}

int urlform_parse(struct span body, struct urlform *out)
{
    struct span rest = body;
    int r = 0;

    out->count = 0;
    buf_init(&out->bytes, URLFORM_BODY_MAX);
    if (body.size == 0) {
        return 0;
    }
    if (body.size > URLFORM_BODY_MAX || body.data[body.size - 1] == '&') {
        return URLFORM_MALFORMED;
    }
    /* Decoding never lengthens: with room for all, the bytes stay where they are. */
    (void)buf_extend(&out->bytes, body.size);
    r = buf_status(&out->bytes);
    out->bytes.size = 0;
    while (r == 0 && rest.size > 0) {
        r = parse_field(until(&rest, '&'), out);
    }
    return r;
}

void urlform_deinit(struct urlform *form)
{
    buf_deinit(&form->bytes);
    form->count = 0;
}

static const struct urlform_field *find(const struct urlform *form, const char *name)
{
    size_t i;

    for (i = 0; i < form->count; i++) {
        if (span_is_equal(form->list[i].name, span_of_text(name))) {
            return &form->list[i];
        }
    }
    return NULL;
}

struct span urlform_value(const struct urlform *form, const char *name)
{
    const struct urlform_field *field = find(form, name);

    return field != NULL ? field->value : span_of("", 0);
}

bool urlform_has(const struct urlform *form, const char *name)
{
    return find(form, name) != NULL;
}

static struct span trimmed(struct span text)
{
    while (text.size > 0 && text.data[0] == ' ') {
        text = span_of(text.data + 1, text.size - 1);
    }
    return text;
}

/* Looks through one Cookie header; how often the name is there. */
static size_t find_cookie(struct span header, const char *name, struct span *out)
{
    struct span rest = header;
    size_t count = 0;

    while (rest.size > 0) {
        struct span pair = trimmed(until(&rest, ';'));
        struct span own = until(&pair, '=');

        if (span_is_equal(own, span_of_text(name))) {
            *out = pair;
            count++;
        }
    }
    return count;
}

struct span urlform_cookie(const struct request *request, const char *name)
{
    struct span found = span_of("", 0);
    size_t count = 0;
    size_t i;

    for (i = 0; i < request->header_count; i++) {
        struct request one = {.headers = &request->headers[i], .header_count = 1};

        count += find_cookie(request_header(&one, "Cookie"), name, &found);
    }
    return count == 1 ? found : span_of("", 0);
}

bool urlform_number(const struct urlform *form, const char *name, uint64_t *out)
{
    struct span text = urlform_value(form, name);
    uint64_t number = 0;
    size_t i;

    if (text.size > NUMBER_DIGITS) {
        return false;
    }
    for (i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
        number = number * 10 + (uint64_t)(text.data[i] - '0');
    }
    *out = number;
    return true;
}
