// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/import.h"

static const char header_words[] =
    "the first line is not the header number,forenames,surname,email,address_1,"
    "address_2,address_3,town,postcode,constituency,joined";

static const char unreachable_words[] =
    "there is neither an email address nor a postal address (first line and postcode)";

static const char candidate_words[] =
    "would move a candidate to another constituency: they withdraw first, or are found "
    "not eligible";

static const char confirm_words[] =
    "members on the roll would change or leave: look at what it does, then confirm it";

static const char other_words[] =
    "this is not what was confirmed, because the roll has changed: look at it again";

static const char *const error_words[IMPORT_ERRORS] = {
    [IMPORT_COLUMNS] = "too few or too many columns",
    [IMPORT_MISSING] = "is empty",
    [IMPORT_LONG] = "is too long",
    [IMPORT_CHARACTERS] = "is not UTF-8, or holds a control character",
    [IMPORT_DUPLICATE] = "is earlier in this file",
    [IMPORT_CONSTITUENCY] = "is no constituency of this election",
    [IMPORT_DAY] = "is not a day written YYYY-MM-DD",
    [IMPORT_EMAIL] = "is not an email address",
    [IMPORT_UNREACHABLE] = unreachable_words,
    [IMPORT_CANDIDATE] = candidate_words,
};

static const char *const refusal_words[IMPORT_REFUSALS] = {
    [IMPORT_BAD_ROWS] = "some rows are bad; nothing was imported",
    [IMPORT_HEADER] = header_words,
    [IMPORT_NOT_TEXT] = "the file is empty, or is not a text",
    [IMPORT_QUOTES] = "quotes do not match",
    [IMPORT_TOO_LATE] = "the papers of this election are sealed",
    [IMPORT_NO_ELECTION] = "the definition is not in the record yet",
    [IMPORT_EMPTY] = "there are no rows",
    [IMPORT_NO_ROOM] = "the disk is full; nothing was imported",
    [IMPORT_PERSON] = "the same person is on it under two numbers",
    [IMPORT_CONFIRM] = confirm_words,
    [IMPORT_OTHER] = other_words,
    [IMPORT_GRANT] = "your key may not change the roll",
    [IMPORT_GONE] = "the list is no longer here: send it again",
};

const char *import_error_words(enum import_error error)
{
    return error > 0 && error < IMPORT_ERRORS ? error_words[error] : "";
}

const char *import_refusal_words(int refusal)
{
    return refusal > 0 && refusal < IMPORT_REFUSALS ? refusal_words[refusal] : "";
}
