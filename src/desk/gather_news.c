// SPDX-License-Identifier: AGPL-3.0-or-later
/* What witnesses answer, and what follows from it. */
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"
#include "record/checkpoint.h"
#include "record/watch.h"

#include "cosigned.h"
#include "gather_state.h"

enum {
    PAUSE_FIRST = 2,  /* seconds before a witness is asked again */
    PAUSE_MOST = 300, /* each pause is twice the last, up to this */
    CONFLICTS_MOST = 3,
    MODE = 0644,
    STATUS_OK = 200,
    STATUS_CONFLICT = 409,
    STATUS_UNPROCESSABLE = 422,
};

/* Nothing of use came: later, and less and less often. */
static void put_off(struct gather *gather, struct seat *seat)
{
    if (seat->is_answering || seat->pause == 0) {
        log_say(LOG_WITNESS,
                LOG_NUMBER("witness", seat - gather->seats + 1),
                LOG_WORD("state", "failing"));
    }
    seat->is_answering = false;
    seat->conflicts = 0;
    seat->pause = seat->pause == 0 ? PAUSE_FIRST : 2 * seat->pause;
    seat->pause = seat->pause > PAUSE_MOST ? PAUSE_MOST : seat->pause;
    seat->next = gather->watch() + seat->pause;
}

/* Practice elections move their clock by hand. */
static int64_t now_of(const struct gather *gather)
{
    return desk_definition(gather->desk)->practice ? 0 : desk_now(gather->desk);
}

static void take_lines(struct gather *gather, struct seat *seat, struct span lines)
{
    int r = cosigned_add(
        gather->desk->cosigned, buf_span(&seat->note), lines, now_of(gather));

    if (r != 0) {
        put_off(gather, seat); /* of no use, or the disk is full */
        return;
    }
    if (!seat->is_answering) {
        log_say(LOG_WITNESS,
                LOG_NUMBER("witness", seat - gather->seats + 1),
                LOG_WORD("state", "cosigning"));
    }
    seat->is_answering = true;
    seat->known = seat->offered;
    seat->cosigned = seat->offered;
    seat->conflicts = 0;
    seat->pause = 0;
}

/* It cosigned another size last. More than there is here can only be proved by its
 * checkpoint: anybody can say a number. */
static void take_size(struct gather *gather, struct seat *seat, struct span body)
{
    uint64_t size = 0;

    if (body.size == 0 || body.data[body.size - 1] != '\n'
        || watch_parse_size(span_of(body.data, body.size - 1), &size) != 0
        || ++seat->conflicts > CONFLICTS_MOST) {
        put_off(gather, seat);
        return;
    }
    seat->known = size;
    seat->is_doubtful = size > journal_size(gather->desk->journal);
}

/* Its checkpoint is signed by the log and not of this history: that is kept. */
static int
prove(struct gather *gather, const struct seat *seat, struct span note, int refusal)
{
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(gather->desk->dir, "witnessed", path));

    if (r == 0) {
        r = FOLD(file_replace(path, note, MODE));
    }
    gather->proof.witness = (size_t)(seat - gather->seats);
    return r == 0 ? refusal : r;
}

static int take_latest(struct gather *gather, struct seat *seat, struct span note)
{
    struct tree_head head;
    int r = checkpoint_open(note, &gather->log, &head);

    if (r != 0) {
        put_off(gather, seat);
        return r < 0 ? r : 0;
    }
    r = journal_extends(gather->desk->journal, &head);
    if (r != 0) {
        gather->proof.size = head.size;
        return r < 0 ? r
                     : prove(gather,
                             seat,
                             note,
                             r == JOURNAL_UNKNOWN ? GATHER_OLDER : GATHER_FORKED);
    }
    if (head.size < seat->known) {
        put_off(gather, seat); /* it said more than it can show */
    }
    seat->known = head.size;
    seat->next = gather->watch() + seat->pause;
    return 0;
}

static void
hear_of_add(struct gather *gather, struct seat *seat, const struct herald_news *news)
{
    switch (news->status) {
    case STATUS_OK:
        take_lines(gather, seat, news->body);
        break;
    case STATUS_CONFLICT:
        take_size(gather, seat, news->body);
        break;
    case STATUS_UNPROCESSABLE:
        /* Its last checkpoint is another than ours of that size, or it errs. */
        put_off(gather, seat);
        seat->is_doubtful = true;
        seat->next = 0;
        break;
    default:
        put_off(gather, seat);
    }
}

static int
hear_of_latest(struct gather *gather, struct seat *seat, const struct herald_news *news)
{
    if (news->status == 0) {
        put_off(gather, seat);
        return 0;
    }
    seat->is_doubtful = false;
    if (news->status == STATUS_OK) {
        return take_latest(gather, seat, news->body);
    }
    if (seat->known > 0) {
        put_off(gather, seat);
    }
    return 0;
}

int gather_hear(void *context, const struct herald_news *news)
{
    struct gather *gather = context;
    struct seat *seat = &gather->seats[news->witness];
    enum herald_call asked = seat->asked;

    seat->asked = 0;
    if (asked == HERALD_LATEST) {
        return hear_of_latest(gather, seat, news);
    }
    hear_of_add(gather, seat, news);
    return 0;
}
