/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The rulebook: under which rule, by its number in its own text, a rule set does each
 * step of a count. It quotes no rule and decides nothing.
 */
#ifndef CORE_RULEBOOK_H
#define CORE_RULEBOOK_H

#include "core/constituency.h"

enum rulebook_step {
    STEP_NONE,
    STEP_VALID,         /* the valid papers are counted */
    STEP_REJECT,        /* papers that are not */
    STEP_PASS_OVER,     /* one who has died or withdrawn */
    STEP_FIRST,         /* first preferences, or crosses */
    STEP_QUOTA,         /* as first calculated */
    STEP_QUOTA_AGAIN,   /* as it changes */
    STEP_ELECT,         /* by the quota, or by most votes */
    STEP_ELECT_ACTIVE,  /* by votes that cannot be overtaken */
    STEP_ELECT_LAST,    /* the last place: as many votes as all others together */
    STEP_ELECT_REST,    /* as many left as places */
    STEP_ELECT_LEVEL,   /* level for the last place */
    STEP_STOP,          /* no further transfer */
    STEP_DEFER,         /* a surplus waits */
    STEP_SURPLUS,       /* whose is transferred: the largest */
    STEP_SURPLUS_LEVEL, /* equal ones, by an earlier stage */
    STEP_SURPLUS_LOT,   /* by lot */
    STEP_EXAMINE_FIRST, /* all first preferences */
    STEP_EXAMINE_LAST,  /* only what was received last, or all papers */
    STEP_VALUE,         /* of each paper */
    STEP_VALUE_CAP,     /* never above the one it was received at */
    STEP_SURPLUS_GIVE,  /* to the next available preference */
    STEP_SURPLUS_LOSE,  /* what nobody receives */
    STEP_SURPLUS_CHECK, /* the sum */
    STEP_EXCLUDE,       /* the lowest */
    STEP_EXCLUDE_BATCH, /* several together */
    STEP_EXCLUDE_LEVEL, /* level ones, by an earlier stage */
    STEP_EXCLUDE_LOT,   /* by lot */
    STEP_EXCLUDE_SORT,  /* papers by value, highest first */
    STEP_EXCLUDE_GIVE,  /* to the next available preference */
    STEP_EXCLUDE_LOSE,  /* papers without one */
    STEP_EXCLUDE_CHECK, /* the sum */
    STEP_KEEP,          /* the part of each paper the elected keep */
    STEP_ORDER,         /* of election */
    STEP_ORDER_LOT,     /* by lot */
    STEP_UNCLEAR,       /* a preference that is not clear ends the paper */
    RULEBOOK_STEPS,
};

/* "rule STV47.4", "5.3.7"; NULL where this rule set says nothing of the kind. */
const char *rulebook_cite(enum rule_set rules, enum rulebook_step step);

/* What the rules are called in full; NULL outside the enum. */
const char *rulebook_title(enum rule_set rules);

#endif
