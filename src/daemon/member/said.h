/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a nomination form says of interests, party and qualification, as pages show it.
 */
#ifndef DAEMON_SAID_H
#define DAEMON_SAID_H

#include "store/forms.h"
#include "web/pages.h"

/* Points into the form. */
struct part_said said_of(const struct form *form);

#endif
