// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sentence_parts.h"

#include "core/lot.h"

static const char *const patterns[FACTS] = {
    [FACT_VALID] = "%p valid {ballot was|ballots were} counted for %q.",
    [FACT_BLANK] = "%p {ballot gives|ballots give} no preference to anybody who stands "
                   "and {is|are} not counted.",
    [FACT_REJECTED] = "%p {ballot has|ballots have} more crosses than there are seats "
                      "and {is|are} rejected.",
    [FACT_NO_PAPERS] = "No valid vote was given.",
    [FACT_PASSED_OVER] =
        "%N has withdrawn or died: the count goes on as if the name "
        "were not on the ballots, which pass to their next preference.",
    [FACT_TOGETHER] =
        "When a candidate is excluded, first preferences and ballots received at 1.00 "
        "move together as one sub-parcel, as returning officers do it.",
    [FACT_APART] =
        "When a candidate is excluded, first preferences move before ballots received "
        "at 1.00, as a sub-parcel of their own.",
    [FACT_RUN_ON] = "With one seat, exclusions go on to the end though the winner may "
                    "be certain before.",
    [FACT_FIRST] = "Each ballot counts as 1 vote for its first preference.",
    [FACT_CROSSES] = "Each cross is one vote; a ballot may have as many as there are "
                     "seats.",
    [FACT_LOT] = "%N were level. A lot was drawn, and %C is %P.",
    [FACT_SURPLUS] = "%N's surplus of %v is transferred.",
    [FACT_EXAMINED_FIRST] = "All %p ballots with %N as first preference are looked at.",
    [FACT_EXAMINED_LAST] =
        "Only the {ballot|%p ballots} %N received last, at value %x, {is|are} looked "
        "at.",
    [FACT_EXAMINED_ALL] = "All %p {ballot|ballots} of %N {is|are} looked at.",
    [FACT_VALUE] = "%p of them {shows|show} a next available preference. The surplus "
                   "of %v divided by %p is a transfer value of %x for each, any "
                   "remainder ignored.",
    [FACT_VALUE_CAP] = "%p of them {shows|show} a next available preference. No ballot "
                       "may be worth more than when it was received, so each goes at "
                       "value %x.",
    [FACT_SHARE] = "%p of them {shows|show} a next available preference. Each goes at "
                   "%v divided by %o of the value it came with, any remainder ignored.",
    [FACT_NOTHING_MOVES] = "None of them shows a next available preference: nothing "
                           "moves, and %v votes become non-transferable.",
    [FACT_EXCLUDED] = "%N has the fewest votes, %v, and is excluded.",
    [FACT_EXCLUDED_ALONE] = "%N, with %v votes, is excluded alone: the returning "
                            "officer decided so, though "
                            "the rule has several candidates go together here.",
    [FACT_EXCLUDED_LAST] = "As many candidates as places are left, so no ballot of %N "
                           "is transferred.",
    [FACT_NO_VOTES_TO_MOVE] = "%N had no votes to transfer.",
    [FACT_SUBPARCEL] = "{One ballot is|%p ballots are} transferred at value %x.",
    [FACT_STOPPED] = "The last place is filled: %v votes of %N are not transferred.",
    [FACT_CHECK] = "Check: the candidates' %v votes and %o non-transferable are %s, as "
                   "many as were valid.",
    [FACT_KEEP] = "%N keeps %x of each vote and passes on the rest.",
    [FACT_SETTLED] = "The surpluses are shared out until no more than a trace is left, "
                     "and nobody else reaches the quota.",
    [FACT_ELECTED] = "%N has %v votes, which reaches the quota of %k: elected.",
    [FACT_ELECTED_ACTIVE] = "%N has %v votes and cannot be overtaken by the votes "
                            "still active: elected without the quota.",
    [FACT_ELECTED_LAST] = "One place is left, and %N has %v votes; all the others, "
                          "with surpluses not transferred, have %o together: elected.",
    [FACT_ELECTED_REST] = "As many candidates as places are left: [%N is|%N are] "
                          "elected, whatever the votes.",
    [FACT_ELECTED_TOP] = "%N has %v votes and is elected.",
    [FACT_SURPLUS_LEFT] = "All places are filled: %N's surplus of %v is not "
                          "transferred.",
    [FACT_ORDER_OPEN] =
        "%N were level at every stage and are named in ballot order; no "
        "lot was drawn, as no seat depends on it.",
    [FACT_NOT_ELECTED] = "Not elected, as all places are filled: %N.",
    [FACT_UNFILLED] =
        "{One seat is|%p seats are} left unfilled for want of candidates.",
};

static const char *quota_pattern(const struct story *story)
{
    switch (story->sheet->rules) {
    case RULES_ERS97:
        return "The quota is %w: %p valid {ballot|ballots} divided by %r, one more "
               "than the places to fill, to two decimals, rounded up.";
    case RULES_MEEK_PRF_2009:
        return "The quota is %w: the votes of all candidates divided by %r, one more "
               "than the places to fill, and the smallest unit more.";
    case RULES_NHS_2014_STV:
    case RULES_NI_1985:
    case RULES_SCOTTISH_2011:
    case RULES_NHS_2014_FPP:
    case RULES_END:
    default:
        return "The quota is %w: %p valid {ballot|ballots} divided by %r, one more "
               "than the places to fill, fraction ignored, and one more.";
    }
}

static const char *quota_now_pattern(const struct story *story)
{
    return story->sheet->rules == RULES_ERS97
               ? "Nobody is elected yet, so the quota falls from %k to %w with the "
                 "votes lost."
               : "The quota is now %w instead of %k.";
}

static const char *deferred_pattern(const struct fact *fact)
{
    if (fact->papers == 1) {
        return "The [surplus|surpluses] of %N, %v, [is|are] not transferred now: "
               "[it|they] "
               "could not save the candidate with the fewest votes, who has %o fewer "
               "than the next.";
    }
    if (fact->papers == 0) {
        return "The [surplus|surpluses] of %N, %v, [is|are] not transferred at this "
               "stage.";
    }
    return "The [surplus|surpluses] of %N, %v, [is|are] not transferred now: [it|they] "
           "could "
           "save none of the %p candidates with the fewest votes, who together have %o "
           "fewer than the next.";
}

static const char *back_pattern(const struct story *story, const struct fact *fact)
{
    bool is_latest = story->sheet->rules == RULES_SCOTTISH_2011;

    if (fact->back == 0) {
        return "%A and %B are level; after an earlier batch of ballots they were not, "
               "and so %A is %P.";
    }
    if (fact->purpose == LOT_TRANSFER) {
        return is_latest ? "%A and %B have equal surpluses. At stage %b, the latest at "
                           "which they differed, %A had %v votes and %B %o: %A is %P."
                         : "%A and %B have equal surpluses. At stage %b, the first at "
                           "which they differed, %A had %v votes and %B %o: %A is %P.";
    }
    return is_latest ? "%A and %B are level. At stage %b, the latest at which they "
                       "differed, %A had %v votes and %B %o: %A is %P."
                     : "%A and %B are level. At stage %b, the first at which they "
                       "differed, %A had %v votes and %B %o: %A is %P.";
}

static const char *given_pattern(const struct fact *fact)
{
    return fact->value > 0 ? "%N receives %p {ballot|ballots} at %x: %v votes."
                           : "%N receives %p {ballot|ballots}: %v votes.";
}

static const char *lost_pattern(const struct story *story, const struct fact *fact)
{
    bool is_surplus =
        fact->section > 0 && fact->section <= story->sheet->stage_count
        && story->sheet->stages[fact->section - 1].action == SHEET_SURPLUS;

    if (fact->papers == 0) {
        return "%v votes are lost to the remainders ignored, and become "
               "non-transferable.";
    }
    if (fact->votes == 0) {
        return "%p {ballot shows|ballots show} no next available preference and "
               "{stays|stay} with the candidate elected.";
    }
    return is_surplus ? "%p {ballot shows|ballots show} no next available preference. "
                        "Of the surplus %v votes become non-transferable."
                      : "%p {ballot shows|ballots show} no next available preference: "
                        "%v votes become non-transferable.";
}

static const char *batch_pattern(const struct fact *fact)
{
    return fact->value > 0
               ? "%N have %v votes together. With surpluses not transferred of %x they "
                 "could not reach the next candidate, who has %o: they are excluded "
                 "together."
               : "%N have %v votes together and could not reach the next candidate, "
                 "who has %o: they are excluded together.";
}

static const char *subparcel_pattern(const struct fact *fact)
{
    return fact->value > 0
               ? patterns[FACT_SUBPARCEL]
               : "{The one ballot goes|All %p ballots go} on at the value {it|they} "
                 "came with.";
}

const char *sentence_pattern(const struct story *story, const struct fact *fact)
{
    const char *pattern = fact->kind < FACTS ? patterns[fact->kind] : NULL;

    if (fact->kind == FACT_QUOTA) {
        pattern = quota_pattern(story);
    } else if (fact->kind == FACT_QUOTA_NOW) {
        pattern = quota_now_pattern(story);
    } else if (fact->kind == FACT_DEFERRED) {
        pattern = deferred_pattern(fact);
    } else if (fact->kind == FACT_LOOKED_BACK) {
        pattern = back_pattern(story, fact);
    } else if (fact->kind == FACT_GIVEN) {
        pattern = given_pattern(fact);
    } else if (fact->kind == FACT_LOST) {
        pattern = lost_pattern(story, fact);
    } else if (fact->kind == FACT_EXCLUDED_BATCH) {
        pattern = batch_pattern(fact);
    } else if (fact->kind == FACT_SUBPARCEL) {
        pattern = subparcel_pattern(fact);
    }
    return pattern == NULL ? "" : pattern;
}
