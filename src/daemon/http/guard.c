// SPDX-License-Identifier: AGPL-3.0-or-later
#include "guard.h"

#include <stdbool.h>
#include <string.h>

enum {
    LENGTH_DIGITS = 18,
};

static bool is_plain(struct span text)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        if ((text.data[i] < ' ' && text.data[i] != '\t') || text.data[i] == 0x7f) {
            return false;
        }
    }
    return true;
}

/* RFC 9110's token. */
static bool is_token(struct span text)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    size_t i;

    for (i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];

        if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
            && (c == 0 || strchr(marks, c) == NULL)) {
            return false;
        }
    }
    return text.size > 0;
}

enum problem guard_target(const char *target)
{
    const char *at;

    if (strlen(target) > REQUEST_TARGET) {
        return PROBLEM_TARGET;
    }
    for (at = target; *at != '\0'; at++) {
        if (*at <= ' ' || *at == 0x7f || *at == '#') {
            return PROBLEM_REQUEST;
        }
    }
    return target[0] == '/' ? PROBLEM_NONE : PROBLEM_REQUEST;
}

/* Whether `size` bytes of NUL come next; moves behind them. */
static bool skip_nul(struct span *rest, size_t size)
{
    size_t i;

    if (rest->size < size) {
        return false;
    }
    for (i = 0; i < size; i++) {
        if (rest->data[i] != 0) {
            return false;
        }
    }
    *rest = span_of(rest->data + size, rest->size - size);
    return true;
}

/* Whether exactly this text, in place, comes next; moves behind it. */
static bool skip_text(struct span *rest, struct span text)
{
    if (text.data != rest->data || text.size > rest->size) {
        return false;
    }
    *rest = span_of(rest->data + text.size, rest->size - text.size);
    return true;
}

static void skip_blanks(struct span *rest)
{
    while (rest->size > 0 && (rest->data[0] == ' ' || rest->data[0] == '\t')) {
        *rest = span_of(rest->data + 1, rest->size - 1);
    }
}

static bool skip_first_line(const struct head *head, struct span *rest)
{
    const char *method = (const char *)head->bytes.data;
    size_t method_size = strnlen(method, head->bytes.size);
    struct span target = span_of(head->target, head->target_size);

    return skip_text(rest, span_of(method, method_size)) && skip_nul(rest, 1)
           && skip_text(rest, target) && skip_nul(rest, 1)
           && skip_text(rest, span_of_text(head->version)) && skip_nul(rest, 2);
}

static bool skip_header(const struct header *header, struct span *rest)
{
    if (!skip_text(rest, header->name) || !skip_nul(rest, 1)) {
        return false;
    }
    skip_blanks(rest);
    return skip_text(rest, header->value) && skip_nul(rest, 2);
}

/* A folded line, a NUL, a bare line end: each leaves bytes nobody accounts for. */
static bool is_accounted(const struct head *head)
{
    struct span rest = head->bytes;
    size_t i;

    if (!skip_first_line(head, &rest)) {
        return false;
    }
    for (i = 0; i < head->header_count; i++) {
        if (!skip_header(&head->headers[i], &rest)) {
            return false;
        }
    }
    return skip_nul(&rest, 2) && rest.size == 0;
}

static bool is_number(struct span text)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
    }
    return text.size > 0;
}

enum problem guard_head(const struct head *head)
{
    struct request request = {.header_count = head->header_count,
                              .headers = head->headers};
    size_t lengths;
    size_t i;

    if (!is_accounted(head)) {
        return PROBLEM_REQUEST;
    }
    for (i = 0; i < head->header_count; i++) {
        if (!is_token(head->headers[i].name) || !is_plain(head->headers[i].value)) {
            return PROBLEM_REQUEST;
        }
    }
    if (request_count(&request, "Transfer-Encoding") > 0) {
        return PROBLEM_LENGTH;
    }
    lengths = request_count(&request, "Content-Length");
    if (lengths > 1 || request_count(&request, "Host") > 1
        || (lengths == 1 && !is_number(request_header(&request, "Content-Length")))) {
        return PROBLEM_REQUEST;
    }
    return PROBLEM_NONE;
}

uint64_t guard_length(const struct request *request)
{
    struct span text = request_header(request, "Content-Length");
    uint64_t length = 0;
    size_t i;

    if (text.size > LENGTH_DIGITS) {
        return UINT64_MAX;
    }
    for (i = 0; i < text.size; i++) {
        length = length * 10 + (uint64_t)(text.data[i] - '0');
    }
    return length;
}
