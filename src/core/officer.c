// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/officer.h"

static const char *const grants[GRANTS] = {
    "nominations",
    "statement",
    "roll",
    "replace",
    "papers",
    "disqualify",
    "box",
    "result",
    "note",
};

const char *officer_grant_name(size_t place)
{
    return place < GRANTS ? grants[place] : NULL;
}
