// SPDX-License-Identifier: AGPL-3.0-or-later
#include "deputies.h"

#include <stdio.h>
#include <string.h>

#include "base/hex.h"
#include "wire/card.h"

#include "pasted.h"

enum {
    ID_BYTES = (DEPUTIES_ID_SIZE - 1) / 2,
};

static const char *const words[GRANTS] = {
    "Decide nominations",
    "Sign the statement of candidates",
    "Keep the list of members and sign the list of eligible voters",
    "Replace voting codes",
    "Receive and enter votes by post, telephone and text",
    "Disqualify votes",
    "Close the ballot box",
    "Sign the result",
    "Sign notes: a death, a later close, a stopped poll, a lost key",
};

const char *deputies_grant_words(size_t place)
{
    return place < GRANTS ? words[place] : NULL;
}

void deputies_field(const struct deputy *deputy,
                    size_t place,
                    char out[static DEPUTIES_FIELD_SIZE])
{
    (void)snprintf(out,
                   DEPUTIES_FIELD_SIZE,
                   "may_%s_%s",
                   deputy->id,
                   place < GRANTS ? officer_grant_name(place) : "asked");
}

struct reading {
    const struct urlform *form;
    struct deputies *out;
    size_t officers; /* seen */
};

static void read_ticks(const struct urlform *form, struct deputy *deputy)
{
    char field[DEPUTIES_FIELD_SIZE];
    size_t i;

    deputies_field(deputy, GRANTS, field);
    deputy->is_asked = form != NULL && urlform_has(form, field);
    deputy->may = deputy->is_asked ? 0 : DEPUTIES_USUAL;
    for (i = 0; deputy->is_asked && i < GRANTS; i++) {
        deputies_field(deputy, i, field);
        deputy->may |= urlform_has(form, field) ? 1U << i : 0;
    }
}

static int add_card(void *context, struct span card, size_t number UNUSED)
{
    struct reading *reading = context;
    struct deputies *out = reading->out;
    struct person person;
    struct deputy *deputy;
    int r = card_parse(card, NULL, &person);

    if (r != 0 || person.role != PERSON_OFFICER || ++reading->officers == 1
        || out->count == DEPUTIES_MAX) {
        return r < 0 ? r : 0;
    }
    deputy = &out->list[out->count++];
    *deputy = (struct deputy){.error = NULL};
    hex_encode(span_of(person.key.bytes, ID_BYTES), deputy->id);
    (void)snprintf(deputy->name, sizeof(deputy->name), "%s", person.name);
    read_ticks(reading->form, deputy);
    return 0;
}

int deputies_read(const char *cards, const struct urlform *form, struct deputies *out)
{
    struct reading reading = {.form = form, .out = out};
    size_t count;

    out->count = 0;
    return pasted_each(cards, add_card, &reading, &count);
}
