// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/desk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fault.h"
#include "record/ledger_view.h"
#include "store/deliveries.h"
#include "store/references.h"

#include "committer_new.h"
#include "cosigned.h"
#include "deal.h"
#include "hands.h"
#include "issue.h"
#include "keys.h"
#include "pending.h"
#include "prepare.h"
#include "state.h"
#include "submit_state.h"

static const char *const words[] = {
    [DESK_MISSING] =
        "there is no election folder, or a file of it is missing; make one "
        "with `electiond init`",
    [DESK_LOCKED] = "the folder is in use; stop electiond first",
    [DESK_FOREIGN] = "a database is not ours, or was written by a later version",
    [DESK_KEY] = "daemon.key and daemon.vkey do not belong together, or daemon.key is "
                 "open to others (it must have mode 0600)",
    [DESK_ROLLED_BACK] =
        "record.db holds fewer entries than the checkpoint says: it is "
        "an old copy; fill it up from any copy of the record",
    [DESK_NO_CHECKPOINT] =
        "the checkpoint file is missing; put it back from a backup, or "
        "from any copy of the record",
    [DESK_FORKED] = "record.db and the checkpoint file contradict each other",
    [DESK_BROKEN_RECORD] = "an entry in record.db breaks the rules of the record",
    [DESK_NOT_PRACTICE] = "a real election takes neither --clock nor mail to a folder",
    [DESK_OTHER_PAGE] = "the definition names another voting page than this program's",
};

const char *desk_refusal_words(int refusal)
{
    return refusal > 0 && refusal < (int)ARRAY_SIZE(words) ? words[refusal] : "";
}

static int take_lock(struct desk *desk)
{
    char path[FILE_PATH_SIZE];
    int r = file_join(desk->dir, "lock", path);

    if (r != 0) {
        return DESK_MISSING;
    }
    desk->lock = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (desk->lock < 0) {
        return errno == EIO || errno == EMFILE || errno == ENFILE || errno == ENOMEM
                   ? FAULT(FAULT_IO)
                   : DESK_MISSING;
    }
    return flock(desk->lock, LOCK_EX | LOCK_NB) == 0 ? 0 : DESK_LOCKED;
}

int desk_open_roll(struct desk *desk)
{
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(desk->dir, "roll.db", path));

    if (r == 0) {
        r = db_open(path, DB_WRITE, &db_schema_roll, &desk->roll_db);
    }
    if (r != 0) {
        return r == DB_MISSING ? DESK_MISSING : r < 0 ? r : DESK_FOREIGN;
    }
    return FOLD(roll_open(desk->roll_db, &desk->roll));
}

static int read_keys(struct desk *desk)
{
    int r = keys_read(desk->dir, &desk->secret, &desk->officer);

    return r == KEYS_MISSING ? DESK_MISSING : r > 0 ? DESK_KEY : r;
}

/* What a definition in force must agree with in this program; the clock too. */
static int suits(struct desk *desk)
{
    const struct definition *definition = journal_definition(desk->journal);
    bool is_same;

    if (!definition) {
        return 0;
    }
    if (desk->is_practice_only && !definition->practice) {
        return DESK_NOT_PRACTICE;
    }
    clock_hold(desk->clock, ledger_time(journal_rules(desk->journal)));
    journal_release(desk->journal);
    is_same = memcmp(ledger_page(journal_rules(desk->journal)),
                     &desk->page,
                     sizeof(desk->page))
              == 0;
    journal_release(desk->journal);
    return is_same ? 0 : DESK_OTHER_PAGE;
}

/* Marks in the roll whose entry never came. */
struct loose {
    struct desk *desk;
    size_t count;
    struct digest marks[ISSUE_MARKS_MAX];
};

static int find_loose(void *context, const struct digest *mark)
{
    struct loose *loose = context;

    if (!journal_has_document(loose->desk->journal, mark)
        && loose->count < ISSUE_MARKS_MAX) {
        loose->marks[loose->count++] = *mark;
    }
    return 0;
}

/* House §4: an act on both databases writes the roll first; without its entry it is
 * undone. What was under way to members is lost with the process. */
static int mend_roll(struct desk *desk)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    struct loose loose = {.desk = desk};
    size_t i;
    int r = FOLD(act_begin(desk, &act));

    if (r == 0) {
        r = FOLD(references_marks(desk->roll, find_loose, &loose));
    }
    for (i = 0; r == 0 && i < loose.count; i++) {
        r = deal_forget(desk, &loose.marks[i]);
    }
    if (r == 0) {
        r = FOLD(deliveries_fail_open(desk->roll));
    }
    return r == 0 ? FOLD(act_commit(&act)) : r;
}

/* What officers have given that is not in the record yet. */
static int load_waiting(struct desk *desk)
{
    int r = box_load(desk);

    if (r == 0) {
        r = hands_load(desk);
    }
    return r == 0 ? mend_roll(desk) : r;
}

static int fill(struct desk *desk, const struct desk_options *options)
{
    int r;

    if (snprintf(desk->dir, sizeof(desk->dir), "%s", options->dir)
            >= (int)sizeof(desk->dir)
        || snprintf(desk->address, sizeof(desk->address), "%s", options->address)
               >= (int)sizeof(desk->address)) {
        return DESK_MISSING;
    }
    desk->clock = options->clock;
    desk->outbox = options->outbox;
    desk->page = options->page;
    desk->addresses = options->is_town_only ? PRIVACY_TOWN : PRIVACY_FULL;
    desk->is_practice_only = options->is_practice_only;
    desk->is_email_only = options->is_email_only;
    desk->holidays = options->holidays;
    r = take_lock(desk);
    if (r == 0) {
        r = read_keys(desk);
    }
    if (r == 0) {
        r = desk_open_roll(desk);
    }
    if (r == 0) {
        r = journal_open(desk->dir, desk->secret, &desk->journal);
    }
    if (r == 0) {
        r = suits(desk);
    }
    if (r == 0) {
        r = FOLD(committer_new(desk, &desk->committer));
    }
    if (r == 0) {
        r = submit_state_new(&desk->submit);
    }
    if (r == 0) {
        r = cosigned_new(desk->dir, &desk->cosigned);
    }
    if (r == 0 && journal_definition(desk->journal)) {
        r = FOLD(cosigned_begin(desk->cosigned, journal_definition(desk->journal)));
    }
    return r == 0 ? load_waiting(desk) : r;
}

int desk_open(const struct desk_options *options, struct desk **out)
{
    CLEANUP(desk_freep) struct desk *desk = NULL;
    int r;

    desk = calloc(1, sizeof(*desk));
    if (!desk) {
        return FAULT(FAULT_MEMORY);
    }
    desk->lock = -1;
    requests_init(&desk->requests);
    listing_init(&desk->listings);
    (void)pthread_mutex_init(&desk->roll_lock, NULL);
    (void)pthread_mutex_init(&desk->submit_lock, NULL);
    (void)pthread_mutex_init(&desk->outbox_lock, NULL);
    r = fill(desk, options);
    if (r != 0) {
        return r;
    }

    *out = desk_take(&desk);
    return 0;
}

void desk_free(struct desk *desk)
{
    if (!desk) {
        return;
    }
    committer_free(desk->committer);
    issue_free(desk->issue);
    pending_forget(desk->replacements);
    submit_state_free(desk->submit);
    hands_free(desk->hands);
    cosigned_free(desk->cosigned);
    journal_free(desk->journal);
    roll_free(desk->roll);
    db_free(desk->roll_db);
    sign_secret_free(desk->secret);
    requests_deinit(&desk->requests);
    listing_deinit(&desk->listings);
    (void)pthread_mutex_destroy(&desk->outbox_lock);
    (void)pthread_mutex_destroy(&desk->submit_lock);
    (void)pthread_mutex_destroy(&desk->roll_lock);
    if (desk->lock >= 0) {
        (void)close(desk->lock);
    }
    free(desk);
}

int desk_start(struct desk *desk)
{
    return committer_start(desk->committer);
}

void desk_stop(struct desk *desk)
{
    committer_stop(desk->committer);
}

struct committer *desk_committer(struct desk *desk)
{
    return desk->committer;
}

int desk_step(struct desk *desk, size_t *told)
{
    return committer_step(desk->committer, told);
}

void desk_fail(struct desk *desk, int fault)
{
    int none = 0;

    (void)atomic_compare_exchange_strong(&desk->fault, &none, fault);
}

int desk_fault(struct desk *desk)
{
    return atomic_load(&desk->fault);
}

const struct definition *desk_definition(struct desk *desk)
{
    return journal_definition(desk->journal);
}

struct eid desk_eid(struct desk *desk)
{
    return journal_eid(desk->journal);
}

struct sign_key desk_log_key(struct desk *desk)
{
    return *sign_secret_key(desk->secret);
}

struct sign_key desk_pinned_officer(struct desk *desk)
{
    return desk->officer;
}

struct digest desk_page(struct desk *desk)
{
    return desk->page;
}

const char *desk_address(struct desk *desk)
{
    return desk->address;
}

const struct holidays *desk_holidays(struct desk *desk)
{
    return &desk->holidays;
}

int64_t desk_now(struct desk *desk)
{
    return clock_now(desk->clock);
}

struct facts desk_facts(struct desk *desk)
{
    struct facts facts = journal_facts(desk->journal);

    facts.is_counted = atomic_load(&desk->has_half_result);
    return facts;
}

int64_t desk_close_at(struct desk *desk)
{
    return desk_facts(desk).close_at;
}

enum phase desk_phase(struct desk *desk)
{
    const struct definition *definition = desk_definition(desk);
    struct facts facts = desk_facts(desk);

    return definition ? phase_at(&definition->timetable, &facts, desk_now(desk))
                      : PHASE_DRAFT;
}

const struct officer *
desk_officer(struct desk *desk, const struct sign_key *key, unsigned grant)
{
    const struct definition *definition = desk_definition(desk);
    bool may;

    if (!definition) {
        return NULL;
    }
    may = ledger_may_sign(journal_rules(desk->journal), key, grant);
    journal_release(desk->journal);
    return may ? definition_officer(definition, key) : NULL;
}

bool desk_is_officer(struct desk *desk, const struct sign_key *key)
{
    return desk_officer(desk, key, 0) != NULL;
}
