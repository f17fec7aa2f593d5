// SPDX-License-Identifier: AGPL-3.0-or-later
#include "example.h"

#include <stdio.h>

#include "base/attr.h"

enum {
    FLOOR = 10, /* protocol.md §8: fewest online ballots opened unwaived */
    WORDS = 250,
    AGE = 16,
};

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

/* What a member declares by rule 21.1; a staff member declares nothing. */
static const char *const wordings[KIND_END] = {
    [KIND_PUBLIC] =
        "I am the person to whom this voter ID number was given; I have not "
        "used or returned any other voting information in this election; "
        "and I live in the area of this constituency.",
    [KIND_PATIENT] =
        "I am the person to whom this voter ID number was given; I have not "
        "used or returned any other voting information in this election; "
        "and I am, or have been within the period the trust's "
        "constitution states, a patient of the trust or the carer of one.",
};

static void put(char *out, size_t size, const char *text)
{
    (void)snprintf(out, size, "%s", text);
}

static void fill_constituency(struct constituency *constituency, size_t i)
{
    const char *wording = wordings[constituencies[i].kind];

    put(constituency->name, sizeof(constituency->name), constituencies[i].name);
    constituency->kind = constituencies[i].kind;
    put(constituency->class_name,
        sizeof(constituency->class_name),
        constituencies[i].class_name);
    constituency->seats = constituencies[i].seats;
    constituency->rules = constituencies[i].rules;
    constituency->method = constituency_rules_method(constituency->rules);
    constituency->channels = 1U << CHANNEL_ONLINE;
    constituency->floor = FLOOR;
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
    definition->limits = (struct limits){WORDS, AGE, AGE};
    definition->policy_line_count = 1;
    put(definition->policy[0], sizeof(definition->policy[0]), "quorum none");
    definition->constituency_count = ARRAY_SIZE(constituencies);
    for (i = 0; i < ARRAY_SIZE(constituencies); i++) {
        fill_constituency(&definition->constituencies[i], i);
    }
}
