// SPDX-License-Identifier: AGPL-3.0-or-later
#include "multipart.h"

#include <string.h>
#include <strings.h>

enum {
    BOUNDARY_MAX = 70,
};

static const char line_end[] = "\r\n";

/* Skips the text if the span begins with it, in any case of letters. */
static bool skip(struct span *rest, const char *text)
{
    size_t size = strlen(text);

    if (rest->size < size || strncasecmp((const char *)rest->data, text, size) != 0) {
        return false;
    }
    *rest = span_of(rest->data + size, rest->size - size);
    return true;
}

/* What is before the mark, which is skipped with it. */
static bool until(struct span *rest, struct span mark, struct span *out)
{
    const uint8_t *at =
        rest->size > 0 ? memmem(rest->data, rest->size, mark.data, mark.size) : NULL;
    size_t size;

    if (at == NULL) {
        return false;
    }
    size = (size_t)(at - rest->data);
    *out = span_of(rest->data, size);
    *rest = span_of(at + mark.size, rest->size - size - mark.size);
    return true;
}

/* What a browser makes a boundary of; it never needs quotes. */
static bool is_boundary(struct span text)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
              || c == '-' || c == '_' || c == '\'')) {
            return false;
        }
    }
    return text.size > 0 && text.size <= BOUNDARY_MAX;
}

static bool find_boundary(const struct request *request, struct span *out)
{
    struct span type = request_header(request, "Content-Type");

    if (request_count(request, "Content-Type") != 1
        || !skip(&type, MULTIPART_TYPE "; boundary=") || !is_boundary(type)) {
        return false;
    }
    *out = type;
    return true;
}

/* Our names: letters, digits, dashes and underscores. */
static bool is_name(struct span name)
{
    size_t i;

    for (i = 0; i < name.size; i++) {
        uint8_t c = name.data[i];

        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
              || c == '-' || c == '_')) {
            return false;
        }
    }
    return name.size > 0;
}

/* Content-Disposition first, then for a file its Content-Type and nothing else. The
 * file's own name is nobody's business. */
static bool read_head(struct span head, struct multipart_part *out)
{
    struct span rest = head;
    struct span file;

    if (!skip(&rest, "Content-Disposition: form-data; name=\"")
        || !until(&rest, span_of_text("\""), &out->name) || !is_name(out->name)) {
        return false;
    }
    out->is_file = skip(&rest, "; filename=\"");
    if (out->is_file && !until(&rest, span_of_text("\""), &file)) {
        return false;
    }
    if (rest.size == 0) {
        return true;
    }
    return skip(&rest, "\r\nContent-Type: ")
           && memchr(rest.data, '\r', rest.size) == NULL;
}

static const struct multipart_part *find(const struct multipart *form, struct span name)
{
    size_t i;

    for (i = 0; i < form->count; i++) {
        if (span_is_equal(form->list[i].name, name)) {
            return &form->list[i];
        }
    }
    return NULL;
}

static int add_part(struct span part, struct multipart *out)
{
    struct multipart_part read = {.is_file = false};
    struct span head;

    if (!until(&part, span_of_text("\r\n\r\n"), &head) || !read_head(head, &read)) {
        return MULTIPART_MALFORMED;
    }
    if (find(out, read.name) != NULL) {
        return MULTIPART_TWICE;
    }
    if (out->count == MULTIPART_MAX) {
        return MULTIPART_FULL;
    }
    read.value = part;
    out->list[out->count++] = read;
    return 0;
}

int multipart_parse(const struct request *request, struct multipart *out)
{
    char text[BOUNDARY_MAX + sizeof("\r\n--")] = "\r\n--";
    struct span rest = request->body;
    struct span boundary;
    struct span mark;
    struct span part;
    int r = 0;

    out->count = 0;
    if (!find_boundary(request, &boundary)) {
        return MULTIPART_MALFORMED;
    }
    memcpy(text + strlen(text), boundary.data, boundary.size);
    mark = span_of(text, strlen("\r\n--") + boundary.size);
    if (!skip(&rest, text + strlen(line_end))) {
        return MULTIPART_MALFORMED;
    }
    while (r == 0 && skip(&rest, line_end)) {
        r = until(&rest, mark, &part) ? add_part(part, out) : MULTIPART_MALFORMED;
    }
    if (r == 0 && !(skip(&rest, "--") && (skip(&rest, line_end), rest.size == 0))) {
        r = MULTIPART_MALFORMED;
    }
    if (r != 0) {
        out->count = 0;
    }
    return r;
}

struct span multipart_value(const struct multipart *form, const char *name)
{
    const struct multipart_part *part = find(form, span_of_text(name));

    return part != NULL ? part->value : span_of("", 0);
}
