// SPDX-License-Identifier: AGPL-3.0-or-later
#include "count/parting.h"

#include <string.h>

/* One stage of both sheets, and what both have before it; [0]: non-transferable. */
struct view {
    const struct sheet *ours;
    const struct totals *theirs;
    size_t stage; /* from 0 */
};

static int64_t ours_at(const struct sheet *sheet, size_t stage, size_t candidate)
{
    const struct sheet_stage *at = &sheet->stages[stage];

    return candidate == 0 ? at->nontransferable : at->totals[candidate];
}

static bool differs(const struct view *view, size_t candidate)
{
    int64_t theirs = totals_at(view->theirs, view->stage, candidate);

    return theirs != TOTALS_NONE
           && theirs != ours_at(view->ours, view->stage, candidate);
}

/* What theirs added; 0 where it says nothing. */
static int64_t gain(const struct view *view, size_t candidate)
{
    int64_t theirs = totals_at(view->theirs, view->stage, candidate);

    return theirs == TOTALS_NONE
               ? 0
               : theirs - ours_at(view->ours, view->stage - 1, candidate);
}

static int64_t our_gain(const struct view *view, size_t candidate)
{
    return ours_at(view->ours, view->stage, candidate)
           - ours_at(view->ours, view->stage - 1, candidate);
}

static bool is_ours(const struct sheet_stage *stage, uint8_t candidate)
{
    return memchr(stage->from, candidate, stage->from_count) != NULL;
}

static void find_from(const struct view *view, struct parting *out)
{
    for (size_t c = 1; c <= view->ours->candidates; c++) {
        if (gain(view, c) < 0) {
            out->from[out->count++] = (uint8_t)c;
        }
    }
}

static void find_sum(const struct view *view, struct parting *out)
{
    int64_t sum = 0;

    out->is_whole = true;
    for (size_t c = 0; c <= view->ours->candidates; c++) {
        int64_t votes = totals_at(view->theirs, view->stage, c);

        out->is_whole = out->is_whole && votes != TOTALS_NONE;
        sum += out->is_whole ? votes : 0;
    }
    out->excess =
        out->is_whole ? sum - (int64_t)view->ours->valid * view->ours->unit : 0;
}

/* Whether theirs moved one candidate's votes, down to no less than the quota. */
static bool is_surplus(const struct view *view, const struct parting *found)
{
    return found->count == 1
           && totals_at(view->theirs, view->stage, found->from[0])
                  >= view->ours->stages[view->stage].quota;
}

/* How many of ours had any votes to lose. */
static size_t our_losers(const struct view *view)
{
    const struct sheet_stage *stage = &view->ours->stages[view->stage];
    size_t count = 0;

    for (size_t i = 0; i < stage->from_count; i++) {
        count += our_gain(view, stage->from[i]) < 0;
    }
    return count;
}

/* Who was excluded; PARTING_NONE when the same. */
static enum parting_cause compare_excluded(const struct view *view,
                                           const struct parting *found)
{
    const struct sheet_stage *stage = &view->ours->stages[view->stage];
    size_t losers = our_losers(view);
    size_t shared = 0;

    for (size_t i = 0; i < found->count; i++) {
        shared += is_ours(stage, found->from[i]);
    }
    if (shared == found->count && shared == losers) {
        return PARTING_NONE;
    }
    if (shared == losers) {
        return PARTING_MORE_EXCLUDED;
    }
    return shared == found->count ? PARTING_FEWER_EXCLUDED : PARTING_OTHER_EXCLUDED;
}

/* Whose votes moved; PARTING_NONE when the same. */
static enum parting_cause compare_action(const struct view *view,
                                         const struct parting *found)
{
    const struct sheet_stage *stage = &view->ours->stages[view->stage];
    bool has_surplus = is_surplus(view, found);

    if (stage->action == SHEET_ROUND || found->count == 0) {
        return PARTING_OTHER;
    }
    if (stage->action == SHEET_EXCLUSION) {
        return has_surplus ? PARTING_SURPLUS_INSTEAD : compare_excluded(view, found);
    }
    if (!has_surplus) {
        return PARTING_EXCLUDED_INSTEAD;
    }
    return is_ours(stage, found->from[0]) ? PARTING_NONE : PARTING_OTHER_SURPLUS;
}

/* The one value at which our papers give their votes; 0 when there is none. */
static int64_t find_value(const struct view *view)
{
    const struct sheet_stage *stage = &view->ours->stages[view->stage];
    const struct sheet_parcel *parcel = stage->parcels;
    int64_t value = 0;

    if (stage->parcel_count != 1) {
        return 0;
    }
    for (size_t c = 1; c <= view->ours->candidates; c++) {
        int64_t papers = (int64_t)parcel->given[c];

        if (papers > 0 && value == 0) {
            value = gain(view, c) / papers;
        }
        if (!is_ours(stage, (uint8_t)c) && gain(view, c) != papers * value) {
            return 0;
        }
    }
    return value;
}

/* The same surplus, or the same exclusion, and yet other votes. */
static enum parting_cause compare_moves(const struct view *view, struct parting *found)
{
    const struct sheet_stage *stage = &view->ours->stages[view->stage];

    found->value = find_value(view);
    if (found->value > 0 && found->value != stage->parcels[0].value) {
        return (uint64_t)stage->surplus / stage->parcels[0].papers
                       == (uint64_t)found->value
                   ? PARTING_ALL_PAPERS
                   : PARTING_VALUE;
    }
    if (found->is_whole && found->excess != 0) {
        return PARTING_SUM;
    }
    return found->is_whole ? PARTING_PAPERS : PARTING_OTHER;
}

static enum parting_cause find_cause(const struct view *view, struct parting *found)
{
    enum parting_cause cause;

    find_sum(view, found);
    if (view->stage == 0) {
        return PARTING_FIRST;
    }
    find_from(view, found);
    cause = compare_action(view, found);
    return cause != PARTING_NONE ? cause : compare_moves(view, found);
}

static bool is_alike(const struct view *view)
{
    for (size_t c = 0; c <= view->ours->candidates; c++) {
        if (differs(view, c)) {
            return false;
        }
    }
    return true;
}

void parting_find(const struct sheet *ours,
                  const struct totals *theirs,
                  struct parting *out)
{
    struct view view = {.ours = ours, .theirs = theirs};
    struct parting found = {0};
    size_t shared =
        theirs->stages < ours->stage_count ? theirs->stages : ours->stage_count;

    while (view.stage < shared && is_alike(&view)) {
        view.stage++;
    }
    if (view.stage < shared) {
        found.cause = find_cause(&view, &found);
    } else if (shared < ours->stage_count) {
        found.cause = PARTING_ENDED;
    } else if (shared < theirs->stages) {
        found.cause = PARTING_GOES_ON;
    }
    found.stage = found.cause == PARTING_NONE ? 0 : (unsigned)view.stage + 1;
    *out = found;
}

const char *parting_cause_name(enum parting_cause cause)
{
    static const char *const names[PARTING_CAUSES] = {
        [PARTING_NONE] = "none",
        [PARTING_FIRST] = "first",
        [PARTING_SURPLUS_INSTEAD] = "surplus-instead",
        [PARTING_EXCLUDED_INSTEAD] = "excluded-instead",
        [PARTING_OTHER_SURPLUS] = "other-surplus",
        [PARTING_OTHER_EXCLUDED] = "other-excluded",
        [PARTING_MORE_EXCLUDED] = "more-excluded",
        [PARTING_FEWER_EXCLUDED] = "fewer-excluded",
        [PARTING_VALUE] = "value",
        [PARTING_ALL_PAPERS] = "all-papers",
        [PARTING_PAPERS] = "papers",
        [PARTING_SUM] = "sum",
        [PARTING_ENDED] = "ended",
        [PARTING_GOES_ON] = "goes-on",
        [PARTING_OTHER] = "other",
    };

    return cause < PARTING_CAUSES ? names[cause] : "other";
}
