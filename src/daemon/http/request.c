// SPDX-License-Identifier: AGPL-3.0-or-later
#include "request.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char *const verbs[VERBS] = {
    [VERB_OTHER] = "",
    [VERB_GET] = "GET",
    [VERB_POST] = "POST",
    [VERB_PUT] = "PUT",
};

static bool is_named(struct span name, const char *wanted)
{
    return name.size == strlen(wanted)
           && strncasecmp((const char *)name.data, wanted, name.size) == 0;
}

const char *request_verb_name(enum verb verb)
{
    return verbs[verb];
}

enum verb request_verb_find(const char *name)
{
    enum verb verb;

    if (strcmp(name, "HEAD") == 0) {
        return VERB_GET;
    }
    for (verb = VERB_GET; verb < VERBS; verb++) {
        if (strcmp(name, verbs[verb]) == 0) {
            return verb;
        }
    }
    return VERB_OTHER;
}

struct span request_header(const struct request *request, const char *name)
{
    size_t i;

    for (i = 0; i < request->header_count; i++) {
        if (is_named(request->headers[i].name, name)) {
            return request->headers[i].value;
        }
    }
    return span_of("", 0);
}

struct span request_last(const struct request *request, const char *name)
{
    size_t i;

    for (i = request->header_count; i > 0; i--) {
        if (is_named(request->headers[i - 1].name, name)) {
            return request->headers[i - 1].value;
        }
    }
    return span_of("", 0);
}

size_t request_count(const struct request *request, const char *name)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < request->header_count; i++) {
        count += is_named(request->headers[i].name, name) ? 1 : 0;
    }
    return count;
}
