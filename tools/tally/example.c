// SPDX-License-Identifier: AGPL-3.0-or-later
#include "example.h"

#include <stdio.h>

#include "base/attr.h"
#include "core/drafting.h"

static const struct {
    const char *name;
    enum kind kind;
    const char *class_name;
    unsigned seats;
    enum rule_set rules;
} constituencies[] = {
    {"Public: Oxfordshire", KIND_PUBLIC, "", 4, RULES_NHS_2014_STV},
    {"Patient: Service users, Buckinghamshire and other counties",
     KIND_PATIENT,
     "Service users, Buckinghamshire and other counties",
     1,
     RULES_NHS_2014_STV},
    {"Patient: Carers", KIND_PATIENT, "Carers", 2, RULES_NHS_2014_STV},
    {"Staff: Buckinghamshire mental health",
     KIND_STAFF,
     "Buckinghamshire mental health",
     1,
     RULES_NHS_2014_FPP},
    {"Staff: Oxfordshire, BaNES, Swindon and Wiltshire mental health",
     KIND_STAFF,
     "Oxfordshire, BaNES, Swindon and Wiltshire mental health",
     1,
     RULES_NHS_2014_FPP},
    {"Staff: Community services",
     KIND_STAFF,
     "Community services",
     2,
     RULES_NHS_2014_FPP},
    {"Staff: Specialised services",
     KIND_STAFF,
     "Specialised services",
     2,
     RULES_NHS_2014_STV},
};

static void put(char *out, size_t size, const char *text)
{
    (void)snprintf(out, size, "%s", text);
}

static void fill_constituency(struct constituency *constituency, size_t i)
{
    const char *wording = drafting_wording(constituencies[i].kind);

    put(constituency->name, sizeof(constituency->name), constituencies[i].name);
    constituency->kind = constituencies[i].kind;
    put(constituency->class_name,
        sizeof(constituency->class_name),
        constituencies[i].class_name);
    constituency->seats = constituencies[i].seats;
    constituency->rules = constituencies[i].rules;
    constituency->method = constituency_rules_method(constituency->rules);
    constituency->channels = 1U << CHANNEL_ONLINE;
    constituency->floor = DRAFTING_FLOOR;
    if (wording != NULL) {
        constituency->wording_count = 1;
        put(constituency->wordings[0], sizeof(constituency->wordings[0]), wording);
    }
}

void example_fill(struct definition *definition)
{
    struct contact *contact = &definition->contact;
    size_t i;

    put(definition->trust,
        sizeof(definition->trust),
        "Oxford Health NHS Foundation Trust");
    put(contact->address,
        sizeof(contact->address),
        "The Returning Officer, 1 Example Street, Exampleton EX1 1AA");
    put(contact->telephone, sizeof(contact->telephone), "01632 960000");
    put(contact->email, sizeof(contact->email), "returning.officer@elections.example");
    definition->constituency_count = ARRAY_SIZE(constituencies);
    for (i = 0; i < ARRAY_SIZE(constituencies); i++) {
        fill_constituency(&definition->constituencies[i], i);
    }
}
