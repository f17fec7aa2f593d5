// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/slate.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

int slate_new(size_t candidates, unsigned seats, struct slate **out)
{
    struct slate *slate;

    if (candidates == 0 || candidates > RANKING_CANDIDATES_MAX) {
        return FAULT(FAULT_BUG);
    }
    slate = calloc(1, sizeof(*slate));
    if (slate == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    slate->candidates = candidates;
    slate->seats = seats;
    *out = slate;
    return 0;
}

void slate_free(struct slate *slate)
{
    if (slate == NULL) {
        return;
    }
    for (size_t i = 1; i <= slate->candidates; i++) {
        free(slate->names[i].name);
    }
    free(slate->title);
    free(slate);
}

static int copy(struct span text, char **to)
{
    char *made = malloc(text.size + 1);

    if (made == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    if (text.size > 0) {
        memcpy(made, text.data, text.size);
    }
    made[text.size] = '\0';
    free(*to);
    *to = made;
    return 0;
}

int slate_name(struct slate *slate, size_t number, struct span name)
{
    if (number == 0 || number > slate->candidates) {
        return FAULT(FAULT_BUG);
    }
    return copy(name, &slate->names[number].name);
}

int slate_title(struct slate *slate, struct span title)
{
    return copy(title, &slate->title);
}
