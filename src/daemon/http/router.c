// SPDX-License-Identifier: AGPL-3.0-or-later
#include "router.h"

#include <stdbool.h>
#include <string.h>

#include "base/attr.h"

struct cursor {
    const char *pattern;
    const uint8_t *path;
    const uint8_t *end;
    size_t captured;
};

static bool is_ours(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
           || c == '-' || c == '.' || c == '_' || c == '~';
}

/* A capture of one segment, or of the rest when the pattern says so. */
static bool take(struct cursor *at, struct span captures[static REQUEST_CAPTURES])
{
    const char *close = strchr(at->pattern, '}');
    const uint8_t *from = at->path;
    bool is_rest = close[-1] == '*';

    while (at->path < at->end
           && (is_ours(*at->path) || (is_rest && *at->path == '/'))) {
        at->path++;
    }
    at->pattern = close + 1;
    if (at->path == from || at->captured == REQUEST_CAPTURES) {
        return false;
    }
    captures[at->captured++] = span_of(from, (size_t)(at->path - from));
    return true;
}

/* One literal symbol of the pattern. */
static bool step(struct cursor *at)
{
    if (at->path == at->end || *at->path != (uint8_t)*at->pattern) {
        return false;
    }
    at->path++;
    at->pattern++;
    return true;
}

static bool is_match(const char *pattern,
                     struct span path,
                     struct span captures[static REQUEST_CAPTURES])
{
    struct cursor at = {
        .pattern = pattern, .path = path.data, .end = path.data + path.size};

    while (*at.pattern != '\0') {
        if (*at.pattern == '{' ? !take(&at, captures) : !step(&at)) {
            return false;
        }
    }
    return at.path == at.end;
}

static void allow_verb(enum verb verb, char *allow)
{
    size_t used = strlen(allow);
    const char *name = verb == VERB_GET ? "GET, HEAD" : request_verb_name(verb);

    if (used > 0) {
        memcpy(allow + used, ", ", 3);
        used += 2;
    }
    memcpy(allow + used, name, strlen(name) + 1);
}

const struct route *
router_find(const struct routes *routes, struct request *request, char *allow)
{
    size_t i;

    allow[0] = '\0';
    for (i = 0; i < routes->count; i++) {
        const struct route *route = &routes->table[i];
        struct span captures[REQUEST_CAPTURES] = {{NULL, 0}};

        if (!is_match(route->pattern, request->path, captures)) {
            continue;
        }
        if (route->verb == request->verb) {
            memcpy(request->captures, captures, sizeof(captures));
            return route;
        }
        allow_verb(route->verb, allow);
    }
    return NULL;
}

enum reply_voice router_voice(struct span path)
{
    static const char *const programs[] = {"/api/", "/record/", "/assets/", "/health"};
    size_t i;

    for (i = 0; i < ARRAY_SIZE(programs); i++) {
        size_t size = strlen(programs[i]);

        if (path.size >= size && memcmp(path.data, programs[i], size) == 0) {
            return REPLY_PROGRAM;
        }
    }
    return REPLY_PERSON;
}
