// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/photo.h"

#include "base/fault.h"
#include "desk/settle.h"
#include "store/members.h"
#include "store/photos.h"

#include "found.h"
#include "state.h"

/* Within an act. */
static int keep(struct desk *desk, int64_t member, struct span jpeg)
{
    int r = jpeg.size > 0 ? photos_keep(desk->roll, member, desk_now(desk), jpeg)
                          : photos_remove(desk->roll, member);

    return act_answer(r, PHOTO_NO_ROOM);
}

int desk_photo_keep(struct desk *desk, int64_t member, struct span jpeg)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct member found;
    int r = phase_may(desk_phase(desk), ACT_NOMINATE) ? 0 : PHOTO_TIME;

    if (r == 0) {
        r = act_begin(desk, &act);
        r = r > 0 ? PHOTO_NO_ROOM : r;
    }
    if (r == 0) {
        r = members_get(desk->roll, member, &found);
        r = r == ROLL_UNKNOWN ? PHOTO_UNKNOWN : FOLD(r);
    }
    if (r == 0) {
        r = keep(desk, member, jpeg);
    }
    if (r == 0) {
        r = act_commit(&act);
        r = r > 0 ? PHOTO_NO_ROOM : r;
    }
    return r;
}

/* Within the act: who the form is of. */
static int find_candidate(struct desk *desk, int64_t form, struct member *out)
{
    struct nomination nomination;
    int r = found_nomination(desk, form, &nomination);

    if (r != 0) {
        return r == FOUND_NONE ? PHOTO_UNKNOWN : FOLD(r);
    }
    return FOLD(members_get(desk->roll, nomination.form.member, out));
}

int desk_photo_keep_for(struct desk *desk,
                        int64_t form,
                        const struct sign_key *officer,
                        struct span jpeg)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct member member = {.id = 0};
    int r;

    if (!phase_may(desk_phase(desk), ACT_DECIDE) || desk_facts(desk).has_statement) {
        return PHOTO_TIME;
    }
    if (!desk_officer(desk, officer, GRANT_NOMINATIONS)) {
        return PHOTO_GRANT;
    }
    r = act_begin(desk, &act);
    if (r != 0) {
        return r > 0 ? PHOTO_NO_ROOM : r;
    }
    r = find_candidate(desk, form, &member);
    if (r == 0) {
        r = keep(desk, member.id, jpeg);
    }
    if (r == 0) {
        r = act_note(desk, ACTED_PHOTO, officer, member.number);
        r = r == 0 ? act_commit(&act) : r;
        r = r > 0 ? PHOTO_NO_ROOM : r;
    }
    return r;
}

int desk_photo(struct desk *desk, int64_t member, struct buf *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r = photos_get(desk->roll, member, out);

    (void)hold;
    return r == ROLL_UNKNOWN ? PHOTO_UNKNOWN : FOLD(r);
}

int desk_photo_candidate(struct desk *desk,
                         uint16_t cid,
                         unsigned number,
                         struct buf *out)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    int r = desk_standings(desk, cid, &standings);

    if (r != 0) {
        return r < 0 ? r : PHOTO_UNKNOWN;
    }
    if (number == 0 || number > standings->count
        || !standings->list[number - 1].has_photo) {
        return PHOTO_UNKNOWN;
    }
    return desk_photo(desk, standings->list[number - 1].member, out);
}
