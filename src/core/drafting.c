// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/drafting.h"

#include <string.h>

#include "base/fault.h"
#include "base/moment.h"

enum {
    CLOSE_HOUR = 17,
    DAYS_AHEAD = 77, /* room for 40 working days */
    DAY_SECONDS = 86400,
};

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

void drafting_begin(struct definition *definition)
{
    static const char policy[] = "quorum none";

    definition->limits = (struct limits){DRAFTING_WORDS, DRAFTING_AGE, DRAFTING_AGE};
    definition->hands = 1;
    definition->policy_line_count = 1;
    memcpy(definition->policy[0], policy, sizeof(policy));
}

static int add_officer(struct definition *definition, const struct person *person)
{
    struct officer *officer = &definition->officers[definition->officer_count];

    if (definition->officer_count == OFFICERS_MAX) {
        return DRAFTING_FULL;
    }
    memcpy(officer->name, person->name, sizeof(officer->name));
    officer->key = person->key;
    officer->seal = person->seal;
    officer->may = GRANT_ALL;
    definition->officer_count++;
    return 0;
}

static int add_trustee(struct definition *definition, const struct person *person)
{
    struct trustee *trustee = &definition->trustees[definition->trustee_count];

    if (definition->trustee_count == TRUSTEES_MAX) {
        return DRAFTING_FULL;
    }
    memcpy(trustee->name, person->name, sizeof(trustee->name));
    trustee->key = person->key;
    trustee->static_key = person->static_key;
    definition->trustee_count++;
    return 0;
}

static int add_mixer(struct definition *definition, const struct person *person)
{
    struct mixer *mixer = &definition->mixers[definition->mixer_count];

    if (definition->mixer_count == MIXERS_MAX) {
        return DRAFTING_FULL;
    }
    memcpy(mixer->name, person->name, sizeof(mixer->name));
    memcpy(mixer->organisation, person->organisation, sizeof(mixer->organisation));
    mixer->key = person->key;
    definition->mixer_count++;
    return 0;
}

/* Without one the server draws the tokens. */
static int add_issuer(struct definition *definition, const struct person *person)
{
    if (definition->has_issuer) {
        return DRAFTING_FULL;
    }
    definition->has_issuer = true;
    definition->issuer = person->key;
    return 0;
}

int drafting_add(struct definition *definition, const struct person *person)
{
    static int (*const adders[PERSON_END])(struct definition *,
                                           const struct person *) = {
        [PERSON_OFFICER] = add_officer,
        [PERSON_TRUSTEE] = add_trustee,
        [PERSON_MIXER] = add_mixer,
        [PERSON_ISSUER] = add_issuer,
    };

    return adders[person->role] == NULL ? DRAFTING_ROLE
                                        : adders[person->role](definition, person);
}

void drafting_settle_with(struct definition *definition, unsigned threshold)
{
    definition->threshold = threshold;
    definition->ceremony.size =
        definition_ceremony_size(definition->trustee_count, threshold);
    definition->mixes = (unsigned)definition->mixer_count;
}

void drafting_settle(struct definition *definition)
{
    unsigned count = (unsigned)definition->trustee_count;

    drafting_settle_with(definition, count <= 2 ? count : count - 1);
}

int drafting_close(int64_t now, const struct holidays *holidays, int64_t *out)
{
    struct day day = day_of(now + (int64_t)DAYS_AHEAD * DAY_SECONDS);
    struct civil civil = {.hour = CLOSE_HOUR};

    if (!day_is_known(day)) {
        return DRAFTING_BEYOND;
    }
    day = day_working_from(day, holidays);
    civil.year = day.year;
    civil.month = day.month;
    civil.day = day.day;
    return FOLD(moment_of_civil(&civil, out));
}

const char *drafting_wording(enum kind kind)
{
    return wordings[kind];
}
