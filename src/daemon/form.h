/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A form's fields as a browser sends them (application/x-www-form-urlencoded), and
 * cookies. Strict: a name twice, a stray percent sign, a raw byte a browser would have
 * encoded, or a NUL is refused. Values are bytes; who reads them checks the text.
 */
#ifndef DAEMON_FORM_H
#define DAEMON_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

#include "request.h"

enum {
    FORM_FIELDS = 64,
    FORM_BODY_MAX = 64 << 10,
};

enum form_refusal {
    FORM_MALFORMED = 1,
    FORM_TWICE, /* a name, so that nobody need guess which one counts */
    FORM_FULL,  /* more fields than any form of ours has */
};

struct form_field {
    struct span name;
    struct span value;
};

struct form {
    size_t count;
    struct form_field fields[FORM_FIELDS];
    struct buf bytes; /* what the fields point into; wiped when released */
};

/* Parses all of the body; an empty one has no fields. form_deinit either way. */
MUST_USE int form_parse(struct span body, struct form *out);
void form_deinit(struct form *form);

/* The value of the field; empty when it is not there. */
struct span form_value(const struct form *form, const char *name);
bool form_has(const struct form *form, const char *name);

/*
 * The value of a cookie; empty when it is not there, or there twice: then one of them
 * was planted.
 */
struct span form_cookie(const struct request *request, const char *name);

#endif
