// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <string.h>

#include "base/fault.h"
#include "web/asset.h"

enum {
    NAME_SIZE_MAX = 80,
};

/* What IT asks: whether the daemon can do its work; nothing about votes. */
int serve_health(const struct site *site,
                 const struct request *request UNUSED,
                 struct reply *reply)
{
    if (desk_fault(site->desk) != 0) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    buf_put_text(reply_begin(reply, 200, "text/plain; charset=utf-8"), "ok\n");
    return 0;
}

static bool copy_name(struct span span, char out[static NAME_SIZE_MAX])
{
    if (span.size >= NAME_SIZE_MAX) {
        return false;
    }
    memcpy(out, span.data, span.size);
    out[span.size] = '\0';
    return true;
}

int serve_assets(const struct site *site UNUSED,
                 const struct request *request,
                 struct reply *reply)
{
    char hash[NAME_SIZE_MAX];
    char name[NAME_SIZE_MAX];
    const struct asset *asset = NULL;

    if (copy_name(request->captures[0], hash)
        && copy_name(request->captures[1], name)) {
        asset = asset_find(hash, name);
    }
    if (asset == NULL) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    reply_fixed(reply, asset->type, asset->bytes);
    reply->cache = REPLY_KEEP;
    return 0;
}
