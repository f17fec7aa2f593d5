/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A nomination as the browser sends it and as its page shows it again, with the words
 * for each thing it lacks. It decides nothing: desk/nominate does.
 */
#ifndef DAEMON_STANDING_FORM_H
#define DAEMON_STANDING_FORM_H

#include "desk/nominate.h"
#include "store/forms.h"
#include "web/pages.h"

#include "confirmations.h"
#include "http/urlform.h"
#include "visitor.h"

enum {
    STANDING_FORM_DIGITS = 5,
    STANDING_FORM_TEXT = 240,
};

/* What the page is filled from; the page points into it. */
struct standing_form {
    struct form form;
    char day[STANDING_FORM_DIGITS];
    char month[STANDING_FORM_DIGITS];
    char year[STANDING_FORM_DIGITS];
    struct part_errors errors;
    struct part_errors_problems problems[NOMINATION_ERRORS];
    char texts[NOMINATION_ERRORS][STANDING_FORM_TEXT];
    struct confirmations words;
    struct page_nomination_confirmations confirmations[CONFIRMATIONS];
    struct page_nomination page;
};

/* In words, what a form lacks. */
const char *standing_form_error(enum nomination_error error);

/* Empty; NULL for want of memory. */
struct standing_form *standing_form_new(void);
void standing_form_free(struct standing_form *form);

/* What was typed, cut to the room there is. */
void standing_form_read(const struct urlform *typed, struct standing_form *out);

/* From a form that was kept. */
void standing_form_keep(const struct form *form, struct standing_form *out);

/* Fills the page in; errors may be NULL. */
void standing_form_show(struct standing_form *form,
                        const struct visitor *here,
                        const struct nomination_errors *errors);

OWNED(standing_form)

#endif
