/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What waits for an officer's signature: each document is shown in plain words, held
 * against a copy of the record, asked about, signed and sent. What the daemon lays
 * before the officer is a proposal and nothing more.
 */
#ifndef TALLY_DOCKET_H
#define TALLY_DOCKET_H

#include "base/attr.h"
#include "core/document.h"
#include "login.h"

enum docket_scope {
    DOCKET_ALL,
    DOCKET_REPLACEMENTS,
};

/* Where a replacement goes once the record has it, for the issuer who drew it. */
struct docket_answer {
    const char *path; /* and path ‖ ".sig" */
    struct sign_key credential;
};

struct docket_wish {
    const char *record; /* folder of the copy, or NULL */
    enum docket_scope scope;
    const struct docket_answer *answer; /* NULL: nobody waits for one */
    bool is_sure; /* --yes: only for what a daemon prepares by itself */
};

/* Until nothing more waits that was not shown. COMMAND_REFUSED, said on stderr. */
MUST_USE int docket_sign(struct login *login, const struct docket_wish *wish);

#endif
