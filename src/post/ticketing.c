// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/ticketing.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "seal/code.h"
#include "seal/envelope.h"
#include "seal/secret.h"

/* In guarded memory as a whole. */
struct ticketing {
    uint32_t number;
    char token[TOKEN_TEXT_SIZE];
    char link[TICKETING_SITE_MAX + sizeof("/vote#") + TICKET_TEXT_SIZE];
    char code[CODE_TEXT_SIZE];
    char envelope[ENVELOPE_TEXT_SIZE];
};

void ticketing_free(struct ticketing *ticketing)
{
    secret_free(ticketing);
}

int ticketing_new(const char *site,
                  const struct eid *eid,
                  const struct ticket *ticket,
                  struct ticketing **out)
{
    const struct envelope envelope = {.cid = ticket->cid, .number = ticket->number};
    struct ticketing *made;
    void *memory = NULL;
    struct code code;
    int used;
    int r;

    if (strlen(site) > TICKETING_SITE_MAX) {
        return TICKETING_LONG;
    }
    r = FOLD(secret_new(sizeof(*made), &memory));
    if (r != 0) {
        return r;
    }
    made = memory;
    made->number = ticket->number;
    token_write(&ticket->token, made->token);
    used = snprintf(made->link, sizeof(made->link), "%s/vote#", site);
    token_write_ticket(ticket, made->link + used);
    code_of_election(eid, &code);
    code_write(&code, made->code);
    envelope_write(eid, &envelope, made->envelope);
    *out = made;
    return 0;
}

void ticketing_fill(const struct ticketing *ticketing, struct parcel *parcel)
{
    parcel->number = ticketing->number;
    parcel->token = ticketing->token;
    parcel->link = ticketing->link;
    parcel->code = ticketing->code;
    parcel->envelope = ticketing->envelope;
}
