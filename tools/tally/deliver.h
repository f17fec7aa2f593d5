/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A signed document on its way into the record: it is posted; when the daemon lacks an
 * object it names, that is sent, and the document posted again.
 */
#ifndef TALLY_DELIVER_H
#define TALLY_DELIVER_H

#include "base/attr.h"
#include "options.h"
#include "remote.h"
#include "signatures.h"

/* Where objects are looked for, by size and hash: the files named, then those in the
 * folder and in its folder objects/. */
struct deliver_objects {
    const struct option_list *files;
    const char *folder; /* NULL: nowhere else */
};

/* Says on stderr where it stands in the record, or who else must sign it.
 * COMMAND_REFUSED, said, when it is refused or an object is not found. */
MUST_USE int deliver(struct remote *remote,
                     const struct signatures *document,
                     const struct deliver_objects *objects);

#endif
