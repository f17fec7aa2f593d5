// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "desk/overview.h"

#include "gate.h"
#include "urlform.h"

int serve_console_act(const struct site *site,
                      const struct request *request,
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
    sessions_end(site->sessions, urlform_cookie(request, GATE_CONSOLE_COOKIE));
    r = reply_see(reply, "/");
    return r != 0 ? r
                  : reply_cookie(reply, GATE_CONSOLE_PATH, GATE_CONSOLE_COOKIE, "", 0);
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
