// SPDX-License-Identifier: AGPL-3.0-or-later
#include "said.h"

static const char *answer(enum form_answer given, const char *text)
{
    if (given == FORM_SOME) {
        return text;
    }
    return given == FORM_NONE ? "None" : "Not said";
}

struct part_said said_of(const struct form *form)
{
    return (struct part_said){
        .interests = answer(form->has_interests, form->interests),
        .party = answer(form->has_party, form->party),
        .qualification = form->qualification[0] != '\0' ? form->qualification : NULL};
}
