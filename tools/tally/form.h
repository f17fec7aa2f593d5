/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Forms of the daemon's pages, as a browser would send them. */
#ifndef TALLY_FORM_H
#define TALLY_FORM_H

#include "base/attr.h"
#include "base/buf.h"
#include "remote.h"

enum {
    FORM_MAX = 2048, /* bytes of a form: the ceiling of its buf */
    FORM_TAKEN = 303,
};

/* Appends a value, encoded. */
void form_value(const char *text, struct buf *out);

/*
 * Posts the form: 0 when it is taken. One shown again says what is wrong as a page,
 * which no terminal shows well: `why` is said in its place. COMMAND_REFUSED.
 */
MUST_USE int form_post(struct remote *remote,
                       const char *path,
                       const struct buf *form,
                       const char *why);

#endif
