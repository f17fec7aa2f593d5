/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A form with files as a browser sends it (multipart/form-data, RFC 7578). Strict, as
 * urlform is: a name twice, a part without a name, other than the headers browsers
 * send, or bytes behind the end are refused. What it gives is borrowed from the
 * request; who reads a value checks it.
 */
#ifndef DAEMON_MULTIPART_H
#define DAEMON_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"

#include "request.h"

#define MULTIPART_TYPE "multipart/form-data"

enum {
    MULTIPART_MAX = 32,
};

enum multipart_refusal {
    MULTIPART_MALFORMED = 1,
    MULTIPART_TWICE, /* a name, so that nobody need guess which one counts */
    MULTIPART_FULL,  /* more parts than any form of ours has */
};

struct multipart_part {
    struct span name;
    struct span value;
    bool is_file; /* chosen on the visitor's machine; empty when none was */
};

struct multipart {
    size_t count;
    struct multipart_part list[MULTIPART_MAX];
};

/* Parses all of the request's body by the boundary its Content-Type names. */
MUST_USE int multipart_parse(const struct request *request, struct multipart *out);

/* The value of the field or file; empty when it is not there. */
struct span multipart_value(const struct multipart *form, const char *name);

#endif
