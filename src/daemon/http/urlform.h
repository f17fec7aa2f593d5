/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A form's fields as a browser sends them (application/x-www-form-urlencoded), and
 * cookies. Strict: a name twice, a stray percent sign, a raw byte a browser would have
 * encoded, or a NUL is refused. Values are bytes; who reads them checks the text.
 */
#ifndef DAEMON_URLFORM_H
#define DAEMON_URLFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

#include "request.h"

enum {
    URLFORM_MAX = 400,
    URLFORM_BODY_MAX = 64 << 10,
};

enum urlform_refusal {
    URLFORM_MALFORMED = 1,
    URLFORM_TWICE, /* a name, so that nobody need guess which one counts */
    URLFORM_FULL,  /* more fields than any form of ours has */
};

struct urlform_field {
    struct span name;
    struct span value;
};

struct urlform {
    size_t count;
    struct urlform_field list[URLFORM_MAX];
    struct buf bytes; /* what the fields point into; wiped when released */
};

/* Parses all of the body; an empty one has no fields. urlform_deinit either way. */
MUST_USE int urlform_parse(struct span body, struct urlform *out);
void urlform_deinit(struct urlform *form);

/* The value of the field; empty when it is not there. */
struct span urlform_value(const struct urlform *form, const char *name);
bool urlform_has(const struct urlform *form, const char *name);

/* A whole number of at most nine digits; a field that is not there is 0. */
MUST_USE bool
urlform_number(const struct urlform *form, const char *name, uint64_t *out);

/*
 * The value of a cookie; empty when it is not there, or there twice: then one of them
 * was planted.
 */
struct span urlform_cookie(const struct request *request, const char *name);

#endif
