// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/committer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

#include "../../src/desk/state.h"
#include "../../src/store/statement.h"

struct told {
    size_t count;
    struct committed last;
};

static void note_told(void *context, const struct committed *committed)
{
    struct told *told = context;

    told->count++;
    told->last = *committed;
    told->last.receipt = span_of(NULL, 0);
}

static int put(struct town *town, const uint8_t *ballot, struct told *told)
{
    uint8_t bytes[1 + BALLOT_SIZE] = {ENTRY_BALLOT};
    const struct commit_job job = {
        .submission = SPAN(bytes),
        .arrived = desk_now(town->desk),
        .done = note_told,
        .context = told,
    };

    memcpy(bytes + 1, ballot, BALLOT_SIZE);
    return committer_put(desk_committer(town->desk), &job);
}

static uint64_t published_size(struct town *town)
{
    struct document *document = town_document(town, ENTRY_NOTE, 0);
    uint64_t size = document->base.size;

    document_free(document);
    return size;
}

static void test_what_waits_goes_into_one_batch_with_one_checkpoint(void **state)
{
    static const char *const names[] = {"Ada Able", "Ben Baker", "Cat Carr"};
    struct town *town = *state;
    uint8_t ballots[3][BALLOT_SIZE];
    struct told told[6] = {0};
    uint64_t before;
    size_t steps = 0;
    size_t i;

    town_begin(town);
    before = published_size(town);
    for (i = 0; i < 3; i++) {
        town_ballot(town, town_token(town, names[i]), 1, ballots[i]);
        assert_int_equal(put(town, ballots[i], &told[i]), 0);
        assert_int_equal(put(town, ballots[i], &told[3 + i]), 0);
    }
    /* Nothing is acknowledged or published before the batch is synced. */
    assert_int_equal(told[0].count, 0);
    assert_int_equal(published_size(town), before);
    assert_int_equal(committer_step(desk_committer(town->desk), &steps), 0);
    assert_int_equal(steps, 6);
    assert_int_equal(published_size(town), before + 3);
    for (i = 0; i < 3; i++) {
        assert_int_equal(told[i].last.result, 0);
        assert_false(told[i].last.is_again);
        assert_int_equal(told[i].last.index, before + i);
        assert_true(told[3 + i].last.is_again);
        assert_int_equal(told[3 + i].last.index, before + i);
    }
    assert_int_equal(committer_step(desk_committer(town->desk), &steps), 0);
    assert_int_equal(steps, 0);
}

static void test_a_batch_is_no_larger_than_its_bound(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    static struct told told; /* what still waits is told when the desk ends */
    size_t steps = 0;
    size_t i;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    for (i = 0; i < COMMITTER_QUEUE; i++) {
        assert_int_equal(put(town, ballot, &told), 0);
    }
    assert_int_equal(put(town, ballot, &told), COMMITTER_BUSY);
    assert_int_equal(committer_step(desk_committer(town->desk), &steps), 0);
    assert_int_equal(steps, COMMITTER_BATCH);
    assert_int_equal(told.count, COMMITTER_BATCH);
    assert_int_equal(put(town, ballot, &told), 0);
}

static void test_what_breaks_a_rule_is_told_so_and_leaves_no_trace(void **state)
{
    static const uint8_t rubbish[] = {ENTRY_NOTE, 0, 0, 0, 9, 1};
    struct town *town = *state;
    const struct commit_job job = {.submission = SPAN(rubbish)};
    const struct commit_job empty = {.submission = span_of(rubbish, 1)};
    struct committed committed = {0};
    uint64_t before;

    town_begin(town);
    before = published_size(town);
    assert_int_equal(committer_append(desk_committer(town->desk), &job, &committed),
                     COMMITTER_RULES);
    assert_true(committed.rule > 0);
    assert_int_equal(committer_append(desk_committer(town->desk), &empty, &committed),
                     COMMITTER_RULES);
    assert_int_equal(published_size(town), before);
    assert_int_equal(town_reopen(town), 0);
}

static void test_between_closing_and_close_only_ballots_in_time_come(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct told early = {0};
    struct told late = {0};
    struct document *document;
    size_t steps = 0;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(put(town, ballot, &early), 0);
    town_ballot(town, town_token(town, "Ben Baker"), 1, ballot);
    document = town_document(town, ENTRY_RECEIVED, 0);
    document->of.received =
        (struct receipt_note){2, town_token(town, "Gus Gray")->number, CHANNEL_POST};
    town_set_clock(town, town_at(town, STEP_CLOSE));
    assert_int_equal(put(town, ballot, &late), 0);
    assert_int_equal(committer_step(desk_committer(town->desk), &steps), 0);
    assert_int_equal(early.last.result, 0);
    assert_int_equal(late.last.result, COMMITTER_CLOSED);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), SUBMIT_CLOSING);
    town_end(town);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
}

static void test_a_second_ballot_is_refused_with_the_time_of_the_first(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct told first = {0};
    struct told second = {0};
    size_t steps = 0;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(put(town, ballot, &first), 0);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(put(town, ballot, &second), 0);
    assert_int_equal(committer_step(desk_committer(town->desk), &steps), 0);
    assert_int_equal(first.last.result, 0);
    assert_int_equal(second.last.result, COMMITTER_SPENT);
    assert_int_equal(second.last.spent_at, town_at(town, STEP_OPEN));
    assert_int_equal(second.last.spent_by, CHANNEL_ONLINE);
}

static void test_after_the_desk_has_stopped_jobs_are_refused_as_busy(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct told told = {0};

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(desk_start(town->desk), 0);
    desk_stop(town->desk);
    assert_int_equal(put(town, ballot, &told), COMMITTER_BUSY);
    assert_int_equal(town_cast(town, ballot, NULL).result, CAST_BUSY);
    assert_int_equal(told.count, 0);
}

/* As large as the database may grow, in pages; 0 takes the bound away. */
static void bound_disk(struct town *town, int pages)
{
    char sql[64];
    sqlite3_stmt *statement = NULL;
    struct db *db = journal_database(town->desk->journal);

    (void)snprintf(
        sql, sizeof(sql), "PRAGMA max_page_count = %d", pages > 0 ? pages : 1000000);
    assert_int_equal(sqlite3_prepare_v2(db_handle(db), sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
}

static void test_on_a_full_disk_a_batch_is_undone_and_comes_again(void **state)
{
    static const char *const names[] = {
        "Ada Able", "Ben Baker", "Cat Carr", "Gus Gray"};
    struct town *town = *state;
    uint8_t ballots[4][BALLOT_SIZE];
    struct told told[4] = {0};
    uint64_t before;
    size_t steps = 0;
    size_t i;

    town_begin(town);
    before = published_size(town);
    bound_disk(town, 1);
    for (i = 0; i < 4; i++) {
        town_ballot(town, town_token(town, names[i]), 1, ballots[i]);
    }
    /* Sooner or later a page more is needed; what was recorded until then stands. */
    for (i = 0; i < 400 && told[0].last.result != COMMITTER_BUSY; i++) {
        struct document *document = town_document(town, ENTRY_NOTE, 0);
        int r;

        document->of.note.kind = NOTE_OTHER;
        (void)snprintf(document->of.note.code, LABEL_SIZE, "note-%zu", i);
        r = town_submit(town, document, TOWN_RETURNING);
        document_free(document);
        if (r == SUBMIT_BUSY) {
            told[0].last.result = COMMITTER_BUSY;
        } else {
            assert_int_equal(r, 0);
            before++;
        }
    }
    assert_int_equal(told[0].last.result, COMMITTER_BUSY);
    assert_int_equal(published_size(town), before);
    assert_int_equal(desk_fault(town->desk), 0);
    bound_disk(town, 0);
    memset(told, 0, sizeof(told));
    for (i = 0; i < 4; i++) {
        assert_int_equal(put(town, ballots[i], &told[i]), 0);
    }
    assert_int_equal(committer_step(desk_committer(town->desk), &steps), 0);
    for (i = 0; i < 4; i++) {
        assert_int_equal(told[i].last.result, 0);
        assert_int_equal(told[i].last.index, before + i);
    }
    assert_int_equal(town_reopen(town), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_what_waits_goes_into_one_batch_with_one_checkpoint),
        TOWN_TEST(test_a_batch_is_no_larger_than_its_bound),
        TOWN_TEST(test_what_breaks_a_rule_is_told_so_and_leaves_no_trace),
        TOWN_TEST(test_between_closing_and_close_only_ballots_in_time_come),
        TOWN_TEST(test_a_second_ballot_is_refused_with_the_time_of_the_first),
        TOWN_TEST(test_after_the_desk_has_stopped_jobs_are_refused_as_busy),
        TOWN_TEST(test_on_a_full_disk_a_batch_is_undone_and_comes_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
