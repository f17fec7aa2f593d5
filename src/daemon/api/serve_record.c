// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <string.h>

#include "base/fault.h"
#include "desk/publish.h"

enum {
    PATH_SIZE = 128, /* "objects/" and 64 symbols is the longest */
};

static const char *type_of(enum publish_kind kind)
{
    return kind == PUBLISH_CHECKPOINT || kind == PUBLISH_COSIGNED
               ? "text/plain; charset=utf-8"
               : "application/octet-stream";
}

int serve_record(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    struct span path = request->captures[0];
    enum publish_kind kind = PUBLISH_CHECKPOINT;
    char text[PATH_SIZE];
    int r;

    if (path.size >= sizeof(text)) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    memcpy(text, path.data, path.size);
    text[path.size] = '\0';
    r = desk_publish(
        site->desk, text, &kind, reply_begin(reply, 200, "application/octet-stream"));
    if (r != 0) {
        return r < 0 ? r
                     : reply_problem(reply,
                                     r == PUBLISH_WITHHELD ? PROBLEM_WITHHELD
                                                           : PROBLEM_NOT_FOUND);
    }
    reply->type = type_of(kind);
    /* Further witnesses may sign what is cosigned. */
    reply->cache = kind == PUBLISH_CHECKPOINT || kind == PUBLISH_COSIGNED
                       ? REPLY_NO_STORE
                       : REPLY_KEEP;
    return 0;
}
