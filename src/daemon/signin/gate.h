/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who asks: the officer of a console cookie or a bearer, the member of a cookie. An
 * officer whose key the definition does not name, or a note has revoked, is nobody.
 */
#ifndef DAEMON_GATE_H
#define DAEMON_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"

#include "http/request.h"
#include "serve.h"

#define GATE_CONSOLE_COOKIE "__Secure-console"
#define GATE_CONSOLE_PATH "/console"
#define GATE_MEMBER_COOKIE "__Secure-member"
#define GATE_MEMBER_PATH "/me"

enum gate_refusal {
    GATE_NOBODY = 1,
};

/* Whether a bearer is sent: then the cookie is not looked at. */
bool gate_is_program(const struct request *request);

MUST_USE int gate_officer(const struct site *site,
                          const struct request *request,
                          struct sign_key *out);
MUST_USE int
gate_member(const struct site *site, const struct request *request, int64_t *out);

/* The form that says `act=sign-out`: its session ends, and its cookie with it. */
MUST_USE int gate_leave_console(const struct site *site,
                                const struct request *request,
                                struct reply *reply);
MUST_USE int gate_leave_member(const struct site *site,
                               const struct request *request,
                               struct reply *reply);

#endif
