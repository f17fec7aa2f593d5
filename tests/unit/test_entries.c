// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/entries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "scratch.h"

struct fixture {
    struct scratch scratch;
    struct db *db;
    struct entries *entries;
    struct db_guard guard;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    log_silence();
    if (!fixture || scratch_make(&fixture->scratch) != 0
        || db_open(scratch_path(&fixture->scratch, "record.db"),
                   DB_CREATE,
                   &db_schema_record,
                   &fixture->db)
               != 0
        || entries_open(fixture->db, &fixture->entries) != 0
        || db_begin(fixture->db, &fixture->guard) != 0) {
        return -1;
    }
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    int r;

    db_end(&fixture->guard);
    entries_free(fixture->entries);
    db_free(fixture->db);
    r = scratch_remove(&fixture->scratch);
    free(fixture);
    return r;
}

static int append(struct fixture *fixture, uint64_t index, const char *text)
{
    struct entries_row row = {
        .index = index,
        .type = 6,
        .bytes = span_of_text(text),
    };

    row.leaf.bytes[0] = (uint8_t)index;
    return entries_append(fixture->entries, &row);
}

static int same_rows(void *context, const struct entries_row *row)
{
    uint64_t *next = context;
    char text[8];

    (void)snprintf(text, sizeof(text), "e%u", (unsigned)*next);
    assert_int_equal(row->index, *next);
    assert_int_equal(row->type, 6);
    assert_int_equal(row->leaf.bytes[0], *next);
    assert_true(span_is_equal(row->bytes, span_of_text(text)));
    (*next)++;
    return row->index == 3 ? 77 : 0;
}

static void test_entries_come_back_in_order_as_they_went_in(void **state)
{
    struct fixture *fixture = *state;
    struct buf buf;
    uint64_t count = 9;
    uint64_t next = 1;

    buf_init(&buf, 100);
    assert_int_equal(entries_count(fixture->entries, &count), 0);
    assert_int_equal(count, 0);
    assert_int_equal(append(fixture, 1, "e1"), ENTRIES_GAP);
    assert_int_equal(append(fixture, 0, "e0"), 0);
    assert_int_equal(append(fixture, 0, "again"), ENTRIES_GAP);
    assert_int_equal(append(fixture, 1, "e1"), 0);
    assert_int_equal(append(fixture, 2, "e2"), 0);
    assert_int_equal(entries_count(fixture->entries, &count), 0);
    assert_int_equal(count, 3);
    assert_int_equal(entries_read(fixture->entries, 2, &buf), 0);
    assert_string_equal(buf_text(&buf), "e2");
    assert_int_equal(entries_read(fixture->entries, 3, &buf), ENTRIES_UNKNOWN);
    assert_int_equal(entries_each(fixture->entries, 1, 100, same_rows, &next), 0);
    assert_int_equal(next, 3);
    assert_int_equal(append(fixture, 3, "e3"), 0);
    assert_int_equal(append(fixture, 4, "e4"), 0);
    /* A visitor may end it. */
    next = 1;
    assert_int_equal(entries_each(fixture->entries, 1, 100, same_rows, &next), 77);
    assert_int_equal(next, 4);
    buf_deinit(&buf);
}

static void test_a_credential_and_a_number_cast_one_ballot_for_ever(void **state)
{
    struct fixture *fixture = *state;
    struct entries_ballot ballot = {.index = 0, .cid = 1, .number = 5};
    struct entries_ballot found = {.index = 9};
    uint64_t count = 9;

    assert_int_equal(append(fixture, 0, "e0"), 0);
    assert_int_equal(append(fixture, 1, "e1"), 0);
    assert_int_equal(entries_count_once(fixture->entries, &count), 0);
    assert_int_equal(count, 0);
    ballot.credential.bytes[0] = 1;
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), 0);
    assert_int_equal(entries_find_ballot(fixture->entries, &ballot.credential, &found),
                     0);
    assert_int_equal(found.index, 0);
    assert_int_equal(found.cid, 1);
    assert_int_equal(found.number, 5);
    assert_int_equal(entries_count_once(fixture->entries, &count), 0);
    assert_int_equal(count, 1);

    ballot.index = 1;
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), ENTRIES_BALLOTED);
    ballot.number = 6; /* the same credential, another number */
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), ENTRIES_BALLOTED);
    ballot.number = 5; /* the same number, another credential */
    ballot.credential.bytes[0] = 2;
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), ENTRIES_BALLOTED);
    assert_int_equal(entries_find_ballot(fixture->entries, &ballot.credential, &found),
                     ENTRIES_UNKNOWN);

    /* Disqualified: a paper may spend the number again, a ballot may not. */
    assert_int_equal(entries_unspend(fixture->entries, 1, 5), 0);
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), ENTRIES_BALLOTED);
    assert_int_equal(entries_spend(fixture->entries, 1, 5, 1), 0);
    /* The same number elsewhere is another voter's. */
    ballot.cid = 2;
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), 0);
}

static int count_spent(void *context, const struct entries_spent *spent)
{
    int *count = context;

    assert_int_equal(spent->cid, 1);
    assert_int_equal(spent->number, 5 + *count);
    assert_int_equal(spent->index, 0);
    (*count)++;
    return 0;
}

static void test_a_number_is_spent_once_by_any_channel(void **state)
{
    struct fixture *fixture = *state;
    const struct entries_ballot ballot = {.cid = 1, .number = 5};
    int count = 0;

    assert_int_equal(append(fixture, 0, "e0"), 0);
    assert_int_equal(entries_spend(fixture->entries, 1, 5, 0), 0);
    assert_int_equal(entries_spend(fixture->entries, 1, 5, 0), ENTRIES_SPENT);
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), ENTRIES_SPENT);
    assert_int_equal(entries_spend(fixture->entries, 1, 6, 0), 0);
    assert_int_equal(entries_each_spent(fixture->entries, count_spent, &count), 0);
    assert_int_equal(count, 2);
}

static void test_an_alpha_is_entered_once(void **state)
{
    struct fixture *fixture = *state;
    struct point alpha = {{1}};

    assert_int_equal(append(fixture, 0, "e0"), 0);
    assert_int_equal(entries_note_alpha(fixture->entries, &alpha, 0), 0);
    assert_int_equal(entries_note_alpha(fixture->entries, &alpha, 0), ENTRIES_COPIED);
    alpha.bytes[0] = 2;
    assert_int_equal(entries_note_alpha(fixture->entries, &alpha, 0), 0);
}

static int sum_sizes(void *context, uint64_t size, struct span note)
{
    uint64_t *sum = context;

    assert_true(note.size > 0);
    *sum += size;
    return 0;
}

static void test_the_checkpoint_of_an_entry_is_the_first_that_covers_it(void **state)
{
    struct fixture *fixture = *state;
    struct buf note;
    uint64_t size = 0;
    uint64_t sum = 0;

    buf_init(&note, 100);
    assert_int_equal(entries_last_checkpoint(fixture->entries, &size), 0);
    assert_int_equal(size, 0);
    assert_int_equal(entries_keep_checkpoint(fixture->entries, 2, span_of_text("two")),
                     0);
    assert_int_equal(entries_keep_checkpoint(fixture->entries, 5, span_of_text("5")),
                     0);
    assert_int_equal(entries_keep_checkpoint(fixture->entries, 5, span_of_text("five")),
                     0);
    assert_int_equal(entries_checkpoint_after(fixture->entries, 1, &size, &note), 0);
    assert_int_equal(size, 2);
    assert_string_equal(buf_text(&note), "two");
    buf_reset(&note);
    assert_int_equal(entries_checkpoint_after(fixture->entries, 2, &size, &note), 0);
    assert_int_equal(size, 5);
    assert_string_equal(buf_text(&note), "five");
    assert_int_equal(entries_checkpoint_after(fixture->entries, 5, &size, &note),
                     ENTRIES_UNKNOWN);
    assert_int_equal(entries_each_checkpoint(fixture->entries, sum_sizes, &sum), 0);
    assert_int_equal(sum, 7);
    assert_int_equal(entries_last_checkpoint(fixture->entries, &size), 0);
    assert_int_equal(size, 5);
    buf_deinit(&note);
}

static void test_what_a_batch_spent_is_free_again_when_it_is_rolled_back(void **state)
{
    struct fixture *fixture = *state;
    const struct entries_ballot ballot = {.cid = 1, .number = 5};
    uint64_t count = 9;

    assert_int_equal(append(fixture, 0, "e0"), 0);
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), 0);
    db_end(&fixture->guard);
    assert_int_equal(entries_count(fixture->entries, &count), 0);
    assert_int_equal(count, 0);
    assert_int_equal(db_begin(fixture->db, &fixture->guard), 0);
    assert_int_equal(append(fixture, 0, "e0"), 0);
    assert_int_equal(entries_spend_ballot(fixture->entries, &ballot), 0);
    assert_int_equal(db_commit(&fixture->guard), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_entries_come_back_in_order_as_they_went_in),
        TEST(test_a_credential_and_a_number_cast_one_ballot_for_ever),
        TEST(test_a_number_is_spent_once_by_any_channel),
        TEST(test_an_alpha_is_entered_once),
        TEST(test_the_checkpoint_of_an_entry_is_the_first_that_covers_it),
        TEST(test_what_a_batch_spent_is_free_again_when_it_is_rolled_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
