// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pending.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "record/ledger.h"
#include "seal/credential.h"
#include "seal/secret.h"

#include "pending_rows.h"
#include "state.h"

void pending_forget(struct replacements *replacements)
{
    if (replacements) {
        secret_free(replacements->tokens);
        free(replacements);
    }
}

size_t pending_count(const struct desk *desk)
{
    return desk->replacements ? desk->replacements->count : 0;
}

static int make_room(struct desk *desk)
{
    struct replacements *made;
    void *memory = NULL;
    int r;

    if (desk->replacements) {
        return 0;
    }
    r = FOLD(secret_new(REPLACEMENTS_MAX * sizeof(struct token), &memory));
    if (r != 0) {
        return r;
    }
    made = calloc(1, sizeof(*made));
    if (!made) {
        secret_free(memory);
        return FAULT(FAULT_MEMORY);
    }
    made->tokens = memory;
    desk->replacements = made;
    return 0;
}

/* The server's own token, or only the key of the issuer's. */
static void draw(struct desk *desk,
                 const struct drawn_credential *drawn,
                 struct token *token,
                 struct pending *row)
{
    struct eid eid = desk_eid(desk);

    row->sealed_size = 0;
    if (!drawn) {
        token_new(token);
        credential_key(token, &eid, &row->credential);
        return;
    }
    row->credential = drawn->key;
    row->sealed_size = drawn->sealed.size;
    if (row->sealed_size > 0) {
        memcpy(row->sealed, drawn->sealed.data, row->sealed_size);
    }
}

int pending_add(struct desk *desk,
                const struct replace_order *order,
                const struct member *member)
{
    struct replacements *list;
    size_t i;
    int r = make_room(desk);

    if (r != 0) {
        return r;
    }
    list = desk->replacements;
    for (i = 0; i < list->count; i++) {
        if (list->rows[i].member == member->id) {
            return REPLACE_PENDING;
        }
    }
    if (list->count == REPLACEMENTS_MAX) {
        return REPLACE_FULL;
    }
    list->rows[list->count].member = member->id;
    list->rows[list->count].cid = member->cid;
    list->rows[list->count].kept_in = order->kept_in;
    list->rows[list->count].gates = order->gates & ((1U << GATES) - 1);
    list->rows[list->count].officer = order->officer;
    draw(desk, order->drawn, &list->tokens[list->count], &list->rows[list->count]);
    list->count++;
    return 0;
}

/* The row is done with; its token is wiped. */
void pending_remove(struct replacements *list, size_t place)
{
    list->count--;
    memmove(&list->rows[place],
            &list->rows[place + 1],
            (list->count - place) * sizeof(list->rows[0]));
    memmove(&list->tokens[place],
            &list->tokens[place + 1],
            (list->count - place) * sizeof(list->tokens[0]));
    secret_wipe(&list->tokens[list->count], sizeof(list->tokens[0]));
}

int pending_find(const struct desk *desk,
                 const struct replacement *replacement,
                 size_t *out)
{
    size_t i;

    for (i = 0; i < pending_count(desk); i++) {
        const struct pending *row = &desk->replacements->rows[i];

        if (memcmp(&row->credential, &replacement->credential, sizeof(row->credential))
                == 0
            && row->cid == replacement->cid && row->kept_in == replacement->kept_in) {
            *out = i;
            return 0;
        }
    }
    return PENDING_NOT_PREPARED;
}

void pending_drop(struct desk *desk, const struct replacement *replacement)
{
    size_t place = 0;

    if (pending_find(desk, replacement, &place) == 0) {
        pending_remove(desk->replacements, place);
    }
}

/* Spent, unspent and cancelled it stays, whenever the document comes again. */
void pending_refused(struct desk *desk, const struct replacement *replacement, int rule)
{
    if (rule == LEDGER_SPENT || rule == LEDGER_UNSPENT || rule == LEDGER_CANCELLED) {
        pending_drop(desk, replacement);
    }
}
