// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/judge.h"

#include "base/buf.h"
#include "base/fault.h"
#include "core/breach.h"
#include "record/policy.h"
#include "seal/point.h"
#include "seal/sign.h"

enum {
    FLAWS_MAX = 256,
    BREACHES_MAX = 64,
    TEXT_MAX = 1 << 13,
};

/* One definition on its way through. */
struct judging {
    const struct definition *definition;
    const struct holidays *holidays;
    judge_tell tell;
    void *context;
    struct buf text;
};

static const struct {
    enum judge_about about;
    const char *rule; /* of the Model Election Rules; NULL: of the papers */
    const char *text;
} flaws[] = {
    [FLAW_THRESHOLD] = {JUDGE_THRESHOLD,
                        NULL,
                        "protocol 3: the threshold is at least 2 and less than the "
                        "number of trustees, or there is one trustee and the threshold "
                        "is 1"},
    [FLAW_CEREMONY] = {JUDGE_CEREMONY,
                       NULL,
                       "protocol 10: the ceremony object's size is not that of this "
                       "many trustees and this threshold; hold the ceremony"},
    [FLAW_MIXES] = {JUDGE_MIXERS,
                    NULL,
                    "protocol 8: at least two mixes; one only where there is one "
                    "trustee"},
    [FLAW_MIXERS] = {JUDGE_MIXERS,
                     NULL,
                     "protocol 8: as many mixers as mixes, of two organisations when "
                     "there are two or more"},
    [FLAW_KEYS] = {JUDGE_PEOPLE,
                   NULL,
                   "protocol 3: a key stands twice, among log, issuer, officers, "
                   "trustees and mixers in this order at place"},
    [FLAW_HANDS] =
        {JUDGE_HANDS,
         NULL,
         "protocol 7: fewer officers than hands may disqualify, box, declare "
         "or note"},
    [FLAW_GRANTS] = {JUDGE_OFFICERS,
                     NULL,
                     "protocol 7: the returning officer, named first, must be given "
                     "every grant; lacking it, officer"},
    [FLAW_NAME] = {JUDGE_NAME,
                   NULL,
                   "house 9: the name of another constituency too, constituency"},
    [FLAW_RULES] = {JUDGE_CONSTITUENCY,
                    "18",
                    "method and rule set disagree, constituency"},
    [FLAW_ONLINE] = {JUDGE_CONSTITUENCY,
                     "19.3",
                     "nobody could vote online, constituency"},
    [FLAW_DECLARATION] = {JUDGE_CONSTITUENCY,
                          "21.1",
                          "a declaration of identity is made by public and "
                          "patient members, and not by staff, constituency"},
    [FLAW_TIMETABLE] = {JUDGE_STEP,
                        "2.1",
                        "each step comes after the one before it, at a whole "
                        "minute"},
};

/* Tells what has been put into the text, and empties it. */
static int tell(struct judging *judging, struct judgement judgement)
{
    int r = buf_status(&judging->text);

    if (r != 0) {
        return FOLD(r);
    }
    judgement.text = buf_text(&judging->text);
    judging->tell(judging->context, &judgement);
    buf_reset(&judging->text);
    return 0;
}

/* Order and minutes are told step by step, with the days. */
static int judge_flaw(struct judging *judging, const struct flaw *flaw)
{
    if (flaw->kind == FLAW_TIMETABLE) {
        return 0;
    }
    if (flaws[flaw->kind].rule != NULL) {
        breach_put_rule(judging->definition, flaws[flaw->kind].rule, &judging->text);
        buf_put_text(&judging->text, ": ");
    }
    buf_put_text(&judging->text, flaws[flaw->kind].text);
    if (flaw->where > 0) {
        buf_printf(&judging->text, " %zu", flaw->where);
    }
    return tell(
        judging,
        (struct judgement){.about = flaws[flaw->kind].about, .where = flaw->where});
}

static int judge_form(struct judging *judging)
{
    struct flaw found[FLAWS_MAX];
    size_t count = definition_check(judging->definition, found, FLAWS_MAX);
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < count && i < FLAWS_MAX; i++) {
        r = judge_flaw(judging, &found[i]);
    }
    return r;
}

/* Days and hours bind real elections alone. */
static int judge_days(struct judging *judging)
{
    const struct definition *definition = judging->definition;
    struct breach found[BREACHES_MAX];
    size_t count =
        timetable_check(&definition->timetable, judging->holidays, found, BREACHES_MAX);
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < count && i < BREACHES_MAX; i++) {
        bool is_form = found[i].kind == BREACH_ORDER || found[i].kind == BREACH_MINUTE;

        breach_put(definition, judging->holidays, &found[i], &judging->text);
        r = tell(judging,
                 (struct judgement){.about = JUDGE_STEP,
                                    .where = (size_t)found[i].step,
                                    .is_note = definition->practice && !is_form});
    }
    return r;
}

static int judge_horizon(struct judging *judging)
{
    const struct definition *definition = judging->definition;

    if (!breach_put_unsettled(
            definition, day_of(definition->timetable.at[STEP_CLOSE]), &judging->text)) {
        return 0;
    }
    return tell(
        judging,
        (struct judgement){.about = JUDGE_STEP, .where = STEP_CLOSE, .is_note = true});
}

static int judge_key(struct judging *judging,
                     const struct sign_key *key,
                     enum judge_about about,
                     size_t place)
{
    static const char *const whose[] = {
        [JUDGE_LOG] = "log",
        [JUDGE_ISSUER] = "issuer",
        [JUDGE_OFFICERS] = "officer",
        [JUDGE_MIXERS] = "mixer",
        [JUDGE_TRUSTEES] = "trustee",
    };
    struct sign_key decoded;

    if (sign_key_decode(SPAN(*key), &decoded) == 0) {
        return 0;
    }
    buf_printf(&judging->text,
               "protocol 2: not an Ed25519 key that may be used: %s %zu",
               whose[about],
               place);
    return tell(judging, (struct judgement){.about = about, .where = place});
}

static int judge_trustees(struct judging *judging)
{
    const struct definition *definition = judging->definition;
    struct point point;
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < definition->trustee_count; i++) {
        r = judge_key(judging, &definition->trustees[i].key, JUDGE_TRUSTEES, i + 1);
        if (r == 0
            && point_decode(SPAN(definition->trustees[i].static_key), &point) != 0) {
            buf_printf(&judging->text,
                       "protocol 2: not a static key that may be used: trustee %zu",
                       i + 1);
            r = tell(judging,
                     (struct judgement){.about = JUDGE_TRUSTEES, .where = i + 1});
        }
    }
    return r;
}

static int judge_keys(struct judging *judging)
{
    const struct definition *definition = judging->definition;
    size_t i;
    int r = judge_key(judging, &definition->log, JUDGE_LOG, 1);

    if (r == 0 && definition->has_issuer) {
        r = judge_key(judging, &definition->issuer, JUDGE_ISSUER, 1);
    }
    for (i = 0; r == 0 && i < definition->officer_count; i++) {
        r = judge_key(judging, &definition->officers[i].key, JUDGE_OFFICERS, i + 1);
    }
    for (i = 0; r == 0 && i < definition->mixer_count; i++) {
        r = judge_key(judging, &definition->mixers[i].key, JUDGE_MIXERS, i + 1);
    }
    return r == 0 ? judge_trustees(judging) : r;
}

/* Neither an object nor Y is named yet. */
static bool is_before_ceremony(const struct definition *definition)
{
    const struct digest no_object = {{0}};
    const struct point no_key = {{0}};

    return span_is_equal(SPAN(definition->ceremony.digest), SPAN(no_object))
           && span_is_equal(SPAN(definition->election_key), SPAN(no_key));
}

static int judge_ceremony(struct judging *judging)
{
    struct point point;

    if (point_decode(SPAN(judging->definition->election_key), &point) == 0) {
        return 0;
    }
    if (is_before_ceremony(judging->definition)) {
        buf_put_text(&judging->text, "protocol 3: the ceremony is still to be held");
        return tell(judging,
                    (struct judgement){.about = JUDGE_CEREMONY, .is_note = true});
    }
    buf_put_text(&judging->text, "protocol 3: Y is no key; hold the ceremony");
    return tell(judging, (struct judgement){.about = JUDGE_CEREMONY});
}

static int judge_policy(struct judging *judging)
{
    CLEANUP(policy_freep) struct policy *policy = NULL;
    size_t line = 0;
    int r = policy_new(judging->definition, &line, &policy);

    if (r <= 0) {
        return r;
    }
    buf_printf(&judging->text,
               "protocol 7: policy, line %zu: %s",
               line,
               policy_refusal_text(r));
    return tell(judging, (struct judgement){.about = JUDGE_POLICY, .where = line});
}

int judge_definition(const struct definition *definition,
                     const struct holidays *holidays,
                     judge_tell tell_one,
                     void *context)
{
    static int (*const parts[])(struct judging * judging) = {judge_form,
                                                             judge_days,
                                                             judge_horizon,
                                                             judge_keys,
                                                             judge_ceremony,
                                                             judge_policy};
    struct judging judging = {.definition = definition,
                              .holidays = holidays,
                              .tell = tell_one,
                              .context = context};
    size_t i;
    int r = 0;

    buf_init(&judging.text, TEXT_MAX);
    for (i = 0; r == 0 && i < ARRAY_SIZE(parts); i++) {
        r = parts[i](&judging);
    }
    buf_deinit(&judging.text);
    return r;
}
