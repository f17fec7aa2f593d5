/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The end of retention: what is personal leaves the folder. Inside desk/ only. */
#ifndef DESK_PURGE_H
#define DESK_PURGE_H

#include "base/attr.h"
#include "desk/desk.h"

/*
 * When the record says that personal data are destroyed, and they have not been since
 * this start: roll.db becomes a new, empty one that keeps only which officer did what
 * when, the old file is overwritten, and the print files are. A fault leaves either the
 * old roll or the new one, and the next start does it again.
 */
MUST_USE int purge_work(struct desk *desk);

#endif
