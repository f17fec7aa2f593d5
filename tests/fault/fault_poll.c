// SPDX-License-Identifier: AGPL-3.0-or-later
/* The poll under trouble: its opening, ballots, replacements, its close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/overview.h"
#include "desk/replace.h"
#include "desk/tick.h"
#include "endure.h"
#include "posted.h"
#include "record/receipt.h"
#include "trouble.h"

static int tick(struct town *town)
{
    return desk_tick(town->desk);
}

static bool is_open(struct town *town)
{
    return desk_facts(town->desk).has_open;
}

static bool is_closed(struct town *town)
{
    return desk_facts(town->desk).has_close;
}

static void test_open_stands_or_not(void **state)
{
    const struct trial trial = {"open", NULL, tick, is_open, true};
    struct town *town = *state;

    town_issue(town);
    town_set_clock(town, town_at(town, STEP_OPEN));
    endure(town, &trial);
}

static void test_close_stands_or_not(void **state)
{
    const struct trial trial = {"close", NULL, tick, is_closed, true};
    struct town *town = *state;

    town_begin(town);
    town_set_clock(town, desk_close_at(town->desk) + 2);
    endure(town, &trial);
}

/* What the voter of the ballot was told. */
static struct {
    uint8_t ballot[BALLOT_SIZE];
    unsigned times;
    int result;
    size_t receipt_size;
} voter;

static void hear(void *context, const struct cast_answer *answer)
{
    (void)context;
    voter.times++;
    voter.result = answer->result;
    voter.receipt_size = answer->receipt.size;
}

/* The answer comes once, and a receipt only with success. */
static int cast(struct town *town)
{
    struct cast_answer spent = {0};
    const struct cast order = {
        .ballot = SPAN(voter.ballot),
        .arrived = desk_now(town->desk),
        .done = hear,
    };
    size_t told = 0;
    int r;

    voter.times = 0;
    r = desk_cast(town->desk, &order, &spent);
    if (r != 0) {
        assert_int_equal(voter.times, 0);
        return r;
    }
    r = desk_step(town->desk, &told);
    assert_int_equal(voter.times, 1);
    assert_int_equal(voter.receipt_size > 0, voter.result == 0);
    assert_true(r == 0 || voter.result == r);
    return voter.result;
}

static bool has_cast(struct town *town)
{
    struct ballot ballot;
    struct buf receipt;
    int r;

    assert_int_equal(ballot_parse(SPAN(voter.ballot), &ballot), 0);
    buf_init(&receipt, RECEIPT_SIZE_MAX);
    r = desk_receipt(town->desk, &ballot.credential, &receipt);
    buf_deinit(&receipt);
    assert_true(r == 0 || r == CAST_UNKNOWN);
    return r == 0;
}

static void test_a_ballot_is_recorded_and_acknowledged_or_not(void **state)
{
    const struct trial trial = {"cast", NULL, cast, has_cast, false};
    struct town *town = *state;

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, voter.ballot);
    endure(town, &trial);
}

static void ready_replacement(struct town *town)
{
    int r = town_ask(town, "P1", REGISTER_LOST);

    assert_true(r == 0 || r == REPLACE_PENDING);
    posted_make(town, town_replacement(town), TOWN_RETURNING);
}

static void test_a_replacement_is_recorded_and_kept_or_not(void **state)
{
    const struct trial trial = {
        "replace", ready_replacement, posted_submit, endure_has_entry, false};
    struct town *town = *state;

    town_begin(town);
    endure(town, &trial);
}

static int ask(struct town *town)
{
    return town_ask(town, "P1", REGISTER_LOST);
}

static bool waits(struct town *town)
{
    struct overview overview;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    return overview.waiting.replacements == 1;
}

static void test_a_replacement_is_asked_for_or_not(void **state)
{
    const struct trial trial = {"ask for a replacement", NULL, ask, waits, false};
    struct town *town = *state;

    town_begin(town);
    endure(town, &trial);
}

static void ready_note(struct town *town)
{
    struct document *document = town_document(town, ENTRY_NOTE, 0);

    document->of.note.kind = NOTE_OTHER;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "note");
    posted_make(town, document, TOWN_RETURNING);
}

static void test_a_document_is_recorded_or_not(void **state)
{
    const struct trial trial = {
        "note", ready_note, posted_submit, endure_has_entry, false};
    struct town *town = *state;

    town_begin(town);
    endure(town, &trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_open_stands_or_not),
        TOWN_TEST(test_close_stands_or_not),
        TOWN_TEST(test_a_ballot_is_recorded_and_acknowledged_or_not),
        TOWN_TEST(test_a_replacement_is_asked_for_or_not),
        TOWN_TEST(test_a_replacement_is_recorded_and_kept_or_not),
        TOWN_TEST(test_a_document_is_recorded_or_not),
    };

    trouble_prepare();
    return cmocka_run_group_tests(tests, NULL, posted_end);
}
