// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "store/members.h"
#include "wire/rows.h"

#include "fields.h"
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

static const char header_words[] =
    "the first line is not the header number,forenames,surname,email,address_1,"
    "address_2,address_3,town,postcode,constituency,joined";

static const char unreachable_words[] =
    "there is neither an email address nor a postal address (first line and postcode)";

static const char too_late_words[] = "the roll is in the record: whoever was left out "
                                     "is added by a replacement with the "
                                     "register `omitted`";

static const char *const error_words[] = {
    [IMPORT_COLUMNS] = "too few or too many columns",
    [IMPORT_MISSING] = "is empty",
    [IMPORT_LONG] = "is too long",
    [IMPORT_CHARACTERS] = "is not UTF-8, or holds a control character",
    [IMPORT_DUPLICATE] = "is on the roll, or earlier in this file",
    [IMPORT_CONSTITUENCY] = "is no constituency of this election",
    [IMPORT_DAY] = "is not a day written YYYY-MM-DD",
    [IMPORT_EMAIL] = "is not an email address",
    [IMPORT_UNREACHABLE] = unreachable_words,
};

static const char *const refusal_words[] = {
    [IMPORT_BAD_ROWS] = "some rows are bad; nothing was imported",
    [IMPORT_HEADER] = header_words,
    [IMPORT_NOT_TEXT] = "the file is empty, or is not a text",
    [IMPORT_QUOTES] = "quotes do not match",
    [IMPORT_TOO_LATE] = too_late_words,
    [IMPORT_NO_ELECTION] = "the definition is not in the record yet",
    [IMPORT_EMPTY] = "there are no rows",
    [IMPORT_NO_ROOM] = "the disk is full; nothing was imported",
};

const char *import_error_words(enum import_error error)
{
    return error > 0 && error < ARRAY_SIZE(error_words) ? error_words[error] : "";
}

const char *import_refusal_words(int refusal)
{
    return refusal > 0 && refusal < (int)ARRAY_SIZE(refusal_words)
               ? refusal_words[refusal]
               : "";
}

struct importing {
    struct desk *desk;
    const struct import_order *order;
    const struct definition *definition;
    char last_day[MEMBER_DAY_SIZE];
    struct imported sum;
    bool is_full;
};

static void tell(struct importing *importing,
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
        tell(importing, row->line, columns[CONSTITUENCY].name, IMPORT_CONSTITUENCY);
    }
    if (!fields_is_day(member->joined)) {
        tell(importing, row->line, columns[JOINED].name, IMPORT_DAY);
    }
    if (member->email[0] != '\0' && !fields_is_email(member->email)) {
        tell(importing, row->line, columns[EMAIL].name, IMPORT_EMAIL);
    }
    if (member->email[0] == '\0'
        && (member->address[0][0] == '\0' || member->postcode[0] == '\0')) {
        tell(importing, row->line, "", IMPORT_UNREACHABLE);
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
        tell(importing,
             row->line,
             row->problem == ROW_COLUMNS ? "" : columns[row->column].name,
             row_errors[row->problem]);
        return 0;
    }
    member = read_member(importing, row->fields);
    if (!is_good(importing, row, &member)) {
        return 0;
    }
    r = members_add(importing->desk->roll, &member);
    if (r == ROLL_DUPLICATE) {
        tell(importing, row->line, columns[NUMBER].name, IMPORT_DUPLICATE);
        return 0;
    }
    if (r == ROLL_NO_ROOM) {
        importing->is_full = true;
        return ROWS_STOPPED;
    }
    importing->sum.members++;
    importing->sum.voteless += strcmp(member.joined, importing->last_day) > 0;
    return FOLD(r);
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

static int import(struct importing *importing, size_t *line)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(importing->desk, &act);

    if (r != 0) {
        return r < 0 ? r : IMPORT_NO_ROOM;
    }
    r = read_all(importing, line);
    if (r != 0) {
        return r;
    }
    r = act_note(importing->desk, ACTED_IMPORT, NULL, "");
    if (r == 0) {
        r = act_commit(&act);
    }
    return r > 0 ? IMPORT_NO_ROOM : r;
}

int desk_import(struct desk *desk,
                const struct import_order *order,
                struct imported *out)
{
    struct importing importing = {
        .desk = desk,
        .order = order,
        .definition = desk_definition(desk),
    };
    int r;

    if (!importing.definition) {
        return IMPORT_NO_ELECTION;
    }
    if (desk_facts(desk).has_roll) {
        return IMPORT_TOO_LATE;
    }
    fields_day(importing.definition->timetable.at[STEP_NOMINATIONS_CLOSE],
               importing.last_day);
    r = import(&importing, &importing.sum.line);
    if (r != 0) {
        importing.sum.members = 0;
        importing.sum.voteless = 0;
    }
    *out = importing.sum;
    return r;
}
