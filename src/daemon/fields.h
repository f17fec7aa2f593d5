/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A form's fields as a browser sends them (application/x-www-form-urlencoded), and
 * cookies. Strict: a name twice, a stray percent sign, a raw byte a browser would have
 * encoded, or a NUL is refused. Values are bytes; who reads them checks the text.
 */
#ifndef DAEMON_FIELDS_H
#define DAEMON_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

#include "request.h"

enum {
    FIELDS_MAX = 64,
    FIELDS_BODY_MAX = 64 << 10,
};

enum fields_refusal {
    FIELDS_MALFORMED = 1,
    FIELDS_TWICE, /* a name, so that nobody need guess which one counts */
    FIELDS_FULL,  /* more fields than any form of ours has */
};

struct field {
    struct span name;
    struct span value;
};

struct fields {
    size_t count;
    struct field list[FIELDS_MAX];
    struct buf bytes; /* what the fields point into; wiped when released */
};

/* Parses all of the body; an empty one has no fields. fields_deinit either way. */
MUST_USE int fields_parse(struct span body, struct fields *out);
void fields_deinit(struct fields *fields);

/* The value of the field; empty when it is not there. */
struct span fields_value(const struct fields *fields, const char *name);
bool fields_has(const struct fields *fields, const char *name);

/*
 * The value of a cookie; empty when it is not there, or there twice: then one of them
 * was planted.
 */
struct span fields_cookie(const struct request *request, const char *name);

#endif
