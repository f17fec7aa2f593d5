// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/import.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "store/members.h"
#include "wire/rows.h"

#include "fields.h"
#include "import_apply.h"
#include "issue.h"
#include "state.h"

/* The columns of house.md §9, in their order. */
enum column {
    NUMBER,
    FORENAMES,
    SURNAME,
    EMAIL,
    ADDRESS_1,
    ADDRESS_2,
    ADDRESS_3,
    TOWN,
    POSTCODE,
    CONSTITUENCY,
    JOINED,
    COLUMNS,
};

static const struct rows_column columns[COLUMNS] = {
    [NUMBER] = {"number", MEMBER_NUMBER_SIZE - 1, ROW_REQUIRED},
    [FORENAMES] = {"forenames", MEMBER_NAME_SIZE - 1, ROW_OPTIONAL},
    [SURNAME] = {"surname", MEMBER_NAME_SIZE - 1, ROW_REQUIRED},
    [EMAIL] = {"email", MEMBER_EMAIL_SIZE - 1, ROW_OPTIONAL},
    [ADDRESS_1] = {"address_1", MEMBER_LINE_SIZE - 1, ROW_OPTIONAL},
    [ADDRESS_2] = {"address_2", MEMBER_LINE_SIZE - 1, ROW_OPTIONAL},
    [ADDRESS_3] = {"address_3", MEMBER_LINE_SIZE - 1, ROW_OPTIONAL},
    [TOWN] = {"town", MEMBER_LINE_SIZE - 1, ROW_OPTIONAL},
    [POSTCODE] = {"postcode", MEMBER_POSTCODE_SIZE - 1, ROW_OPTIONAL},
    [CONSTITUENCY] = {"constituency", NAME_SIZE - 1, ROW_REQUIRED},
    [JOINED] = {"joined", MEMBER_DAY_SIZE - 1, ROW_REQUIRED},
};

static const enum import_error row_errors[] = {
    [ROW_COLUMNS] = IMPORT_COLUMNS,
    [ROW_EMPTY] = IMPORT_MISSING,
    [ROW_LONG] = IMPORT_LONG,
    [ROW_CHARACTERS] = IMPORT_CHARACTERS,
};

struct importing {
    struct desk *desk;
    const struct import_order *order;
    const struct definition *definition;
    struct import_applying applying;
    struct imported sum;
    bool is_full;
};

static void tell_bad(struct importing *importing,
                     size_t line,
                     const char *column,
                     enum import_error error)
{
    const struct import_problem problem = {line, column, error};

    importing->sum.bad++;
    if (importing->order->tell) {
        importing->order->tell(importing->order->context, &problem);
    }
}

static uint16_t find_constituency(const struct definition *definition, const char *name)
{
    size_t i;

    for (i = 0; i < definition->constituency_count; i++) {
        if (strcmp(definition->constituencies[i].name, name) == 0) {
            return (uint16_t)(i + 1);
        }
    }
    return 0;
}

static bool
is_good(struct importing *importing, const struct row *row, const struct member *member)
{
    size_t before = importing->sum.bad;

    if (member->cid == 0) {
        tell_bad(importing, row->line, columns[CONSTITUENCY].name, IMPORT_CONSTITUENCY);
    }
    if (!fields_is_day(member->joined)) {
        tell_bad(importing, row->line, columns[JOINED].name, IMPORT_DAY);
    }
    if (member->email[0] != '\0' && !fields_is_email(member->email)) {
        tell_bad(importing, row->line, columns[EMAIL].name, IMPORT_EMAIL);
    }
    if (member->email[0] == '\0'
        && (member->address[0][0] == '\0' || member->postcode[0] == '\0')) {
        tell_bad(importing, row->line, "", IMPORT_UNREACHABLE);
    }
    if (importing->sum.bad == before) {
        return true;
    }
    /* A row counts once, however much is wrong with it. */
    importing->sum.bad = before + 1;
    return false;
}

static void copy(const char *field, char *out)
{
    /* wire/rows has refused what is longer than its column. */
    memcpy(out, field, strlen(field) + 1);
}

static struct member read_member(const struct importing *importing,
                                 const char *const *fields)
{
    struct member member = {
        .cid = find_constituency(importing->definition, fields[CONSTITUENCY]),
    };

    copy(fields[NUMBER], member.number);
    copy(fields[FORENAMES], member.forenames);
    copy(fields[SURNAME], member.surname);
    copy(fields[EMAIL], member.email);
    copy(fields[ADDRESS_1], member.address[0]);
    copy(fields[ADDRESS_2], member.address[1]);
    copy(fields[ADDRESS_3], member.address[2]);
    copy(fields[TOWN], member.town);
    copy(fields[POSTCODE], member.postcode);
    copy(fields[JOINED], member.joined);
    return member;
}

static int take(void *context, const struct row *row)
{
    struct importing *importing = context;
    struct member member;
    int r;

    importing->sum.rows++;
    if (row->problem != ROW_GOOD) {
        tell_bad(importing,
                 row->line,
                 row->problem == ROW_COLUMNS ? "" : columns[row->column].name,
                 row_errors[row->problem]);
        return 0;
    }
    member = read_member(importing, row->fields);
    if (!is_good(importing, row, &member)) {
        return 0;
    }
    r = import_apply_row(&importing->applying, &member);
    switch (r) {
    case IMPORT_APPLY_TWICE:
        tell_bad(importing, row->line, columns[NUMBER].name, IMPORT_DUPLICATE);
        return 0;
    case IMPORT_APPLY_CANDIDATE:
        tell_bad(importing, row->line, columns[CONSTITUENCY].name, IMPORT_CANDIDATE);
        return 0;
    case IMPORT_APPLY_NO_ROOM:
        importing->is_full = true;
        return ROWS_STOPPED;
    default:
        return FOLD(r);
    }
}

static int read_all(struct importing *importing, size_t *line)
{
    const struct rows_table table = {
        .columns = columns,
        .count = COLUMNS,
        .take = take,
        .context = importing,
    };
    int r = rows_read(&table, importing->order->csv, line);

    if (importing->is_full) {
        return IMPORT_NO_ROOM;
    }
    switch (r) {
    case ROWS_NOT_TEXT:
        return IMPORT_NOT_TEXT;
    case ROWS_HEADER:
        return IMPORT_HEADER;
    case ROWS_QUOTES:
        return IMPORT_QUOTES;
    default:
        break;
    }
    if (r != 0) {
        return FOLD(r);
    }
    if (importing->sum.rows == 0) {
        return IMPORT_EMPTY;
    }
    return importing->sum.bad > 0 && importing->order->mode == IMPORT_ALL_OR_NOTHING
               ? IMPORT_BAD_ROWS
               : 0;
}

/* Whether what it does is what was to be done, or nobody's on the roll is touched. */
static int check_wish(const struct importing *importing)
{
    const struct imported *sum = &importing->sum;
    const struct import_order *order = importing->order;

    if (sum->of_kind[DIFFERENCE_PERSON] > 0) {
        return IMPORT_PERSON;
    }
    if (order->step == IMPORT_CONFIRMED) {
        return memcmp(&order->shown, &sum->difference, sizeof(order->shown)) == 0
                   ? 0
                   : IMPORT_OTHER;
    }
    return order->step == IMPORT_FRESH
                   && sum->of_kind[DIFFERENCE_CHANGED] + sum->of_kind[DIFFERENCE_MOVED]
                              + sum->of_kind[DIFFERENCE_LEAVING]
                              + sum->of_kind[DIFFERENCE_RETURNING]
                          > 0
               ? IMPORT_CONFIRM
               : 0;
}

static int apply(struct importing *importing)
{
    int r = read_all(importing, &importing->sum.line);

    if (r == 0) {
        r = import_apply_rest(&importing->applying);
        r = r == IMPORT_APPLY_NO_ROOM ? IMPORT_NO_ROOM : FOLD(r);
    }
    return r == 0 ? check_wish(importing) : r;
}

static int note_act(const struct importing *importing)
{
    const struct imported *sum = &importing->sum;
    char subject[ACT_SUBJECT_SIZE];

    (void)snprintf(subject,
                   sizeof(subject),
                   "%zu added, %zu changed, %zu moved, %zu left, %zu came back",
                   sum->members,
                   sum->of_kind[DIFFERENCE_CHANGED],
                   sum->of_kind[DIFFERENCE_MOVED],
                   sum->of_kind[DIFFERENCE_LEAVING],
                   sum->of_kind[DIFFERENCE_RETURNING]);
    return act_note(importing->desk, ACTED_IMPORT, importing->order->officer, subject);
}

/* One transaction, undone unless it is to be done. */
static int import(struct importing *importing)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(importing->desk, &act);

    if (r != 0) {
        return r < 0 ? r : IMPORT_NO_ROOM;
    }
    r = apply(importing);
    if (r != 0 || importing->order->step == IMPORT_SHOW) {
        return r;
    }
    r = note_act(importing);
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? IMPORT_NO_ROOM : r;
}

static int check_order(struct desk *desk, const struct import_order *order)
{
    if (!desk_definition(desk)) {
        return IMPORT_NO_ELECTION;
    }
    if (desk_phase(desk) >= PHASE_SEALED) {
        return IMPORT_TOO_LATE;
    }
    return order->officer && !desk_officer(desk, order->officer, GRANT_ROLL)
               ? IMPORT_GRANT
               : 0;
}

static void prepare(struct importing *importing)
{
    struct desk *desk = importing->desk;

    importing->definition = desk_definition(desk);
    importing->applying = (struct import_applying){
        .desk = desk,
        .order = importing->order,
        .now = desk_now(desk),
        .is_settled = desk_facts(desk).has_statement,
        .sum = &importing->sum,
    };
    fields_day(importing->definition->timetable.at[STEP_NOMINATIONS_CLOSE],
               importing->applying.last_day);
}

int desk_import(struct desk *desk,
                const struct import_order *order,
                struct imported *out)
{
    struct importing importing = {.desk = desk, .order = order};
    int r = check_order(desk, order);

    if (r != 0) {
        return r;
    }
    /* The roll is not drawn, nor signed, while its members change. */
    (void)pthread_mutex_lock(&desk->submit_lock);
    prepare(&importing);
    r = import(&importing);
    if (r == 0 && order->step != IMPORT_SHOW) {
        issue_free(desk->issue);
        desk->issue = NULL;
    }
    (void)pthread_mutex_unlock(&desk->submit_lock);
    if (r != 0) {
        importing.sum.members = 0;
        importing.sum.voteless = 0;
    }
    *out = importing.sum;
    return r;
}
