// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "store/members.h"

#include "figures.h"
#include "represent_parts.h"
#include "state.h"

enum {
    CATEGORIES = SUPPRESS_ROWS_MAX - 1, /* one more for all others */
    PER = 1000,                         /* members for each so many people */
};

/* Members by constituency: one column, so that a total and all of them but one do not
 * tell the last. */
int represent_membership(struct desk *desk, struct profile *profile)
{
    static const char *const heads[] = {
        "Constituency or class", "Members", "Share of all members", NULL};
    const struct definition *definition = desk_definition(desk);
    struct profile_table *table =
        profile_add(profile, "Members by constituency or class", heads);
    struct suppress_table counts;
    struct profile_row *row;
    size_t i;
    int r = 0;

    memset(&counts, 0, sizeof(counts));
    counts.rows = definition->constituency_count;
    counts.columns = 1;
    for (i = 0; r == 0 && i < counts.rows; i++) {
        r = FOLD(members_count(desk->roll, (uint16_t)(i + 1), &counts.counts[i][0]));
    }
    suppress_sum(&counts);
    suppress(&counts);
    for (i = 0; table != NULL && i <= counts.rows; i++) {
        const struct suppress_place at = {i, 0};
        const struct suppress_place all = {counts.rows, 0};

        row = profile_row(table,
                          i < counts.rows ? definition->constituencies[i].name : "All");
        figures_count(row, 1, &counts, at);
        figures_share_of(row, 2, &counts, at, all);
    }
    return r;
}

static const char unknown[] = "Not known";

/* What members of a field are, beside the population. */
struct comparing {
    size_t count;
    char names[SUPPRESS_ROWS_MAX][CENSUS_CATEGORY_SIZE];
    bool has_people[SUPPRESS_ROWS_MAX];
    uint64_t people[SUPPRESS_ROWS_MAX];
    struct suppress_table members;
};

/* The category's place; the last one gathers what there is no room for. */
static size_t place_of(struct comparing *comparing, const char *category)
{
    const char *name = category[0] != '\0' ? category : unknown;
    size_t i;

    for (i = 0; i < comparing->count; i++) {
        if (strcmp(comparing->names[i], name) == 0) {
            return i;
        }
    }
    if (i == CATEGORIES) {
        name = "All others";
    }
    if (i <= CATEGORIES) {
        (void)snprintf(comparing->names[i], sizeof(comparing->names[i]), "%s", name);
        comparing->count++;
        return i;
    }
    return CATEGORIES;
}

static int add_people(void *context, const char *category, uint64_t count)
{
    struct comparing *comparing = context;
    size_t place = place_of(comparing, category);

    comparing->people[place] += count;
    comparing->has_people[place] = true;
    return 0;
}

static int add_members(void *context, const char *category, uint64_t count)
{
    struct comparing *comparing = context;

    comparing->members.counts[place_of(comparing, category)][0] += count;
    return 0;
}

/* Whether the trust gave anything of this field. */
static bool is_known(const struct comparing *comparing)
{
    return comparing->count > 1
           || (comparing->count == 1 && strcmp(comparing->names[0], unknown) != 0);
}

static void fill_comparison(struct comparing *comparing, struct profile_table *table)
{
    struct suppress_table *members = &comparing->members;
    uint64_t people = 0;
    size_t i;

    members->rows = comparing->count;
    members->columns = 1;
    suppress_sum(members);
    suppress(members);
    for (i = 0; i < comparing->count; i++) {
        people += comparing->people[i];
    }
    for (i = 0; i < comparing->count; i++) {
        const struct suppress_place at = {i, 0};
        const struct suppress_place all = {members->rows, 0};
        bool is_hidden = members->is_hidden[i][0];
        struct profile_row *row = profile_row(table, comparing->names[i]);

        figures_count(row, 1, members, at);
        figures_share_of(row, 2, members, at, all);
        figures_text(row, 3, FIGURES_NONE);
        figures_text(row, 4, FIGURES_NONE);
        figures_text(row, 5, FIGURES_NONE);
        if (comparing->has_people[i]) {
            figures_number(row, 3, comparing->people[i]);
            figures_share(row, 4, comparing->people[i], people);
            figures_text(row, 5, is_hidden ? FIGURES_WITHHELD : FIGURES_NONE);
        }
        if (comparing->has_people[i] && !is_hidden && comparing->people[i] > 0) {
            figures_number(row,
                           5,
                           suppress_round(members->counts[i][0]) * PER
                               / comparing->people[i]);
        }
    }
}

int represent_field(struct desk *desk, enum census_field field, struct profile *profile)
{
    static const char *const headings[CENSUS_FIELDS] = {
        [CENSUS_AGE_BAND] = "Members and population by age band",
        [CENSUS_SEX] = "Members and population by sex",
        [CENSUS_ETHNICITY] = "Members and population by ethnicity",
        [CENSUS_AREA] = "Members and population by area",
    };
    static const char *const heads[] = {"Category",
                                        "Members",
                                        "Share of members",
                                        "Population",
                                        "Share of population",
                                        "Members per 1,000 people",
                                        NULL};
    struct comparing comparing;
    struct profile_table *table;
    int r;

    memset(&comparing, 0, sizeof(comparing));
    r = census_people(desk->roll, field, add_people, &comparing);
    if (r == 0) {
        r = census_members(desk->roll, field, add_members, &comparing);
    }
    if (r != 0 || !is_known(&comparing)) {
        return FOLD(r);
    }
    table = profile_add(profile, headings[field], heads);
    if (table != NULL) {
        fill_comparison(&comparing, table);
    }
    return 0;
}
