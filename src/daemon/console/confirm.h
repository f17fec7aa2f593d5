/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Before an act that cannot be undone, the console asks once more and says what will be
 * so. The form is carried over as it was sent; sent again with confirm=yes it is
 * carried out. A program that signed in by key has asked on its own terminal.
 */
#ifndef DAEMON_CONFIRM_H
#define DAEMON_CONFIRM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

#include "http/urlform.h"
#include "office.h"

struct confirm {
    const char *title;         /* "Find the nomination of Ann Ash invalid?" */
    const char *const *points; /* what will be irrevocable, and what will not */
    size_t count;
    const char *button; /* "Record my decision" */
    const char *back;   /* where the form was */
};

/* Whether the officer has still to be asked. */
bool confirm_is_due(const struct request *request, const struct urlform *form);

/* Asks. */
MUST_USE int confirm_ask(const struct confirm *confirm,
                         const struct office *office,
                         const struct request *request,
                         const struct urlform *form,
                         struct reply *reply);

#endif
