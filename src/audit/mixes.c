// SPDX-License-Identifier: AGPL-3.0-or-later
/* Mix k is the first offered whose proof holds against our own output of k - 1. */
#include <inttypes.h>
#include <string.h>

#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "replay.h"

static const struct mixer *find_mixer(const struct definition *definition,
                                      const struct sign_key *key)
{
    size_t i;

    for (i = 0; i < definition->mixer_count; i++) {
        if (span_is_equal(SPAN(definition->mixers[i].key), SPAN(*key))) {
            return &definition->mixers[i];
        }
    }
    return NULL;
}

/* Whether another organisation than this one has mixed already. */
static bool has_other_organisation(const struct definition *definition,
                                   const struct polled *polled,
                                   const struct mixer *mixer)
{
    unsigned i;

    for (i = 0; i < polled->mix_count; i++) {
        const struct mixer *before = find_mixer(definition, &polled->mixers[i]);

        if (before != NULL && strcmp(before->organisation, mixer->organisation) != 0) {
            return true;
        }
    }
    return false;
}

enum defect audit_mixer_objection(const struct audit *audit,
                                  const struct polled *polled,
                                  const struct sign_key *mixer)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    const struct mixer *found = find_mixer(definition, mixer);
    unsigned i;

    if (found == NULL) {
        return DEFECT_MIX_NONE;
    }
    for (i = 0; i < polled->mix_count; i++) {
        if (span_is_equal(SPAN(polled->mixers[i]), SPAN(*mixer))) {
            return DEFECT_MIX_AGAIN;
        }
    }
    if (definition->mixes >= 2 && polled->mix_count + 1 == definition->mixes
        && !has_other_organisation(definition, polled, found)) {
        return DEFECT_MIX_ORGANISATION;
    }
    return DEFECT_NONE;
}

/* What a bad mix is ignored for, in words; of an equation, which. */
static const char *words_of(enum defect defect)
{
    switch ((unsigned)defect) {
    case DEFECT_MIX_NONE:
        return "not by a mixer of this election";
    case DEFECT_MIX_AGAIN:
        return "this mixer has mixed it before";
    case DEFECT_MIX_ORGANISATION:
        return "all mixers would be of one organisation";
    case DEFECT_MIX_FORM:
        return "it is no mix";
    case DEFECT_MIX_TASK:
        return "it is a mix of something else";
    default:
        return "its proof does not hold";
    }
}

/* The mix is good, and its output the next one's input. */
static void take(struct audit *audit,
                 struct polled *polled,
                 const struct ledger_offer *offer,
                 struct parcel **parcel)
{
    audit_held_deinit(&polled->last);
    polled->last.parcel = parcel_take(parcel);
    polled->mixers[polled->mix_count] = offer->signer;
    polled->mix_count++;
    audit->counted++;
}

/* 0: the mix is good and taken. AUDIT_WAITING: it is not, and ignored, with a note. */
static int
judge(struct audit *audit, struct polled *polled, const struct ledger_offer *offer)
{
    enum defect objection = audit_mixer_objection(audit, polled, &offer->signer);
    CLEANUP(parcel_freep) struct parcel *parcel = NULL;
    struct shuffle_task task;
    struct pieces object;
    int r;

    r = audit_parcel(audit, &offer->contribution.object, DEFECT_MIX_MISSING, &parcel);
    if (r != 0) {
        return r;
    }
    object = parcel_pieces(parcel);
    audit_mix_task(audit, polled, &offer->signer, &task);
    r = shuffle_verify(&task, &object, audit->input.progress);
    if (r == 0 && objection == DEFECT_NONE) {
        take(audit, polled, offer, &parcel);
        return 0;
    }
    if (r < 0) {
        return r;
    }
    polled->ignored =
        r != 0 ? DEFECT_MIX_FORM - SHUFFLE_MALFORMED + (unsigned)r : objection;
    r = audit_note(audit,
                   "entry %" PRIu64 " ignored: %s",
                   offer->entry,
                   words_of(polled->ignored));
    return r != 0 ? r : AUDIT_WAITING;
}

/* 0 when mix k was found among the offers, AUDIT_WAITING when not. */
static int find_mix(struct audit *audit, struct polled *polled, unsigned k)
{
    size_t count;
    const struct ledger_offer *offers = ledger_offers(audit->ledger, &count);
    size_t i;
    int r = AUDIT_WAITING;

    for (i = 0; i < count; i++) {
        if (offers[i].type != ENTRY_MIX || offers[i].contribution.cid != polled->cid
            || offers[i].contribution.index != k) {
            continue;
        }
        r = polled->mix_count == k
                ? audit_surplus(audit, &offers[i], DEFECT_MIX_MISSING)
                : judge(audit, polled, &offers[i]);
        if (r != 0 && r != AUDIT_WAITING) {
            return r;
        }
    }
    return r;
}

static int find_mixes(struct audit *audit, struct polled *polled)
{
    unsigned mixes = ledger_definition(audit->ledger)->mixes;
    int r;

    while (polled->count > 0 && polled->mix_count < mixes) {
        r = find_mix(audit, polled, polled->mix_count + 1);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

int audit_check_mixes(struct audit *audit)
{
    enum defect ignored = DEFECT_NONE;
    unsigned missing = 0;
    size_t i;
    int r;

    for (i = 0; i < audit->polled_count; i++) {
        r = find_mixes(audit, &audit->polled[i]);
        if (r == AUDIT_WAITING) {
            missing++;
            ignored = ignored != DEFECT_NONE ? ignored : audit->polled[i].ignored;
        } else if (r != 0) {
            return r;
        }
    }
    r = audit_refused_here(audit);
    if (r != 0) {
        return r;
    }
    if (missing > 0 && ledger_result(audit->ledger) != NULL) {
        return audit_bad(audit,
                         ignored == DEFECT_NONE ? DEFECT_MIX_NONE : ignored,
                         "a result, but not every mix: %s",
                         words_of(ignored));
    }
    return missing > 0
               ? audit_wait(audit, "in %u constituencies mixes are due", missing)
               : 0;
}
