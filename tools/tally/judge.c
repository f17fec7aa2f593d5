// SPDX-License-Identifier: AGPL-3.0-or-later
/* draft_judge: a definition against every rule it can be held to before the election.
 */
#include <string.h>

#include "core/breach.h"
#include "record/policy.h"
#include "seal/ceremony.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/sign.h"

#include "command.h"
#include "draft.h"

enum {
    FLAWS_MAX = 256,
    BREACHES_MAX = 64,
};

static const char *const flaws[] = {
    [FLAW_THRESHOLD] =
        "protocol 3: the threshold is at least 2 and less than the number "
        "of trustees, or there is one trustee and the threshold is 1",
    [FLAW_CEREMONY] =
        "protocol 10: the ceremony object's size is not that of this many "
        "trustees and this threshold; hold the ceremony",
    [FLAW_MIXES] =
        "protocol 8: at least two mixes; one only where there is one trustee",
    [FLAW_MIXERS] =
        "protocol 8: as many mixers as mixes, of two organisations when there "
        "are two or more",
    [FLAW_KEYS] =
        "protocol 3: a key stands twice, among log, issuer, officers, trustees "
        "and mixers in this order at place",
    [FLAW_HANDS] =
        "protocol 7: fewer officers than hands may disqualify, box, declare or "
        "note",
    [FLAW_GRANTS] =
        "protocol 7: the returning officer, named first, must be given every "
        "grant; lacking it, officer",
    [FLAW_NAME] = "house 9: the name of another constituency too, constituency",
    [FLAW_RULES] = "rule 18: method and rule set disagree, constituency",
    [FLAW_ONLINE] = "rule 19.3: nobody could vote online, constituency",
    [FLAW_DECLARATION] = "rule 21.1: a declaration of identity is made by public and "
                         "patient members, and not by staff, constituency",
    [FLAW_TIMETABLE] = "rule 2.1: each step comes after the one before it, at a whole "
                       "minute",
};

static void judge_form(const struct definition *definition, struct buf *faults)
{
    struct flaw found[FLAWS_MAX];
    size_t count = definition_check(definition, found, FLAWS_MAX);
    size_t i;

    for (i = 0; i < count && i < FLAWS_MAX; i++) {
        buf_put_text(faults, flaws[found[i].kind]);
        if (found[i].where > 0) {
            buf_printf(faults, " %zu", found[i].where);
        }
        buf_put_text(faults, "\n");
    }
}

/* Order and minutes are judged with the form; days and hours bind real elections. */
static void
judge_days(const struct definition *definition, struct buf *faults, struct buf *notes)
{
    struct breach found[BREACHES_MAX];
    size_t count = timetable_check(&definition->timetable, found, BREACHES_MAX);
    size_t i;

    for (i = 0; i < count && i < BREACHES_MAX; i++) {
        bool is_form = found[i].kind == BREACH_ORDER || found[i].kind == BREACH_MINUTE;

        struct buf *out = definition->practice && !is_form ? notes : faults;

        breach_put(definition, &found[i], out);
        buf_put_text(out, "\n");
    }
}

static void judge_key(const struct sign_key *key,
                      const char *whose,
                      size_t place,
                      struct buf *faults)
{
    struct sign_key decoded;

    if (sign_key_decode(SPAN(*key), &decoded) != 0) {
        buf_printf(faults,
                   "protocol 2: not an Ed25519 key that may be used: %s %zu\n",
                   whose,
                   place);
    }
}

static void judge_keys(const struct definition *definition, struct buf *faults)
{
    struct point point;
    size_t i;

    judge_key(&definition->log, "log", 1, faults);
    if (definition->has_issuer) {
        judge_key(&definition->issuer, "issuer", 1, faults);
    }
    for (i = 0; i < definition->officer_count; i++) {
        judge_key(&definition->officers[i].key, "officer", i + 1, faults);
    }
    for (i = 0; i < definition->mixer_count; i++) {
        judge_key(&definition->mixers[i].key, "mixer", i + 1, faults);
    }
    for (i = 0; i < definition->trustee_count; i++) {
        judge_key(&definition->trustees[i].key, "trustee", i + 1, faults);
        if (point_decode(SPAN(definition->trustees[i].static_key), &point) != 0) {
            buf_printf(faults,
                       "protocol 2: not a static key that may be used: trustee %zu\n",
                       i + 1);
        }
    }
    if (point_decode(SPAN(definition->election_key), &point) != 0) {
        buf_put_text(faults, "protocol 3: Y is no key; hold the ceremony\n");
    }
}

static int judge_policy(const struct definition *definition, struct buf *faults)
{
    CLEANUP(policy_freep) struct policy *policy = NULL;
    size_t line = 0;
    int r;

    r = policy_new(definition, &line, &policy);
    if (r > 0) {
        buf_printf(
            faults, "protocol 7: policy, line %zu: %s\n", line, policy_refusal_text(r));
    }
    return r < 0 ? r : 0;
}

/* Whether the ceremony is that of this definition's people, nonce and key. */
static bool is_of(const struct ceremony *ceremony, const struct definition *definition)
{
    struct point key;
    size_t i;

    if (!span_is_equal(SPAN(ceremony->nonce), SPAN(definition->nonce))
        || ceremony->cocktail.n != definition->trustee_count
        || ceremony->cocktail.t != definition->threshold) {
        return false;
    }
    for (i = 0; i < definition->trustee_count; i++) {
        if (!span_is_equal(SPAN(ceremony->keys[i]), SPAN(definition->trustees[i].key))
            || !span_is_equal(SPAN(ceremony->cocktail.statics[i]),
                              SPAN(definition->trustees[i].static_key))) {
            return false;
        }
    }
    ceremony_group_key(ceremony, &key);
    return span_is_equal(SPAN(key), SPAN(definition->election_key));
}

static int judge_object(const struct definition *definition,
                        struct span object,
                        struct buf *faults)
{
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    struct digest digest;
    unsigned culprit = 0;
    int r;

    hash_sha256(object, &digest);
    if (!span_is_equal(SPAN(digest), SPAN(definition->ceremony.digest))) {
        buf_put_text(faults,
                     "protocol 3: the ceremony's object is not the one named\n");
        return 0;
    }
    r = ceremony_parse(object, &ceremony);
    if (r == 0) {
        r = ceremony_verify(ceremony, &culprit);
    }
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        buf_printf(
            faults, "protocol 3: the ceremony is not valid; trustee %u\n", culprit);
    } else if (!is_of(ceremony, definition)) {
        buf_put_text(faults,
                     "protocol 3: the ceremony is of another nonce, of others, or "
                     "made another Y\n");
    }
    return 0;
}

int draft_judge(const struct draft *draft,
                const char *ceremony,
                struct buf *faults,
                struct buf *notes)
{
    const struct definition *definition = draft->document->of.definition;
    CLEANUP(buf_deinit) struct buf object;
    int r;

    buf_init(&object, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    judge_form(definition, faults);
    judge_days(definition, faults, notes);
    judge_keys(definition, faults);
    r = judge_policy(definition, faults);
    if (r != 0) {
        return r;
    }
    if (ceremony == NULL) {
        buf_put_text(notes, "the ceremony's object was not given, and not looked at\n");
        return 0;
    }
    r = command_load(ceremony, &object);
    if (r != 0) {
        return r;
    }
    return judge_object(definition, buf_span(&object), faults);
}
