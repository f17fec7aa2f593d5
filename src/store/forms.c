// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/forms.h"

#include "base/fault.h"

#include "form_values.h"
#include "people.h"

struct place {
    int column;
    char *out;
    size_t size;
};

static int read_texts(sqlite3_stmt *statement, const struct place *texts, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        int r = statement_text(statement, texts[i].column, texts[i].out, texts[i].size);

        if (r != 0) {
            return FOLD(r);
        }
    }
    return 0;
}

static int read_form(sqlite3_stmt *statement, struct form *out)
{
    struct form form = {
        .id = statement_number(statement, 0),
        .member = statement_number(statement, 1),
        .has_interests = (enum form_answer)statement_number(statement, 4),
        .has_party = (enum form_answer)statement_number(statement, 6),
        .confirmed = (unsigned)statement_number(statement, 8),
    };
    const struct place texts[] = {
        {2, form.address, sizeof(form.address)},
        {3, form.email, sizeof(form.email)},
        {5, form.interests, sizeof(form.interests)},
        {7, form.party, sizeof(form.party)},
        {9, form.qualification, sizeof(form.qualification)},
        {10, form.statement, sizeof(form.statement)},
        {11, form.signature, sizeof(form.signature)},
        {12, form.signed_on, sizeof(form.signed_on)},
    };
    int r = read_texts(statement, texts, ARRAY_SIZE(texts));

    if (r != 0) {
        return r;
    }
    *out = form;
    return 0;
}

static int read_nomination(sqlite3_stmt *statement, struct nomination *out)
{
    const struct place file = {15, out->file, sizeof(out->file)};
    int r = read_form(statement, &out->form);

    if (r == 0) {
        r = statement_bytes(statement, 14, out->salt, sizeof(out->salt));
    }
    if (r == 0) {
        r = read_texts(statement, &file, 1);
    }
    if (r != 0) {
        return FOLD(r);
    }
    out->submitted = statement_number(statement, 13);
    out->state = (enum form_state)statement_number(statement, 16);
    out->ground = (int)statement_number(statement, 17);
    out->version = statement_number(statement, 18);
    out->decided = statement_number(statement, 19);
    return FOLD(
        statement_bytes(statement, 20, out->officer.bytes, sizeof(out->officer.bytes)));
}

int forms_keep_draft(struct roll *roll, const struct form *form)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[FORMS_KEEP_DRAFT];

    return people_run(BIND(statement, FORM_VALUES(form)), statement);
}

int forms_draft(struct roll *roll, int64_t member, struct form *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FORMS_DRAFT];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    return r != 0 ? r : read_form(statement, out);
}

int forms_submit(struct roll *roll, const struct form_submission *submission)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FORMS_SUBMIT];

    return people_row(BIND(statement,
                           NUMBER(submission->member),
                           NUMBER(submission->now),
                           BLOB(SPAN(submission->salt)),
                           TEXT(submission->file)),
                      statement);
}

int forms_nomination(struct roll *roll, int64_t member, struct nomination *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[FORMS_NOMINATION];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    return r != 0 ? r : read_nomination(statement, out);
}

int forms_state(struct roll *roll, int64_t member, enum form_state *out)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FORMS_STATE];
    int r = people_row(BIND(statement, NUMBER(member)), statement);

    if (r == 0) {
        *out = (enum form_state)statement_number(statement, 0);
    }
    return r;
}

int forms_each(struct roll *roll, forms_visit visit, void *context)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[FORMS_EACH];
    struct nomination nomination = {0};
    int more = 0;
    int r = people_next(0, statement, &more);

    while (r == 0 && more) {
        r = read_nomination(statement, &nomination);
        if (r == 0) {
            r = visit(context, &nomination);
        }
        if (r != 0) {
            return r;
        }
        r = people_next(0, statement, &more);
    }
    return r;
}
