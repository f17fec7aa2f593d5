/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Files in one: the plain `ustar` form that every system can unpack. */
#ifndef TALLY_ARCHIVE_H
#define TALLY_ARCHIVE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

/* Appends a file, 0600, under a name of at most 99 bytes. COMMAND_REFUSED, said on
 * stderr, when it does not fit. */
MUST_USE int archive_add(struct buf *archive, const char *name, struct span bytes);

/* Appends all files of a folder and of those below it, in order of their names. */
MUST_USE int archive_add_folder(struct buf *archive, const char *folder);

/* Closes it. */
void archive_end(struct buf *archive);

#endif
