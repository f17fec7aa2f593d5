// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/result.h"

static const char *const headings[HEADINGS] = {
    [HEADING_FEATURES] = "features",
    [HEADING_OVERVOTE] = "overvote",
    [HEADING_IDENTIFIES] = "identifies",
    [HEADING_UNCERTAIN] = "uncertain",
};

const char *result_heading_name(enum heading heading)
{
    return (unsigned)heading < HEADINGS ? headings[heading] : NULL;
}
