// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/lot.h"

#include <stdbool.h>
#include <string.h>

static const char *const names[LOT_PURPOSES] = {
    [LOT_ELECT] = "who takes the last place",
    [LOT_TRANSFER] = "whose surplus is transferred first",
    [LOT_EXCLUDE] = "who is excluded",
    [LOT_ORDER] = "who was elected first",
};

const char *lot_purpose_name(enum lot_purpose purpose)
{
    return names[purpose];
}

static bool has_drawn(const struct lot_list *list, unsigned number)
{
    return memchr(list->drawn, (int)number, list->count) != NULL;
}

/* A number without leading zeroes; 0 when there is none or it is too large. */
static unsigned take_number(const char **text)
{
    unsigned number = 0;

    if (**text == '0') {
        return 0;
    }
    for (; **text >= '0' && **text <= '9'; ++*text) {
        number = number * 10 + (unsigned)(**text - '0');
        if (number > RANKING_CANDIDATES_MAX) {
            return 0;
        }
    }
    return number;
}

int lot_list_parse(const char *text, struct lot_list *out)
{
    struct lot_list list = {0};

    do {
        unsigned number = take_number(&text);

        if (number == 0 || has_drawn(&list, number)) {
            return LOT_LIST_MALFORMED;
        }
        list.drawn[list.count++] = (uint8_t)number;
    } while (*text++ == ',');

    if (text[-1] != '\0') {
        return LOT_LIST_MALFORMED;
    }
    *out = list;
    return 0;
}

static bool is_tied(const struct tie *tie, uint8_t candidate)
{
    return memchr(tie->tied, candidate, tie->count) != NULL;
}

static int prefer(void *context, const struct tie *tie, uint8_t *out)
{
    const struct lot_list *list = context;

    for (size_t i = 0; i < list->count; i++) {
        if (is_tied(tie, list->drawn[i])) {
            *out = list->drawn[i];
            return 0;
        }
    }
    return LOT_NEEDED;
}

struct lots lot_list_lots(struct lot_list *list)
{
    return (struct lots){.context = list, .prefer = prefer};
}
