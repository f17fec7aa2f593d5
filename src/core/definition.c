// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/definition.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/span.h"

struct flaws {
    struct flaw *out;
    size_t size;
    size_t count;
};

static void add(struct flaws *flaws, enum flaw_kind kind, size_t where)
{
    if (flaws->count < flaws->size) {
        flaws->out[flaws->count] = (struct flaw){kind, where};
    }
    flaws->count++;
}

uint64_t definition_ceremony_size(size_t trustees, unsigned threshold)
{
    return 38
           + (uint64_t)trustees
                 * (288 + 32 * (uint64_t)threshold + 56 * (uint64_t)trustees);
}

static void check_trustees(const struct definition *definition, struct flaws *flaws)
{
    size_t n = definition->trustee_count;
    size_t t = definition->threshold;

    if (!(t >= 2 && t < n) && !(n == 1 && t == 1)) {
        add(flaws, FLAW_THRESHOLD, 0);
    }
    if (definition->ceremony.size
        != definition_ceremony_size(n, definition->threshold)) {
        add(flaws, FLAW_CEREMONY, 0);
    }
}

/* Whether an earlier mixer is of the same organisation. */
static bool has_organisation_before(const struct definition *definition, size_t i)
{
    size_t j;

    for (j = 0; j < i; j++) {
        if (strcmp(definition->mixers[j].organisation,
                   definition->mixers[i].organisation)
            == 0) {
            return true;
        }
    }
    return false;
}

static size_t count_organisations(const struct definition *definition)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < definition->mixer_count; i++) {
        count += has_organisation_before(definition, i) ? 0 : 1;
    }
    return count;
}

static void check_mixers(const struct definition *definition, struct flaws *flaws)
{
    unsigned fewest = definition->trustee_count == 1 ? 1 : 2;

    if (definition->mixes < fewest) {
        add(flaws, FLAW_MIXES, 0);
    }
    if (definition->mixer_count < definition->mixes
        || (definition->mixes >= 2 && count_organisations(definition) < 2)) {
        add(flaws, FLAW_MIXERS, 0);
    }
}

/* The k-th of all signing keys: log, issuer, officers, trustees, mixers; or NULL. */
static const struct sign_key *key_at(const struct definition *definition, size_t k)
{
    if (k == 0) {
        return &definition->log;
    }
    k--;
    if (definition->has_issuer) {
        if (k == 0) {
            return &definition->issuer;
        }
        k--;
    }
    if (k < definition->officer_count) {
        return &definition->officers[k].key;
    }
    k -= definition->officer_count;
    if (k < definition->trustee_count) {
        return &definition->trustees[k].key;
    }
    k -= definition->trustee_count;
    return k < definition->mixer_count ? &definition->mixers[k].key : NULL;
}

static bool has_key_before(const struct definition *definition, size_t i)
{
    size_t j;

    for (j = 0; j < i; j++) {
        if (span_is_equal(SPAN(*key_at(definition, i)), SPAN(*key_at(definition, j)))) {
            return true;
        }
    }
    return false;
}

static void check_keys(const struct definition *definition, struct flaws *flaws)
{
    size_t i;

    for (i = 1; key_at(definition, i) != NULL; i++) {
        if (has_key_before(definition, i)) {
            add(flaws, FLAW_KEYS, i + 1);
        }
    }
}

/* The acts marked † need `hands` different officers each. */
static void check_officers(const struct definition *definition, struct flaws *flaws)
{
    static const unsigned marked[] = {
        GRANT_DISQUALIFY,
        GRANT_BOX,
        GRANT_RESULT,
        GRANT_NOTE,
    };
    size_t i;
    size_t j;

    for (i = 0; i < ARRAY_SIZE(marked); i++) {
        unsigned able = 0;

        for (j = 0; j < definition->officer_count; j++) {
            able += (definition->officers[j].may & marked[i]) != 0 ? 1U : 0U;
        }
        if (able < definition->hands) {
            add(flaws, FLAW_HANDS, 0);
            break;
        }
    }
    if (definition->officer_count == 0 || definition->officers[0].may != GRANT_ALL) {
        add(flaws, FLAW_GRANTS, 1);
    }
}

static bool has_name_before(const struct definition *definition, size_t i)
{
    size_t j;

    for (j = 0; j < i; j++) {
        if (strcmp(definition->constituencies[j].name,
                   definition->constituencies[i].name)
            == 0) {
            return true;
        }
    }
    return false;
}

static void
check_constituency(const struct definition *definition, size_t i, struct flaws *flaws)
{
    const struct constituency *constituency = &definition->constituencies[i];
    bool is_staff = constituency->kind == KIND_STAFF;

    if (has_name_before(definition, i)) {
        add(flaws, FLAW_NAME, i + 1);
    }
    if (constituency_rules_method(constituency->rules) != constituency->method) {
        add(flaws, FLAW_RULES, i + 1);
    }
    if ((constituency->channels & 1U << CHANNEL_ONLINE) == 0) {
        add(flaws, FLAW_ONLINE, i + 1);
    }
    if ((constituency->wording_count == 0) != is_staff) {
        add(flaws, FLAW_DECLARATION, i + 1);
    }
}

size_t
definition_check(const struct definition *definition, struct flaw *out, size_t size)
{
    struct flaws flaws = {.out = out, .size = size};
    size_t i;

    check_trustees(definition, &flaws);
    check_mixers(definition, &flaws);
    check_keys(definition, &flaws);
    check_officers(definition, &flaws);
    for (i = 0; i < definition->constituency_count; i++) {
        check_constituency(definition, i, &flaws);
    }
    if (!timetable_is_ordered(&definition->timetable)) {
        add(&flaws, FLAW_TIMETABLE, 0);
    }
    return flaws.count;
}

const struct constituency *definition_constituency(const struct definition *definition,
                                                   uint16_t cid)
{
    if (cid == 0 || cid > definition->constituency_count) {
        return NULL;
    }
    return &definition->constituencies[cid - 1];
}

const struct officer *definition_officer(const struct definition *definition,
                                         const struct sign_key *key)
{
    size_t i;

    for (i = 0; i < definition->officer_count; i++) {
        if (span_is_equal(SPAN(definition->officers[i].key), SPAN(*key))) {
            return &definition->officers[i];
        }
    }
    return NULL;
}

struct definition *definition_new(void)
{
    struct definition *definition = calloc(1, sizeof(*definition));

    if (definition == NULL) {
        (void)FAULT(FAULT_MEMORY);
    }
    return definition;
}

void definition_free(struct definition *definition)
{
    free(definition);
}
