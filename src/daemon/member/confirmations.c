// SPDX-License-Identifier: AGPL-3.0-or-later
#include "confirmations.h"

#include <stdio.h>
#include <string.h>

#include "store/forms.h"

/* A text that is NULL names the definition's age. */
static const struct confirmation all[CONFIRMATIONS] = {
    {FORM_WISHES, "confirm_wish", "I wish to stand for election as a governor."},
    {FORM_IS_OF_AGE, "confirm_age", NULL},
    {FORM_IS_SOLVENT,
     "confirm_solvent",
     "I am not bankrupt, or I have been discharged. No debt relief order applies to "
     "me."},
    {FORM_HAS_NO_COMPOUND,
     "confirm_creditors",
     "I have no arrangement with creditors that is still open."},
    {FORM_WAS_NOT_JAILED,
     "confirm_sentence",
     "In the last 5 years I was not convicted of an offence for which I was sentenced "
     "to"
     " 3 months or more in prison. A suspended sentence counts."},
    {FORM_IS_NOT_BARRED,
     "confirm_constitution",
     "Nothing else in the trust’s constitution prevents me from being a governor."},
    {FORM_SAYS_TRUE, "confirm_true", "All that I declare in this form is true."},
};

void confirmations_fill(unsigned age, struct confirmations *out)
{
    size_t i;

    (void)snprintf(out->age, sizeof(out->age), "I am %u or over.", age);
    memcpy(out->list, all, sizeof(all));
    for (i = 0; i < CONFIRMATIONS; i++) {
        if (out->list[i].text == NULL) {
            out->list[i].text = out->age;
        }
    }
}
