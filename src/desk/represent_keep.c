// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/represent.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "store/census.h"
#include "wire/rows.h"

#include "fields.h"
#include "state.h"

enum {
    CATEGORY = CENSUS_CATEGORY_SIZE - 1,
    NUMBER_MAX = 12, /* digits; no less than the longest name of a column */
};

static const struct rows_column traits[] = {
    {"number", MEMBER_NUMBER_SIZE - 1, ROW_REQUIRED},
    {"age_band", CATEGORY, ROW_OPTIONAL},
    {"sex", CATEGORY, ROW_OPTIONAL},
    {"ethnicity", CATEGORY, ROW_OPTIONAL},
    {"area", CATEGORY, ROW_OPTIONAL},
};

static const struct rows_column population[] = {
    {"field", CATEGORY, ROW_REQUIRED},
    {"category", CATEGORY, ROW_REQUIRED},
    {"people", NUMBER_MAX, ROW_REQUIRED},
};

static const struct rows_column past[] = {
    {"held", MEMBER_DAY_SIZE - 1, ROW_REQUIRED},
    {"constituency", NAME_SIZE - 1, ROW_REQUIRED},
    {"seats", NUMBER_MAX, ROW_REQUIRED},
    {"candidates", NUMBER_MAX, ROW_REQUIRED},
    {"electorate", NUMBER_MAX, ROW_OPTIONAL},
    {"votes", NUMBER_MAX, ROW_OPTIONAL},
};

static const char *const row_words[] = {
    [ROW_GOOD] = "",
    [ROW_COLUMNS] = "too few or too many columns",
    [ROW_EMPTY] = "is empty",
    [ROW_LONG] = "is too long",
    [ROW_CHARACTERS] = "is not UTF-8, or holds a control character",
};

static const char twice_words[] = "is earlier in this file";
static const char number_words[] = "is no whole number";

struct keeping {
    struct desk *desk;
    const struct represent_order *order;
    size_t rows;
    size_t bad;
    bool is_full;
};

static void
tell(struct keeping *keeping, size_t line, const char *column, const char *words)
{
    const struct represent_problem problem = {line, column, words};

    keeping->bad++;
    if (keeping->order->tell != NULL) {
        keeping->order->tell(keeping->order->context, &problem);
    }
}

/* Digits alone; nothing at all is 0. */
static bool read_number(const char *text, uint64_t *out)
{
    uint64_t number = 0;

    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        number = number * 10 + (uint64_t)(*text - '0');
    }
    *out = number;
    return true;
}

/* What is wrong with a row of a file, which its first column stands for; NULL: it is
 * kept. A fault or ROLL_NO_ROOM otherwise. */
typedef int (*keep_row)(struct keeping *keeping,
                        const char *const *fields,
                        const char **wrong);

static int answer(int r, const char **wrong)
{
    if (r == ROLL_DUPLICATE) {
        *wrong = twice_words;
        return 0;
    }
    return r;
}

static int
keep_trait(struct keeping *keeping, const char *const *fields, const char **wrong)
{
    struct roll *roll = keeping->desk->roll;
    struct trait trait = {.of = {[CENSUS_AGE_BAND] = fields[1],
                                 [CENSUS_SEX] = fields[2],
                                 [CENSUS_ETHNICITY] = fields[3],
                                 [CENSUS_AREA] = fields[4]}};
    struct member member;
    int r = members_find(roll, fields[0], &member);

    if (r == ROLL_UNKNOWN) {
        *wrong = "is not on the roll";
        return 0;
    }
    trait.member = member.id;
    return r == 0 ? answer(census_add_trait(roll, &trait), wrong) : r;
}

static int
keep_people(struct keeping *keeping, const char *const *fields, const char **wrong)
{
    struct population one = {.people = 0};
    enum census_field field;

    for (field = CENSUS_AGE_BAND; field < CENSUS_FIELDS; field++) {
        if (strcmp(fields[0], traits[field].name) == 0) {
            one.field = field;
        }
    }
    if (one.field == 0) {
        *wrong = "is none of age_band, sex, ethnicity and area";
        return 0;
    }
    if (!read_number(fields[2], &one.people)) {
        *wrong = number_words;
        return 0;
    }
    (void)snprintf(one.category, sizeof(one.category), "%s", fields[1]);
    return answer(census_add_population(keeping->desk->roll, &one), wrong);
}

static int
keep_past(struct keeping *keeping, const char *const *fields, const char **wrong)
{
    struct past_poll poll = {.seats = 0};
    bool are_numbers = read_number(fields[2], &poll.seats)
                       && read_number(fields[3], &poll.candidates)
                       && read_number(fields[4], &poll.electorate)
                       && read_number(fields[5], &poll.votes);

    if (!fields_is_day(fields[0])) {
        *wrong = "is not a day written YYYY-MM-DD";
        return 0;
    }
    if (!are_numbers || poll.seats == 0 || poll.votes > poll.electorate) {
        *wrong = "seats, candidates, electorate and votes do not agree";
        return 0;
    }
    (void)snprintf(poll.held, sizeof(poll.held), "%s", fields[0]);
    (void)snprintf(poll.constituency, sizeof(poll.constituency), "%s", fields[1]);
    return answer(census_add_past(keeping->desk->roll, &poll), wrong);
}

static const struct {
    const char *name;
    const struct rows_column *columns;
    size_t count;
    int (*clear)(struct roll *roll);
    keep_row keep;
} files[REPRESENT_FILES] = {
    [REPRESENT_TRAITS] = {"fields of members",
                          traits,
                          ARRAY_SIZE(traits),
                          census_clear_traits,
                          keep_trait},
    [REPRESENT_POPULATION] = {"population",
                              population,
                              ARRAY_SIZE(population),
                              census_clear_population,
                              keep_people},
    [REPRESENT_PAST] =
        {"earlier elections", past, ARRAY_SIZE(past), census_clear_past, keep_past},
};

static int take(void *context, const struct row *row)
{
    struct keeping *keeping = context;
    const struct rows_column *columns = files[keeping->order->file].columns;
    const char *wrong = NULL;
    int r;

    keeping->rows++;
    if (row->problem != ROW_GOOD) {
        tell(keeping,
             row->line,
             row->problem == ROW_COLUMNS ? "" : columns[row->column].name,
             row_words[row->problem]);
        return 0;
    }
    r = files[keeping->order->file].keep(keeping, row->fields, &wrong);
    if (wrong != NULL) {
        tell(keeping, row->line, columns[0].name, wrong);
    }
    if (r == ROLL_NO_ROOM) {
        keeping->is_full = true;
        return ROWS_STOPPED;
    }
    return FOLD(r);
}

static int read_rows(struct keeping *keeping)
{
    const struct rows_table table = {.columns = files[keeping->order->file].columns,
                                     .count = files[keeping->order->file].count,
                                     .take = take,
                                     .context = keeping};
    size_t line = 0;
    int r = rows_read(&table, keeping->order->csv, &line);

    if (keeping->is_full) {
        return REPRESENT_NO_ROOM;
    }
    switch (r) {
    case ROWS_NOT_TEXT:
        return REPRESENT_NOT_TEXT;
    case ROWS_HEADER:
        return REPRESENT_HEADER;
    case ROWS_QUOTES:
        return REPRESENT_QUOTES;
    default:
        break;
    }
    return r == 0 && keeping->bad > 0 ? REPRESENT_BAD_ROWS : FOLD(r);
}

static int replace(struct keeping *keeping)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    const struct represent_order *order = keeping->order;
    int r = act_begin(keeping->desk, &act);

    if (r != 0) {
        return r < 0 ? r : REPRESENT_NO_ROOM;
    }
    r = act_answer(files[order->file].clear(keeping->desk->roll), REPRESENT_NO_ROOM);
    if (r == 0) {
        r = read_rows(keeping);
    }
    if (r != 0) {
        return r;
    }
    r = act_note(keeping->desk, ACTED_CENSUS, &order->officer, files[order->file].name);
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? REPRESENT_NO_ROOM : r;
}

int desk_represent_keep(struct desk *desk,
                        const struct represent_order *order,
                        size_t *rows)
{
    struct keeping keeping = {.desk = desk, .order = order};
    int r;

    if (!desk_definition(desk)) {
        return REPRESENT_NO_ELECTION;
    }
    if (!desk_officer(desk, &order->officer, GRANT_ROLL)) {
        return REPRESENT_GRANT;
    }
    r = replace(&keeping);
    if (r == 0) {
        *rows = keeping.rows;
    }
    return r;
}

const char *represent_refusal_words(int refusal)
{
    static const char *const words[REPRESENT_REFUSALS] = {
        [REPRESENT_NO_ELECTION] = "There is no election yet",
        [REPRESENT_GRANT] = "Your key may not do this",
        [REPRESENT_BAD_ROWS] = "Some rows are bad; nothing was kept",
        [REPRESENT_HEADER] = "The first line is not the header of this file",
        [REPRESENT_NOT_TEXT] = "Choose a file that is a text",
        [REPRESENT_QUOTES] = "The file’s quotes do not match",
        [REPRESENT_NO_ROOM] = "The disk is full; nothing was kept",
    };

    return refusal > 0 && refusal < REPRESENT_REFUSALS ? words[refusal] : "";
}
