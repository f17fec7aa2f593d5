// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/gather.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/hex.h"
#include "desk/publish.h"
#include "desk/tick.h"
#include "record/policy.h"
#include "record/receipt.h"
#include "sentry_help.h"
#include "town.h"

enum {
    WITNESSES = 2,
    PATIENCE = 12000, /* steps of a twentieth of a second */
};

static int64_t now_there;

static int64_t watch(void)
{
    return now_there;
}

static struct town *town;
static struct vkey log_key;
static struct sign_secret *log_secret;
static struct sentry posts[WITNESSES];
static struct herald *herald;
static struct gather *gather;

/* The key by which the town's log signs. */
static void read_log(void)
{
    struct buf text;
    struct sign_seed seed;
    char path[FILE_PATH_SIZE];

    buf_init(&text, 100);
    assert_int_equal(file_join(town->dir, "daemon.key", path), 0);
    assert_int_equal(file_read(path, &text), 0);
    assert_int_equal(
        hex_decode(span_of(text.data, text.size - 1), seed.bytes, sizeof(seed.bytes)),
        0);
    assert_int_equal(sign_secret_from_seed(&seed, &log_secret), 0);
    assert_int_equal(
        vkey_make(
            town->definition->origin, VKEY_LOG, sign_secret_key(log_secret), &log_key),
        0);
    buf_deinit(&text);
}

/* The policy names both witnesses; of `need` their signatures make a quorum. */
static void name_witnesses(const char *need)
{
    struct definition *definition = town->definition;
    size_t i;

    definition->policy_line_count = 0;
    for (i = 0; i < WITNESSES; i++) {
        struct buf line;

        buf_init(&line, POLICY_LINE_SIZE);
        buf_printf(&line, "witness w%zu ", i);
        vkey_write(&posts[i].key, &line);
        (void)snprintf(definition->policy[definition->policy_line_count++],
                       POLICY_LINE_SIZE,
                       "%s",
                       buf_text(&line));
        buf_deinit(&line);
    }
    (void)snprintf(definition->policy[definition->policy_line_count++],
                   POLICY_LINE_SIZE,
                   "group g %s w0 w1",
                   need);
    (void)snprintf(definition->policy[definition->policy_line_count++],
                   POLICY_LINE_SIZE,
                   "quorum g");
}

/* A town whose definition names two witnesses; they do not listen yet. */
static int set_up(void **state)
{
    struct herald_options options = {.count = WITNESSES};
    size_t i;

    if (town_set_up(state) != 0) {
        return -1;
    }
    town = *state;
    now_there = 0;
    read_log();
    for (i = 0; i < WITNESSES; i++) {
        sentry_make(&posts[i],
                    i == 0 ? "first.example" : "second.example",
                    &log_key,
                    town->clock);
        options.addresses[i] = posts[i].address;
    }
    assert_int_equal(herald_start(&options, &herald), 0);
    assert_int_equal(gather_new(town->desk, herald, watch, &gather), 0);
    return 0;
}

static int tear_down(void **state)
{
    size_t i;

    gather_free(gather);
    herald_free(herald);
    for (i = 0; i < WITNESSES; i++) {
        sentry_drop(&posts[i]);
    }
    sign_secret_free(log_secret);
    return town_tear_down(state);
}

/* A second of the watch, a twentieth of a real one. */
static int step(void)
{
    const struct timespec pause = {.tv_nsec = 50000000};
    int r = gather_step(gather);

    (void)nanosleep(&pause, NULL);
    now_there++;
    return r;
}

/* Steps until the policy is met for so many entries. */
static void gather_until(uint64_t size)
{
    int steps;

    for (steps = 0; steps < PATIENCE && desk_witnessed(town->desk).size < size;
         steps++) {
        assert_int_equal(step(), 0);
    }
    assert_int_equal(desk_witnessed(town->desk).size, size);
}

/* Goes on from a signed statement: the roll, and the poll is open. */
static void open_poll(struct town *of)
{
    assert_int_equal(town_sign(of, ENTRY_ROLL, TOWN_RETURNING), 0);
    town_set_clock(of, town_at(of, STEP_OPEN));
    assert_int_equal(desk_tick(of->desk), 0);
}

static uint64_t size_now(struct tree_head *out)
{
    struct checkpoint checkpoint;
    enum publish_kind kind;
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    assert_int_equal(desk_publish(town->desk, "checkpoint", &kind, &note), 0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    buf_deinit(&note);
    if (out != NULL) {
        *out = checkpoint.head;
    }
    return checkpoint.head.size;
}

/* How many of the witnesses signed the note that is served under a size. */
static unsigned signers(uint64_t size)
{
    struct checkpoint checkpoint;
    enum publish_kind kind;
    unsigned count = 0;
    struct buf note;
    char path[64];
    size_t i;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    (void)snprintf(path, sizeof(path), "cosigned/%llu", (unsigned long long)size);
    assert_int_equal(desk_publish(town->desk, path, &kind, &note), 0);
    assert_int_equal(kind, PUBLISH_COSIGNED);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(checkpoint_verify(&checkpoint, &log_key), 0);
    for (i = 0; i < WITNESSES; i++) {
        int64_t time = 0;

        count += checkpoint_cosigned(&checkpoint, &posts[i].key, &time) == 0 ? 1 : 0;
    }
    assert_int_equal(checkpoint.line_count, count + 1);
    buf_deinit(&note);
    return count;
}

static void test_what_witnesses_sign_is_kept_and_served(void **state)
{
    enum publish_kind kind;
    struct buf sizes;

    (void)state;
    buf_init(&sizes, 1000);
    sentry_start(&posts[0]);
    sentry_start(&posts[1]);
    assert_int_equal(gather_meet(gather), 0);
    name_witnesses("all");
    town_settle(town);
    assert_int_equal(gather_meet(gather), 0);
    gather_until(2);
    assert_int_equal(signers(2), WITNESSES);
    open_poll(town);
    gather_until(size_now(NULL));
    assert_int_equal(signers(size_now(NULL)), WITNESSES);
    assert_int_equal(desk_witnessed(town->desk).witnesses, WITNESSES);
    assert_int_equal(desk_witnessed(town->desk).answering, WITNESSES);
    assert_int_equal(desk_publish(town->desk, "cosigned/sizes", &kind, &sizes), 0);
    assert_string_equal(buf_text(&sizes), "2\n4\n");
    assert_int_equal(desk_publish(town->desk, "cosigned/5", &kind, &sizes),
                     PUBLISH_UNKNOWN);
    assert_int_equal(desk_publish(town->desk, "cosigned/../checkpoint", &kind, &sizes),
                     PUBLISH_UNKNOWN);
    buf_deinit(&sizes);
}

static void test_one_that_is_dead_holds_up_nobody(void **state)
{
    (void)state;
    sentry_start(&posts[1]);
    name_witnesses("any");
    town_settle(town);
    gather_until(2);
    open_poll(town);
    gather_until(4);
    assert_int_equal(signers(4), 1);
    sentry_start(&posts[0]);
    now_there += 1000;
    while (signers(size_now(NULL)) < WITNESSES) {
        assert_int_equal(step(), 0);
        now_there += 1000;
    }
}

static void test_fewer_than_the_policy_asks_for_witness_nothing(void **state)
{
    int steps;

    (void)state;
    sentry_start(&posts[1]);
    name_witnesses("all");
    town_define(town);
    for (steps = 0; steps < PATIENCE && desk_witnessed(town->desk).answering == 0;
         steps++) {
        assert_int_equal(step(), 0);
    }
    assert_int_equal(signers(1), 1);
    assert_int_equal(desk_witnessed(town->desk).size, 0);
}

static void test_a_receipt_is_under_a_witnessed_checkpoint(void **state)
{
    const struct town_parcel *parcel;
    struct checkpoint checkpoint;
    struct receipt_fact fact;
    struct ballot parsed;
    uint8_t ballot[BALLOT_SIZE];
    struct buf receipt;
    const char *note;
    int64_t time = 0;

    (void)state;
    buf_init(&receipt, RECEIPT_SIZE_MAX);
    sentry_start(&posts[0]);
    sentry_start(&posts[1]);
    name_witnesses("all");
    town_begin(town);
    parcel = town_token(town, "Ada Able");
    town_ballot(town, parcel, 1, ballot);
    assert_int_equal(town_cast(town, ballot, &receipt).result, 0);
    assert_null(strstr(buf_text(&receipt), "first.example"));
    gather_until(size_now(NULL));
    assert_int_equal(ballot_parse(SPAN(ballot), &parsed), 0);
    buf_reset(&receipt);
    assert_int_equal(desk_receipt(town->desk, &parsed.credential, &receipt), 0);
    assert_int_equal(receipt_check(buf_span(&receipt), &log_key, SPAN(ballot), &fact),
                     0);
    note = strstr(buf_text(&receipt), "\n\n");
    assert_non_null(note);
    assert_int_equal(checkpoint_parse(span_of_text(note + 2), &checkpoint), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &posts[0].key, &time), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &posts[1].key, &time), 0);
    buf_deinit(&receipt);
}

static bool has_proof(void)
{
    struct buf note;
    char path[FILE_PATH_SIZE];
    bool answer;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    assert_int_equal(file_join(town->dir, "witnessed", path), 0);
    answer = file_read(path, &note) == 0
             && strstr(buf_text(&note), "second.example") != NULL;
    buf_deinit(&note);
    return answer;
}

static void test_more_entries_seen_elsewhere_end_it(void **state)
{
    struct tree_head head;

    (void)state;
    name_witnesses("any");
    town_define(town);
    (void)size_now(&head);
    head.size += 5;
    sentry_show(&posts[1], &head, log_secret);
    sentry_start(&posts[0]);
    sentry_start(&posts[1]);
    assert_int_equal(gather_meet(gather), GATHER_OLDER);
    assert_int_equal(gather_proof(gather).witness, 1);
    assert_int_equal(gather_proof(gather).size, head.size);
    assert_true(has_proof());
}

static void test_other_entries_seen_elsewhere_end_it(void **state)
{
    struct tree_head head;

    (void)state;
    name_witnesses("any");
    town_define(town);
    (void)size_now(&head);
    head.root.bytes[0] ^= 1;
    sentry_show(&posts[1], &head, log_secret);
    sentry_start(&posts[1]);
    assert_int_equal(gather_meet(gather), GATHER_FORKED);
    assert_int_equal(gather_proof(gather).witness, 1);
    assert_true(has_proof());
}

/* It comes to light later too: with the witness that was not reached at first. */
static void test_another_history_is_found_out_when_the_witness_is_reached(void **state)
{
    struct tree_head head;
    int steps;
    int r = 0;

    (void)state;
    name_witnesses("any");
    town_define(town);
    assert_int_equal(step(), 0);
    (void)size_now(&head);
    head.root.bytes[0] ^= 1;
    sentry_show(&posts[1], &head, log_secret);
    sentry_start(&posts[1]);
    for (steps = 0; steps < PATIENCE && r == 0; steps++) {
        now_there += 1000;
        r = step();
    }
    assert_int_equal(r, GATHER_FORKED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_what_witnesses_sign_is_kept_and_served, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_one_that_is_dead_holds_up_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_fewer_than_the_policy_asks_for_witness_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_receipt_is_under_a_witnessed_checkpoint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_more_entries_seen_elsewhere_end_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_other_entries_seen_elsewhere_end_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_another_history_is_found_out_when_the_witness_is_reached,
            set_up,
            tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
