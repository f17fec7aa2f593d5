// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/fact.h"

#include <string.h>

bool fact_is_about(const struct fact *fact, uint8_t candidate)
{
    return memchr(fact->who, candidate, fact->who_count) != NULL;
}
