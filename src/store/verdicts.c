// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/verdicts.h"

#include "base/fault.h"

#include "people.h"

static int is_latest(struct roll *roll, int64_t form)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[FORMS_IS_LATEST];

    return people_row(BIND(statement, NUMBER(form)), statement);
}

int verdicts_add(struct roll *roll, const struct verdict *verdict)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[VERDICTS_ADD];
    int r = is_latest(roll, verdict->form);

    if (r != 0) {
        return r;
    }
    return people_run(BIND(statement,
                           NUMBER(verdict->form),
                           NUMBER(verdict->state),
                           NUMBER(verdict->ground),
                           NUMBER(verdict->now),
                           BLOB(SPAN(verdict->officer))),
                      statement);
}

int verdicts_withdraw(struct roll *roll, const struct withdrawal *withdrawal)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[VERDICTS_WITHDRAW];
    const struct verdict verdict = {
        .form = withdrawal->form,
        .state = FORM_WITHDRAWN,
        .now = withdrawal->decided,
        .officer = withdrawal->officer,
    };
    int r = verdicts_add(roll, &verdict);

    if (r != 0) {
        return r;
    }
    return people_run(BIND(statement,
                           NUMBER(withdrawal->form),
                           TEXT(withdrawal->signature),
                           TEXT(withdrawal->witness),
                           NUMBER(withdrawal->now)),
                      statement);
}

int verdicts_withdrawal(struct roll *roll, int64_t form, struct withdrawal *out)
{
    CLEANUP(statement_reset)
    sqlite3_stmt *statement = roll->statements[VERDICTS_WITHDRAWAL];
    struct withdrawal found = {.form = form};
    int r = people_row(BIND(statement, NUMBER(form)), statement);

    if (r != 0) {
        return r;
    }
    found.now = statement_number(statement, 0);
    r = statement_text(statement, 1, found.signature, sizeof(found.signature));
    if (r == 0) {
        r = statement_text(statement, 2, found.witness, sizeof(found.witness));
    }
    if (r == 0) {
        *out = found;
    }
    return FOLD(r);
}

int verdicts_death(struct roll *roll, const struct death *death)
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[VERDICTS_DEATH];
    const struct verdict verdict = {
        .form = death->form,
        .state = FORM_DEAD,
        .now = death->now,
        .officer = death->officer,
    };
    int r = verdicts_add(roll, &verdict);

    if (r != 0) {
        return r;
    }
    return people_run(BIND(statement, NUMBER(death->form), TEXT(death->proof)),
                      statement);
}

int verdicts_proof(struct roll *roll, int64_t form, char out[static FORM_NAME_SIZE])
{
    CLEANUP(statement_reset) sqlite3_stmt *statement = roll->statements[VERDICTS_PROOF];
    int r = people_row(BIND(statement, NUMBER(form)), statement);

    return r == 0 ? FOLD(statement_text(statement, 0, out, FORM_NAME_SIZE)) : r;
}
