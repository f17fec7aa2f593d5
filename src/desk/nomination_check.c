// SPDX-License-Identifier: AGPL-3.0-or-later
#include "nomination_check.h"

#include <string.h>

#include "base/fault.h"
#include "base/text.h"

#include "fields.h"

static void add(struct nomination_errors *errors, enum nomination_error error)
{
    size_t i;

    for (i = 0; i < errors->count; i++) {
        if (errors->list[i] == error) {
            return;
        }
    }
    if (errors->count < NOMINATION_ERRORS) {
        errors->list[errors->count++] = error;
    }
}

/* A text of the form, and what it is called when it is too long. */
struct field {
    char *text;
    size_t size;
    enum text_lines lines;
    enum nomination_error too_long;
};

static int
tidy(const struct field *field, struct buf *buf, struct nomination_errors *errors)
{
    struct span span = span_of(field->text, strnlen(field->text, field->size));
    int r;

    if (span.size >= field->size - 1) {
        add(errors, field->too_long);
        field->text[0] = '\0';
        return 0;
    }
    buf_reset(buf);
    r = text_tidy(span, field->lines, buf);
    if (r < 0) {
        return r;
    }
    if (r == TEXT_LONG || buf->size >= field->size - 1) {
        add(errors, field->too_long);
    } else if (r != 0 && r != TEXT_EMPTY) {
        add(errors, NOMINATION_CHARACTERS);
    }
    field->text[0] = '\0';
    if (r == 0 && buf->size < field->size - 1) {
        memcpy(field->text, buf->data, buf->size);
        field->text[buf->size] = '\0';
    }
    return 0;
}

int nomination_tidy(struct form *form, struct nomination_errors *errors)
{
    const struct field fields[] = {
        {form->address,
         sizeof(form->address),
         TEXT_MANY_LINES,
         NOMINATION_ADDRESS_LONG},
        {form->email, sizeof(form->email), TEXT_ONE_LINE, NOMINATION_EMAIL},
        {form->interests,
         sizeof(form->interests),
         TEXT_MANY_LINES,
         NOMINATION_INTERESTS_LONG},
        {form->party, sizeof(form->party), TEXT_ONE_LINE, NOMINATION_PARTY_LONG},
        {form->qualification,
         sizeof(form->qualification),
         TEXT_MANY_LINES,
         NOMINATION_QUALIFICATION_LONG},
        {form->statement,
         sizeof(form->statement),
         TEXT_MANY_LINES,
         NOMINATION_STATEMENT_LONG},
        {form->signature, sizeof(form->signature), TEXT_ONE_LINE, NOMINATION_SIGNATURE},
    };
    struct buf buf;
    size_t i;
    int r = 0;

    buf_init(&buf, sizeof(struct form));
    for (i = 0; r == 0 && i < ARRAY_SIZE(fields); i++) {
        r = tidy(&fields[i], &buf, errors);
    }
    buf_deinit(&buf);
    form->signed_on[sizeof(form->signed_on) - 1] = '\0';
    if (!fields_is_day(form->signed_on)) {
        form->signed_on[0] = '\0';
    }
    return r;
}

/* "None" and something are told apart from silence (r. 11). */
static void check_said(enum form_answer answer,
                       const char *text,
                       enum nomination_error missing,
                       enum nomination_error both,
                       struct nomination_errors *errors)
{
    if (answer == FORM_NONE && text[0] != '\0') {
        add(errors, both);
    }
    if (answer == FORM_UNSAID || (answer == FORM_SOME && text[0] == '\0')) {
        add(errors, missing);
    }
}

static bool needs_qualification(const struct definition *definition, uint16_t cid)
{
    const struct constituency *constituency = definition_constituency(definition, cid);

    return !constituency || constituency->kind != KIND_STAFF;
}

/* Signed on a day from the notice of election until today. */
static bool
is_signed_in_time(const struct definition *definition, int64_t now, const char *day)
{
    char first[MEMBER_DAY_SIZE];
    char last[MEMBER_DAY_SIZE];

    fields_day(definition->timetable.at[STEP_NOTICE], first);
    fields_day(now, last);
    return day[0] != '\0' && strcmp(day, first) >= 0 && strcmp(day, last) <= 0;
}

size_t nomination_words(const char *statement)
{
    size_t words = 0;

    return text_words(span_of_text(statement), &words) == 0 ? words : 0;
}

void nomination_check(const struct definition *definition,
                      uint16_t cid,
                      int64_t now,
                      const struct form *form,
                      struct nomination_errors *errors)
{
    if (form->address[0] == '\0') {
        add(errors, NOMINATION_ADDRESS);
    }
    if (form->email[0] != '\0' && !fields_is_email(form->email)) {
        add(errors, NOMINATION_EMAIL);
    }
    check_said(form->has_interests,
               form->interests,
               NOMINATION_INTERESTS,
               NOMINATION_INTERESTS_BOTH,
               errors);
    check_said(
        form->has_party, form->party, NOMINATION_PARTY, NOMINATION_PARTY_BOTH, errors);
    if (form->confirmed != FORM_CONFIRMS_ALL) {
        add(errors, NOMINATION_ELIGIBILITY);
    }
    if (form->qualification[0] == '\0' && needs_qualification(definition, cid)) {
        add(errors, NOMINATION_QUALIFICATION);
    }
    if (nomination_words(form->statement) > definition->limits.words) {
        add(errors, NOMINATION_STATEMENT_WORDS);
    }
    if (form->signature[0] == '\0') {
        add(errors, NOMINATION_SIGNATURE);
    }
    if (!is_signed_in_time(definition, now, form->signed_on)) {
        add(errors, NOMINATION_DATE);
    }
}
