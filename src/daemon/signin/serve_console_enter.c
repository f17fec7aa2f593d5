// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "desk/overview.h"

#include "gate.h"
#include "sessions.h"

int serve_console_act(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    return gate_leave_console(site, request, reply);
}

/* The one-time address of `tally console`. */
int serve_console_enter(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    struct acted acted = {.at = request->arrived, .kind = ACTED_SIGN_IN};
    struct sessions_secret secret;
    int r = sessions_enter(site->sessions, request->captures[0], &secret);

    if (r == SESSIONS_FULL) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_ENTRANCE);
    }
    r = sessions_officer(site->sessions, span_of_text(secret.text), &acted.officer);
    if (r == 0) {
        r = desk_acted(site->desk, &acted);
    }
    if (r == 0) {
        r = reply_see(reply, GATE_CONSOLE_PATH);
    }
    return r != 0 ? FOLD(r)
                  : reply_cookie(reply,
                                 GATE_CONSOLE_PATH,
                                 GATE_CONSOLE_COOKIE,
                                 secret.text,
                                 SESSIONS_LIFE);
}
