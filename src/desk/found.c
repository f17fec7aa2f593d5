// SPDX-License-Identifier: AGPL-3.0-or-later
#include "found.h"

#include "base/fault.h"

#include "state.h"

struct search {
    int64_t form;
    struct nomination *out;
};

static int is_it(void *context, const struct nomination *nomination)
{
    struct search *search = context;

    if (nomination->form.id == search->form) {
        *search->out = *nomination;
    }
    return 0;
}

int found_nomination(struct desk *desk, int64_t form, struct nomination *out)
{
    struct search search = {form, out};
    int r;

    out->form.id = 0;
    r = forms_each(desk->roll, is_it, &search);
    if (r != 0) {
        return FOLD(r);
    }
    return out->form.id == form && form != 0 ? 0 : FOUND_NONE;
}

int found_candidate(struct desk *desk, int64_t member, bool *out)
{
    enum form_state state = FORM_WITHDRAWN;
    int r = forms_state(desk->roll, member, &state);

    *out = r == 0 && (state == FORM_WAITING || state == FORM_ACCEPTED);
    return r == ROLL_UNKNOWN ? 0 : FOLD(r);
}
