/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Asks a person on the terminal before an act; a script says --yes instead. */
#ifndef TALLY_CONFIRM_H
#define TALLY_CONFIRM_H

#include "base/attr.h"

enum confirm_mode {
    CONFIRM_ASK,
    CONFIRM_GIVEN, /* --yes stood in the command */
};

/* 0 when the answer is yes; COMMAND_REFUSED, said on stderr, when it is not or there is
 * no terminal to ask on. */
MUST_USE int confirm(enum confirm_mode mode, const char *question);

#endif
