// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gate.h"

#include <string.h>

#include "http/urlform.h"
#include "sessions.h"

/* RFC 6750: "Bearer", a space, the secret. */
static struct span bearer_of(const struct request *request)
{
    static const char scheme[] = "Bearer ";
    struct span value = request_header(request, "Authorization");
    size_t size = strlen(scheme);

    if (value.size <= size || memcmp(value.data, scheme, size) != 0) {
        return span_of("", 0);
    }
    return span_of(value.data + size, value.size - size);
}

bool gate_is_program(const struct request *request)
{
    return bearer_of(request).size > 0;
}

int gate_officer(const struct site *site,
                 const struct request *request,
                 struct sign_key *out)
{
    struct span secret = bearer_of(request);
    struct sign_key key;

    if (secret.size == 0) {
        secret = urlform_cookie(request, GATE_CONSOLE_COOKIE);
    }
    if (secret.size == 0 || sessions_officer(site->sessions, secret, &key) != 0) {
        return GATE_NOBODY;
    }
    if (!desk_is_officer(site->desk, &key)) {
        /* A revoked key's sessions end, all of them. */
        sessions_end_officer(site->sessions, &key);
        return GATE_NOBODY;
    }
    *out = key;
    return 0;
}

int gate_member(const struct site *site, const struct request *request, int64_t *out)
{
    struct span secret = urlform_cookie(request, GATE_MEMBER_COOKIE);
    int r = secret.size == 0 ? SESSIONS_UNKNOWN
                             : sessions_member(site->sessions, secret, out);

    return r == 0 ? 0 : GATE_NOBODY;
}

/* What a visitor holds, and where it is sent. */
struct pass {
    const char *cookie;
    const char *path;
};

static int leave(const struct site *site,
                 const struct request *request,
                 const struct pass *pass,
                 struct reply *reply)
{
    CLEANUP(urlform_deinit) struct urlform form;
    int r = urlform_parse(request->body, &form);

    if (r < 0) {
        return r;
    }
    if (r > 0
        || !span_is_equal(urlform_value(&form, "act"), span_of_text("sign-out"))) {
        return reply_problem(reply, PROBLEM_FORM);
    }
    sessions_end(site->sessions, urlform_cookie(request, pass->cookie));
    r = reply_see(reply, "/");
    return r != 0 ? r : reply_cookie(reply, pass->path, pass->cookie, "", 0);
}

int gate_leave_console(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    const struct pass pass = {GATE_CONSOLE_COOKIE, GATE_CONSOLE_PATH};

    return leave(site, request, &pass, reply);
}

int gate_leave_member(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    const struct pass pass = {GATE_MEMBER_COOKIE, GATE_MEMBER_PATH};

    return leave(site, request, &pass, reply);
}
