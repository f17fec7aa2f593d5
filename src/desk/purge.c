// SPDX-License-Identifier: AGPL-3.0-or-later
#include "purge.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/erase.h"
#include "base/fault.h"
#include "base/log.h"

#include "state.h"

enum {
    ACTS_KEPT = 10000,
};

/* As in DIR; none of them is there after a purge but the first. */
static const char *const leftovers[] = {"roll.db-wal", "roll.db-shm"};
static const char *const unfinished[] = {
    "roll.db.new", "roll.db.new-wal", "roll.db.new-shm"};

static void close_file(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

static int erase_all(const char *folder, const char *const *names, size_t count)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < count; i++) {
        r = erase_file(folder, names[i]);
    }
    return r;
}

static int erase_letters(struct desk *desk)
{
    char folder[FILE_PATH_SIZE];
    int r = FOLD(file_join(desk->dir, "letters", folder));

    return r == 0 ? erase_folder(folder, "") : r;
}

/* Those of a practice election lie in a folder. If the mail child is gone, the next
 * start does it. */
static void forget_mails(struct desk *desk)
{
    (void)pthread_mutex_lock(&desk->outbox_lock);
    if (desk->outbox->forget != NULL) {
        (void)desk->outbox->forget(desk->outbox->self);
    }
    (void)pthread_mutex_unlock(&desk->outbox_lock);
}

/* Which officer did what and when stays; to whom does not. */
static int keep_acts(struct desk *desk, struct roll *fresh)
{
    struct acted *acts = calloc(ACTS_KEPT, sizeof(*acts));
    size_t count = 0;
    int r;

    if (acts == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = acts_last(desk->roll, ACTS_KEPT, acts, &count);
    while (r == 0 && count > 0) {
        count--;
        acts[count].subject[0] = '\0';
        r = acts_add(fresh, &acts[count]);
    }
    free(acts);
    return r;
}

static int fill(struct desk *desk, struct db *db)
{
    CLEANUP(roll_freep) struct roll *fresh = NULL;
    CLEANUP(db_end) struct db_guard guard = {.db = NULL};
    int r = roll_open(db, &fresh);

    if (r == 0) {
        r = db_begin(db, &guard);
    }
    if (r == 0) {
        r = keep_acts(desk, fresh);
    }
    return r == 0 ? db_commit(&guard) : r;
}

static int make_fresh(struct desk *desk, const char *path)
{
    CLEANUP(db_freep) struct db *db = NULL;
    int r = db_open(path, DB_CREATE, &db_schema_roll, &db);

    if (r == 0) {
        r = fill(desk, db);
    }
    return FOLD(r == 0 ? db_scrub(db) : r);
}

/* The new file takes the old one's name; then the old bytes go. */
static int exchange(struct desk *desk, const char *fresh)
{
    CLEANUP(close_file) int old = -1;
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(desk->dir, "roll.db", path));

    if (r != 0) {
        return r;
    }
    old = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (old < 0) {
        return FAULT(FAULT_IO);
    }
    roll_free(desk->roll);
    desk->roll = NULL;
    db_free(desk->roll_db);
    desk->roll_db = NULL;
    r = erase_all(desk->dir, leftovers, ARRAY_SIZE(leftovers));
    if (r == 0 && rename(fresh, path) != 0) {
        r = FAULT(FAULT_IO);
    }
    return r == 0 ? erase_bytes(old) : r;
}

static int purge_roll(struct desk *desk)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    char path[FILE_PATH_SIZE];
    int opened;
    int r = FOLD(file_join(desk->dir, unfinished[0], path));

    (void)hold;
    if (r == 0) {
        r = erase_all(desk->dir, unfinished, ARRAY_SIZE(unfinished));
    }
    if (r == 0) {
        r = make_fresh(desk, path);
    }
    if (r != 0) {
        return r;
    }
    r = exchange(desk, path);
    opened = desk->roll == NULL ? FOLD(desk_open_roll(desk)) : 0;
    return r == 0 ? opened : r;
}

int purge_work(struct desk *desk)
{
    int r;

    if (desk->is_purged || !desk_facts(desk).is_destroyed) {
        return 0;
    }
    listing_forget(&desk->listings);
    r = purge_roll(desk);
    if (r == 0) {
        r = erase_letters(desk);
    }
    if (r != 0) {
        return r;
    }
    forget_mails(desk);
    desk->is_purged = true;
    log_say(LOG_PHASE, LOG_WORD("entry", "destroyed"));
    return 0;
}
