/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Files of which nothing may be left on the disk. */
#ifndef BASE_ERASE_H
#define BASE_ERASE_H

#include "base/attr.h"

/* Zeros over all that an open file holds, on the disk before it returns. */
MUST_USE int erase_bytes(int fd);

/* Overwrites and removes; of a file that is not there, nothing is left either. */
MUST_USE int erase_file(const char *folder, const char *name);

/* All files in it whose name does not begin with a dot and ends so; the folder stays.
 */
MUST_USE int erase_folder(const char *folder, const char *ending);

#endif
