/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Cards of people, pasted into one field, one after another. */
#ifndef DAEMON_PASTED_H
#define DAEMON_PASTED_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"

/* number: from 1. Anything but 0 ends it and is returned. */
typedef int (*pasted_visit)(void *context, struct span card, size_t number);

/* Line ends are made those of a file: a browser sends two bytes for each. */
MUST_USE int
pasted_each(const char *text, pasted_visit visit, void *context, size_t *count);

#endif
