// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sheet_words.h"

#include <stddef.h>

#include "base/attr.h"
#include "core/lot.h"
#include "core/sheet.h"

static const char *const actions[] = {
    [SHEET_FIRST] = "first",
    [SHEET_SURPLUS] = "surplus",
    [SHEET_EXCLUSION] = "exclusion",
    [SHEET_ROUND] = "round",
};

static const char *const purposes[LOT_PURPOSES] = {
    [LOT_ELECT] = "elect",
    [LOT_TRANSFER] = "transfer",
    [LOT_EXCLUDE] = "exclude",
    [LOT_ORDER] = "order",
};

const char *sheet_action_word(unsigned action)
{
    return action < ARRAY_SIZE(actions) ? actions[action] : NULL;
}

const char *sheet_purpose_word(unsigned purpose)
{
    return purpose < ARRAY_SIZE(purposes) ? purposes[purpose] : NULL;
}
