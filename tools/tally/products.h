/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where the acts of the tally leave what they make: OUT/NAME.json with its signatures
 * OUT/NAME.json.sig, and objects as OUT/objects/SHA256, ready for `tally submit`. The
 * path of each document is printed, in the order to submit them in; with a remote, each
 * is submitted as soon as it is written.
 */
#ifndef TALLY_PRODUCTS_H
#define TALLY_PRODUCTS_H

#include "audit/perform.h"
#include "base/attr.h"

#include "remote.h"

struct products {
    const char *folder;
    const struct eid *eid;
    struct remote *remote; /* or NULL: nothing is sent */
};

/* Makes the folder. COMMAND_REFUSED, said on stderr, when it cannot. */
MUST_USE int products_begin(const struct products *products);

/* Borrows it. A file that is there already is left alone and ends the act. */
struct sink products_sink(struct products *products);

#endif
