// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/decide.h"

static const char *const words[GROUNDS] = {
    [GROUND_NONE] = "",
    [GROUND_LATE] =
        "The nomination form was received after the final day for delivery.",
    [GROUND_PARTICULARS] = "The form does not give the candidate's particulars: full "
                           "name, contact address and constituency.",
    [GROUND_INTERESTS] =
        "The form does not declare the candidate's financial interests "
        "and membership of a political party, or that there are none.",
    [GROUND_ELIGIBILITY] = "The form does not contain the declaration of eligibility, "
                           "with particulars of the qualification to vote where they "
                           "are required.",
    [GROUND_SIGNATURE] = "The form is not signed and dated by the candidate as "
                         "prescribed.",
};

const char *ground_words(enum decide_ground ground)
{
    return ground > GROUND_NONE && ground < GROUNDS ? words[ground] : "";
}
