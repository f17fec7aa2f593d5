// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/register.h"

#include <stddef.h>

static const char *const registers[REGISTER_END] = {
    [REGISTER_LOST] = "lost",
    [REGISTER_SPOILT] = "spoilt",
    [REGISTER_TENDERED] = "tendered",
    [REGISTER_OMITTED] = "omitted",
};

static const char *const reasons[REASON_END] = {
    [REASON_LATER] = "later",
    [REASON_DECLARATION] = "declaration",
    [REASON_INELIGIBLE] = "ineligible",
    [REASON_IMPERSONATED] = "impersonated",
    [REASON_MISKEYED] = "miskeyed",
    [REASON_INVALID] = "invalid",
};

const char *register_name(enum replace_register kept_in)
{
    return (unsigned)kept_in < REGISTER_END ? registers[kept_in] : NULL;
}

const char *register_reason_name(enum disqualify_reason reason)
{
    return (unsigned)reason < REASON_END ? reasons[reason] : NULL;
}
