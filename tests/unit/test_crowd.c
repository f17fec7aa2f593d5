// SPDX-License-Identifier: AGPL-3.0-or-later
/* Many threads casting at once, through desk_cast and the committer's own thread. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/check.h"
#include "record/receipt.h"
#include "town.h"

enum {
    THREADS = 8,
    ROUNDS = 6,
};

/* What many threads cast at once, and what they were told. */
struct crowd {
    struct town *town;
    struct vkey log;
    uint8_t ballots[3][BALLOT_SIZE]; /* two of one voter, one of another */
    atomic_int waiting;
    atomic_int recorded[3];
    atomic_int again[3];
    atomic_int spent[3];
    atomic_int bad;
};

struct shot {
    struct crowd *crowd;
    size_t which;
};

static void note(void *context, const struct cast_answer *answer)
{
    struct shot *shot = context;
    struct crowd *crowd = shot->crowd;
    struct receipt_fact fact;

    if (answer->result == CAST_SPENT) {
        atomic_fetch_add(&crowd->spent[shot->which], 1);
    } else if (answer->result != 0
               || receipt_check(answer->receipt,
                                &crowd->log,
                                span_of(crowd->ballots[shot->which], BALLOT_SIZE),
                                &fact)
                      != 0) {
        atomic_fetch_add(&crowd->bad, 1);
    } else {
        atomic_fetch_add(answer->is_again ? &crowd->again[shot->which]
                                          : &crowd->recorded[shot->which],
                         1);
    }
    free(shot);
    atomic_fetch_sub(&crowd->waiting, 1);
}

static void shoot(struct crowd *crowd, size_t which)
{
    struct shot *shot = malloc(sizeof(*shot));
    struct cast cast = {
        .ballot = span_of(crowd->ballots[which], BALLOT_SIZE),
        .arrived = desk_now(crowd->town->desk),
        .done = note,
        .context = shot,
    };
    int r;

    if (!shot) {
        abort();
    }
    *shot = (struct shot){crowd, which};
    atomic_fetch_add(&crowd->waiting, 1);
    r = desk_cast(crowd->town->desk, &cast, NULL);
    if (r != 0) {
        atomic_fetch_add(r == CAST_SPENT ? &crowd->spent[which] : &crowd->bad, 1);
        free(shot);
        atomic_fetch_sub(&crowd->waiting, 1);
    }
}

static void *cast_all(void *context)
{
    struct crowd *crowd = context;
    size_t i;

    for (i = 0; i < ROUNDS; i++) {
        shoot(crowd, i % 3);
    }
    return NULL;
}

static void run_crowd(struct crowd *crowd)
{
    pthread_t threads[THREADS];
    size_t i;

    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, cast_all, crowd), 0);
    }
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    desk_stop(crowd->town->desk);
    assert_int_equal(atomic_load(&crowd->waiting), 0);
}

static void keep_worst(void *context, const struct check_line *line)
{
    int *worst = context;

    if (line->verdict == CHECK_BAD) {
        *worst = (int)line->stage;
    }
}

static void test_many_threads_spend_each_credential_once(void **state)
{
    struct town *town = *state;
    struct crowd crowd = {.town = town};
    const struct sign_key log = desk_log_key(town->desk);
    int worst = 0;
    const struct check_report report = {keep_worst, &worst};

    town_begin(town);
    assert_int_equal(vkey_make(town->definition->origin, VKEY_LOG, &log, &crowd.log),
                     0);
    town_ballot(town, town_token(town, "Ada Able"), 1, crowd.ballots[0]);
    town_ballot(town, town_token(town, "Ada Able"), 2, crowd.ballots[1]);
    town_ballot(town, town_token(town, "Ben Baker"), 3, crowd.ballots[2]);
    assert_int_equal(desk_start(town->desk), 0);
    run_crowd(&crowd);

    assert_int_equal(crowd.bad, 0);
    /* One of the two of one voter stands, and only once. */
    assert_int_equal(crowd.recorded[0] + crowd.recorded[1], 1);
    assert_int_equal(crowd.recorded[2], 1);
    assert_int_equal(crowd.spent[2], 0);
    assert_int_equal(crowd.spent[crowd.recorded[0] == 1 ? 0 : 1], 0);
    assert_int_equal(crowd.again[2], THREADS * ROUNDS / 3 - 1);
    assert_int_equal(crowd.spent[crowd.recorded[0] == 1 ? 1 : 0], THREADS * ROUNDS / 3);
    desk_free(town->desk);
    town->desk = NULL;
    assert_int_equal(desk_check(town->dir, &report), 0);
    assert_int_equal(worst, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_many_threads_spend_each_credential_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
