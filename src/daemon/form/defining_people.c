// SPDX-License-Identifier: AGPL-3.0-or-later
/* People out of the cards that were pasted, one after another. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/text.h"
#include "core/drafting.h"
#include "wire/card.h"

#include "blanks_page.h"
#include "defining_read.h"
#include "pasted.h"

enum {
    MESSAGE_SIZE = 400,
};

static void fail(struct blanks *blanks, enum blank blank, size_t card, const char *what)
{
    char message[MESSAGE_SIZE];

    (void)snprintf(message,
                   sizeof(message),
                   "%.60s: card %zu %.280s",
                   blanks_page_label(blank),
                   card,
                   what);
    blanks_fail(blanks, blank, message);
}

struct adding {
    struct defining *defining;
    enum blank blank;
    enum person_role role;
};

static int add_card(void *context, struct span text, size_t number)
{
    const struct adding *adding = context;
    struct blanks *blanks = adding->defining->blanks;
    char what[MESSAGE_SIZE];
    struct node_complaint why;
    struct person person;
    int r = card_parse(text, &why, &person);

    if (r < 0) {
        return r;
    }
    if (r > 0) {
        (void)snprintf(what,
                       sizeof(what),
                       "is not the contents of a .pub file (%.200s)",
                       why.text);
        fail(blanks, adding->blank, number, what);
        return 0;
    }
    if (person.role != adding->role) {
        (void)snprintf(what,
                       sizeof(what),
                       "is of the role %s, and %s is wanted",
                       person_role_name(person.role),
                       person_role_name(adding->role));
        fail(blanks, adding->blank, number, what);
        return 0;
    }
    if (drafting_add(adding->defining->definition, &person) != 0) {
        fail(blanks, adding->blank, number, "is one too many");
    }
    return 0;
}

static int
read_cards(struct defining *defining, enum blank blank, enum person_role role)
{
    struct adding adding = {defining, blank, role};
    size_t count = 0;
    int r =
        pasted_each(defining->blanks->blanks[blank].value, add_card, &adding, &count);

    if (r == 0 && count == 0 && role != PERSON_ISSUER) {
        fail(defining->blanks, blank, 1, "is missing: paste at least one");
    }
    return r;
}

/* What was ticked for each, which must have been asked. */
static void grant(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct deputies *deputies = &defining->blanks->deputies;
    char message[MESSAGE_SIZE];
    size_t i;

    for (i = 0; i < deputies->count && i + 1 < definition->officer_count; i++) {
        struct deputy *deputy = &deputies->list[i];

        definition->officers[i + 1].may = deputy->may;
        if (!deputy->is_asked) {
            (void)snprintf(message,
                           sizeof(message),
                           "Deputies: tick what %s may do",
                           deputy->name);
            blanks_fail_deputy(defining->blanks, deputy, message);
        }
    }
}

/* An empty threshold is all but one. */
static void settle(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct span text =
        text_trim(span_of_text(defining->blanks->blanks[BLANK_THRESHOLD].value));

    drafting_settle(definition);
    if (text.size == 1 && text.data[0] >= '1' && text.data[0] <= '9') {
        drafting_settle_with(definition, (unsigned)(text.data[0] - '0'));
    } else if (text.size == 2 && text.data[0] >= '1' && text.data[0] <= '2'
               && text.data[1] >= '0' && text.data[1] <= '9') {
        drafting_settle_with(definition,
                             (unsigned)(text.data[0] - '0') * 10
                                 + (unsigned)(text.data[1] - '0'));
    } else if (text.size > 0) {
        blanks_fail(defining->blanks,
                    BLANK_THRESHOLD,
                    "How many trustees together open the votes: type a whole number");
    }
}

int defining_read_people(struct defining *defining)
{
    int r = read_cards(defining, BLANK_OFFICERS, PERSON_OFFICER);

    if (r == 0) {
        grant(defining);
        r = read_cards(defining, BLANK_TRUSTEES, PERSON_TRUSTEE);
    }
    if (r == 0) {
        r = read_cards(defining, BLANK_MIXERS, PERSON_MIXER);
    }
    if (r == 0) {
        r = read_cards(defining, BLANK_ISSUER, PERSON_ISSUER);
    }
    if (r == 0) {
        settle(defining);
    }
    return r;
}
