// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cards.h"

#include "wire/card.h"

#include "command.h"

int cards_load(const char *path, struct person *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct node_complaint why;
    int r;

    buf_init(&text, CARD_SIZE_MAX);
    r = command_load(path, &text);
    if (r == 0) {
        r = card_parse(buf_span(&text), &why, out);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "%s: %s", path, why.text) : r;
    }
    return r;
}

int cards_load_role(const char *path, enum person_role role, struct person *out)
{
    int r = cards_load(path, out);

    if (r == 0 && out->role != role) {
        return command_fail(COMMAND_REFUSED,
                            "%s: its role is %s, where %s is wanted",
                            path,
                            person_role_name(out->role),
                            person_role_name(role));
    }
    return r;
}
