// SPDX-License-Identifier: AGPL-3.0-or-later
#include "line.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "seal/credential.h"
#include "seal/secret.h"
#include "seal/token.h"

enum {
    NUMBER_MAX = 255,
};

/* What stands before the next tab, and the tab consumed; else all. */
static struct span next_column(struct span *rest)
{
    const uint8_t *tab = rest->size == 0 ? NULL : memchr(rest->data, '\t', rest->size);
    struct span column = *rest;

    if (tab == NULL) {
        *rest = span_of(NULL, 0);
        return column;
    }
    column.size = (size_t)(tab - rest->data);
    *rest = span_of(tab + 1, rest->size - column.size - 1);
    return column;
}

static int read_choice(struct span column, struct choice *out)
{
    int r = choice_read(column, out);

    if (r == CHOICE_UNREADABLE) {
        return LINE_MALFORMED;
    }
    return r <= 0 ? r : LINE_CHOICE;
}

static int
read_declaration(struct span column, const struct election_list *list, uint8_t *out)
{
    uint64_t declaration = 0;

    if (column.size == 0) {
        *out = list->wordings > 0 ? 1 : 0;
        return 0;
    }
    if (!span_is_equal(column, span_of_text("0"))
        && text_number(column, NUMBER_MAX, &declaration) != 0) {
        return LINE_MALFORMED;
    }
    if (declaration > list->wordings || (declaration == 0) != (list->wordings == 0)) {
        return LINE_DECLARATION;
    }
    *out = (uint8_t)declaration;
    return 0;
}

static int read_plan(struct span rest,
                     const struct ticket *ticket,
                     const struct election *election,
                     struct ballot_plan *plan)
{
    const struct election_list *list;
    struct choice choice;
    int r;

    if (ticket->cid > election->count
        || !election->lists[ticket->cid - 1].is_contested) {
        return LINE_CONSTITUENCY;
    }
    list = &election->lists[ticket->cid - 1];
    r = read_choice(next_column(&rest), &choice);
    if (r == 0) {
        r = read_declaration(next_column(&rest), list, &plan->declaration);
    }
    if (r == 0 && rest.size > 0) {
        r = LINE_MALFORMED;
    }
    if (r != 0) {
        return r;
    }
    r = choice_encode(&choice, &list->rules, &plan->block);
    if (r != 0) {
        return r < 0 ? r : LINE_CHOICE;
    }
    plan->eid = election->eid;
    plan->cid = ticket->cid;
    plan->number = ticket->number;
    plan->election_key = election->key;
    return 0;
}

int line_read(struct span line,
              const struct election *election,
              struct ballot_plan *plan,
              struct sign_secret **credential)
{
    struct ballot_plan found = {0};
    struct ticket ticket;
    int r;

    r = token_read_ticket(next_column(&line), &ticket);
    if (r != 0) {
        return r == TOKEN_MISTYPED ? LINE_MISTYPED : LINE_MALFORMED;
    }
    r = read_plan(line, &ticket, election, &found);
    if (r == 0) {
        r = credential_new(&ticket.token, &election->eid, credential);
    }
    if (r == 0) {
        *plan = found;
    }
    token_wipe(&ticket.token);
    secret_wipe(&found, sizeof(found));
    return r;
}

const char *line_refusal_name(int refusal)
{
    static const char *const names[] = {
        [LINE_MALFORMED] = "not TOKEN.CID.NUMBER, a tab, and candidates' numbers",
        [LINE_MISTYPED] = "the token is mistyped",
        [LINE_CONSTITUENCY] = "there is no poll in this constituency",
        [LINE_DECLARATION] = "there is no such declaration of identity",
        [LINE_CHOICE] = "not a vote this constituency allows",
    };

    if (refusal < LINE_MALFORMED || refusal > LINE_CHOICE) {
        return "unknown";
    }
    return names[refusal];
}
