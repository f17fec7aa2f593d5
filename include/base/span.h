/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A span: borrowed bytes and their length. It owns nothing and never changes them. */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span {
    const uint8_t *data;
    size_t size;
};

static inline struct span span_of(const void *data, size_t size)
{
    return (struct span){(const uint8_t *)data, size};
}

/* The bytes of a text without its final NUL. */
static inline struct span span_of_text(const char *text)
{
    return span_of(text, strlen(text));
}

/* Equal length and bytes. Not constant in time: never for secrets. */
static inline bool span_is_equal(struct span a, struct span b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* The span of an array or of a struct of bytes. */
#define SPAN(object) span_of(&(object), sizeof(object))

#endif
