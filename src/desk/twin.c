// SPDX-License-Identifier: AGPL-3.0-or-later
#include "twin.h"

#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "desk/decide.h"

#include "particulars.h"
#include "state.h"

enum {
    FOLDED_MAX = 16 * NAME_SIZE,
};

/* Whether two texts read the same, in any case and with any accents. */
static int is_alike(const char *a, const char *b, bool *out)
{
    CLEANUP(buf_deinit) struct buf left;
    CLEANUP(buf_deinit) struct buf right;
    int r;

    buf_init(&left, FOLDED_MAX);
    buf_init(&right, FOLDED_MAX);
    r = text_fold(span_of_text(a), &left);
    if (r == 0) {
        r = text_fold(span_of_text(b), &right);
    }
    *out = r == 0 && span_is_equal(buf_span(&left), buf_span(&right));
    return FOLD(r);
}

static int is_same_door(const struct member *a, const struct member *b, bool *out)
{
    bool is_line = false;
    bool is_code = false;
    int r = is_alike(a->address[0], b->address[0], &is_line);

    if (r == 0) {
        r = is_alike(a->postcode, b->postcode, &is_code);
    }
    *out = is_line && is_code && a->postcode[0] != '\0';
    return r;
}

/* Of one name, and reached in the same place. */
static int is_same(const struct member *a, const struct member *b, bool *out)
{
    char left[NAME_SIZE];
    char right[NAME_SIZE];
    bool is_named = false;
    bool is_reached = false;
    int r;

    *out = false;
    particulars_name(a, left);
    particulars_name(b, right);
    r = is_alike(left, right, &is_named);
    if (r == 0 && is_named && a->email[0] != '\0') {
        r = is_alike(a->email, b->email, &is_reached);
    }
    if (r == 0 && is_named && !is_reached) {
        r = is_same_door(a, b, &is_reached);
    }
    *out = is_named && is_reached;
    return r;
}

struct search {
    struct desk *desk;
    const struct member *member;
    struct member *out;
    bool is_found;
};

static int look(void *context, const struct nomination *nomination)
{
    struct search *search = context;
    struct member other;
    bool is_twin = false;
    int r;

    if (search->is_found || nomination->state != FORM_ACCEPTED
        || nomination->form.member == search->member->id) {
        return 0;
    }
    r = members_get(search->desk->roll, nomination->form.member, &other);
    if (r == 0) {
        r = is_same(search->member, &other, &is_twin);
    }
    if (r == 0 && is_twin) {
        *search->out = other;
        search->is_found = true;
    }
    return FOLD(r);
}

int twin_find(struct desk *desk, const struct member *member, struct member *out)
{
    struct member found;
    struct search search = {desk, member, &found, false};
    int r = forms_each(desk->roll, look, &search);

    if (r != 0) {
        return FOLD(r);
    }
    if (!search.is_found) {
        return TWIN_NONE;
    }
    *out = found;
    return 0;
}

int desk_twin(struct desk *desk, const struct member *member, struct member *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = twin_find(desk, member, out);

    (void)hold;
    return r == TWIN_NONE ? DECIDE_UNKNOWN : FOLD(r);
}
