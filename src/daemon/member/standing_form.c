// SPDX-License-Identifier: AGPL-3.0-or-later
#include "standing_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "core/definition.h"
#include "core/label.h"

/* Where an error is shown, and its words; the first of a field stands beside it. */
static const struct {
    const char *field; /* the id to jump to */
    size_t hole;       /* of page_nomination */
    const char *text;
} words[NOMINATION_ERRORS] = {
#define AT(name, id, error, text)                                                      \
    [NOMINATION_##name] = {(id), offsetof(struct page_nomination, error), (text)}
    AT(ADDRESS, "address", error_address, "Enter your contact address"),
    AT(ADDRESS_LONG, "address", error_address, "The contact address is too long"),
    AT(EMAIL, "email", error_email, "Enter an email address like name@example.com"),
    AT(INTERESTS,
       "interests",
       error_interests,
       "Say whether you have interests to declare"),
    AT(INTERESTS_BOTH,
       "interests",
       error_interests,
       "Choose either that you have no interests, or declare them"),
    AT(INTERESTS_LONG, "interests", error_interests, "The interests are too long"),
    AT(PARTY,
       "party",
       error_party,
       "Say whether you are a member of a political party"),
    AT(PARTY_BOTH, "party", error_party, "Choose either no party, or name yours"),
    AT(PARTY_LONG, "party", error_party, "The name of the party is too long"),
    AT(ELIGIBILITY,
       "confirm_wish",
       error_eligible,
       "Tick every statement, or do not stand"),
    AT(QUALIFICATION,
       "qualification",
       error_qualification,
       "Say what qualifies you to vote in this constituency"),
    AT(QUALIFICATION_LONG, "qualification", error_qualification, "This is too long"),
    AT(STATEMENT_WORDS,
       "statement",
       error_statement,
       "The election statement has too many words"),
    AT(STATEMENT_LONG,
       "statement",
       error_statement,
       "The election statement is too long"),
    AT(SIGNATURE, "signature", error_signature, "Sign by typing your full name"),
    AT(DATE, "day", error_date, "Enter the date on which you sign"),
    AT(CHARACTERS,
       "statement",
       error_statement,
       "Something was pasted that is not plain text; type it"),
#undef AT
};

const char *standing_form_error(enum nomination_error error)
{
    return words[error].text;
}

struct standing_form *standing_form_new(void)
{
    return calloc(1, sizeof(struct standing_form));
}

void standing_form_free(struct standing_form *form)
{
    free(form);
}

/* A value that fills its array counts as too long, so cutting loses nothing. */
static void copy(const struct urlform *typed, const char *name, char *out, size_t size)
{
    struct span value = urlform_value(typed, name);
    size_t kept = value.size < size ? value.size : size - 1;

    if (kept > 0) {
        memcpy(out, value.data, kept);
    }
    out[kept] = '\0';
}

static enum form_answer read_answer(const struct urlform *typed, const char *name)
{
    struct span value = urlform_value(typed, name);

    if (span_is_equal(value, span_of_text("none"))) {
        return FORM_NONE;
    }
    return span_is_equal(value, span_of_text("some")) ? FORM_SOME : FORM_UNSAID;
}

static bool is_digits(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* Two digits of what may be one; a day that is none stays empty and is refused. */
static void join_date(struct standing_form *form)
{
    const char *day = form->day;
    const char *month = form->month;
    char *out = form->form.signed_on;
    struct buf text;

    memset(out, 0, sizeof(form->form.signed_on));
    if (!is_digits(day) || !is_digits(month) || !is_digits(form->year)
        || strlen(day) > 2 || strlen(month) > 2 || strlen(form->year) != 4) {
        return;
    }
    buf_init(&text, sizeof(form->form.signed_on) - 1);
    buf_printf(&text,
               "%s-%s%s-%s%s",
               form->year,
               strlen(month) == 1 ? "0" : "",
               month,
               strlen(day) == 1 ? "0" : "",
               day);
    memcpy(out, buf_text(&text), text.size + 1);
    buf_deinit(&text);
}

static void read_confirmations(const struct urlform *typed, struct form *out)
{
    struct confirmations all;
    size_t i;

    confirmations_fill(0, &all);
    for (i = 0; i < CONFIRMATIONS; i++) {
        if (span_is_equal(urlform_value(typed, all.list[i].name),
                          span_of_text("yes"))) {
            out->confirmed |= all.list[i].bit;
        }
    }
}

void standing_form_read(const struct urlform *typed, struct standing_form *out)
{
    struct form *form = &out->form;

    *form = (struct form){.has_interests = read_answer(typed, "interests"),
                          .has_party = read_answer(typed, "party")};
    read_confirmations(typed, form);
    copy(typed, "address", form->address, sizeof(form->address));
    copy(typed, "email", form->email, sizeof(form->email));
    copy(typed, "interests_text", form->interests, sizeof(form->interests));
    copy(typed, "party_text", form->party, sizeof(form->party));
    copy(typed, "qualification", form->qualification, sizeof(form->qualification));
    copy(typed, "statement", form->statement, sizeof(form->statement));
    copy(typed, "signature", form->signature, sizeof(form->signature));
    copy(typed, "day", out->day, sizeof(out->day));
    copy(typed, "month", out->month, sizeof(out->month));
    copy(typed, "year", out->year, sizeof(out->year));
    join_date(out);
}

void standing_form_keep(const struct form *form, struct standing_form *out)
{
    out->form = *form;
    out->day[0] = '\0';
    out->month[0] = '\0';
    out->year[0] = '\0';
    if (strlen(form->signed_on) == sizeof(form->signed_on) - 1) {
        (void)snprintf(out->year, sizeof(out->year), "%.4s", form->signed_on);
        (void)snprintf(out->month, sizeof(out->month), "%.2s", form->signed_on + 5);
        (void)snprintf(out->day, sizeof(out->day), "%.2s", form->signed_on + 8);
    }
}

/* The model's rule that asks for it. */
static const char *const rules[NOMINATION_ERRORS] = {
    [NOMINATION_ADDRESS] = "10",
    [NOMINATION_INTERESTS] = "11",
    [NOMINATION_PARTY] = "11",
    [NOMINATION_ELIGIBILITY] = "12",
    [NOMINATION_QUALIFICATION] = "12",
    [NOMINATION_SIGNATURE] = "13",
    [NOMINATION_DATE] = "13",
    [NOMINATION_STATEMENT_WORDS] = "64",
};

static void put_text(const struct definition *definition,
                     enum nomination_error error,
                     char out[static STANDING_FORM_TEXT])
{
    char label[LABEL_RULES_SIZE];

    if (rules[error] == NULL) {
        (void)snprintf(out, STANDING_FORM_TEXT, "%s", words[error].text);
        return;
    }
    label_rules(definition, rules[error], label);
    (void)snprintf(out, STANDING_FORM_TEXT, "%s (%s)", words[error].text, label);
}

static void show_errors(struct standing_form *form,
                        const struct definition *definition,
                        const struct nomination_errors *errors)
{
    size_t i;

    for (i = 0; i < errors->count; i++) {
        enum nomination_error error = errors->list[i];
        const char **hole =
            (const char **)(void *)((char *)&form->page + words[error].hole);

        put_text(definition, error, form->texts[i]);
        form->problems[i] = (struct part_errors_problems){.field = words[error].field,
                                                          .text = form->texts[i]};
        if (*hole == NULL) {
            *hole = form->texts[i];
        }
    }
    form->errors = (struct part_errors){.problems = form->problems,
                                        .problems_count = errors->count};
    form->page.errors = &form->errors;
}

static void fill_confirmations(unsigned age, struct standing_form *form)
{
    size_t i;

    confirmations_fill(age, &form->words);
    for (i = 0; i < CONFIRMATIONS; i++) {
        const struct confirmation *one = &form->words.list[i];

        form->confirmations[i] = (struct page_nomination_confirmations){
            .name = one->name,
            .text = one->text,
            .is_ticked = (form->form.confirmed & one->bit) != 0};
    }
}

void standing_form_show(struct standing_form *form,
                        const struct visitor *here,
                        const struct nomination_errors *errors)
{
    const struct definition *definition = here->face.definition;

    fill_confirmations(definition->limits.age_stand, form);
    form->page = (struct page_nomination){
        .site = &here->face.site,
        .action = "/me/nomination",
        .is_town_only = here->face.is_town_only,
        .constituency = here->constituency->name,
        .name = here->name,
        .address = form->form.address,
        .email = form->form.email,
        .words_max = definition->limits.words,
        .statement = form->form.statement,
        .interests_none = form->form.has_interests == FORM_NONE,
        .interests_some = form->form.has_interests == FORM_SOME,
        .interests_text = form->form.interests,
        .party_none = form->form.has_party == FORM_NONE,
        .party_some = form->form.has_party == FORM_SOME,
        .party_text = form->form.party,
        .needs_qualification = here->constituency->kind != KIND_STAFF,
        .qualification = form->form.qualification,
        .confirmations = form->confirmations,
        .confirmations_count = CONFIRMATIONS,
        .signature = form->form.signature,
        .day = form->day,
        .month = form->month,
        .year = form->year,
    };
    if (errors != NULL && errors->count > 0) {
        show_errors(form, here->face.definition, errors);
    }
}
