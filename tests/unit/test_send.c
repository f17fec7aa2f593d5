// SPDX-License-Identifier: AGPL-3.0-or-later
#include "send.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "answers_help.h"
#include "base/hex.h"
#include "make.h"
#include "record/entry.h"
#include "record/receipt.h"
#include "seal/ballot.h"
#include "seal/hash.h"
#include "seal/point.h"

enum {
    TEXT_SIZE = 8192,
};

/* An election, its log's key and two ballots of it. */
struct sample {
    struct election election;
    struct sign_secret *log;
    struct buf ballots;
};

static void make_sample(struct sample *out)
{
    struct sign_seed seed = {{9}};

    memset(out, 0, sizeof(*out));
    out->election.key = point_base;
    out->election.count = 1;
    out->election.lists[0] = (struct election_list){true, {METHOD_STV, 9, 9}, 1};
    assert_int_equal(sign_secret_from_seed(&seed, &out->log), 0);
    assert_int_equal(
        vkey_make(
            "vote.example/r", VKEY_LOG, sign_secret_key(out->log), &out->election.log),
        0);
    buf_init(&out->ballots, VOTER_FILE_MAX);
    assert_int_equal(make_ballots(span_of_text("041061050R3GG28A1C60T3GFE.1.77\t3,1,9\n"
                                               "041061050R3GG28A1C60T3GFE.1.78\t2\n"),
                                  &out->election,
                                  &out->ballots),
                     0);
}

static void drop_sample(struct sample *sample)
{
    buf_deinit(&sample->ballots);
    sign_secret_free(sample->log);
}

static struct span ballot_at(const struct sample *sample, size_t place)
{
    return span_of(sample->ballots.data + place * BALLOT_SIZE, BALLOT_SIZE);
}

/* The receipt of a log that holds this ballot alone, as an answer of a daemon. */
static void
make_answer(const struct sample *sample, size_t place, const char *line, char *out)
{
    struct entry entry = {
        .type = ENTRY_BALLOT, .time = 1781000040, .ballot = ballot_at(sample, place)};
    struct receipt receipt = {0};
    struct tree_head head = {.size = 1};
    struct buf bytes;
    struct buf note;
    struct buf text;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_init(&text, RECEIPT_SIZE_MAX);
    assert_int_equal(entry_write(&entry, &bytes), 0);
    entry_leaf(buf_span(&bytes), &head.root);
    assert_int_equal(checkpoint_write(&head, &sample->election.log, sample->log, &note),
                     0);
    receipt.entry = buf_span(&bytes);
    receipt.checkpoint = buf_span(&note);
    assert_int_equal(receipt_write(&receipt, &text), 0);
    assert_true(snprintf(out,
                         TEXT_SIZE,
                         "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n%s",
                         line,
                         text.size,
                         buf_text(&text))
                < TEXT_SIZE);
    buf_deinit(&bytes);
    buf_deinit(&note);
    buf_deinit(&text);
}

static struct voter_settings settings_for(const struct answers *server)
{
    return (struct voter_settings){
        .url = server->address, .connections = 1, .tries = 3};
}

static void test_good_receipts_are_recorded_votes(void **state)
{
    struct sample sample;
    struct answers server;
    struct voter_settings settings;
    struct sending sending;
    char first[TEXT_SIZE];
    char second[TEXT_SIZE];

    (void)state;
    make_sample(&sample);
    make_answer(&sample, 0, "201 Created", first);
    make_answer(&sample, 1, "200 OK", second);
    answers_start(&server, first, second);
    settings = settings_for(&server);
    assert_int_equal(
        send_ballots(&settings, &sample.election, buf_span(&sample.ballots), &sending),
        0);
    answers_stop(&server);
    assert_int_equal(sending.count, 2);
    assert_int_equal(sending.outcomes[0].result, SEND_RECORDED);
    assert_int_equal(sending.outcomes[0].index, 0);
    assert_int_equal(sending.outcomes[1].result, SEND_REPEATED);
    assert_int_equal(server.connections, 1);
    assert_memory_equal(server.heard, "POST /api/ballots HTTP/1.1\r\n", 28);
    assert_memory_equal(server.heard + server.heard_size - BALLOT_SIZE,
                        ballot_at(&sample, 1).data,
                        BALLOT_SIZE);
    send_deinit(&sending);
    drop_sample(&sample);
}

/* A receipt of another ballot, a receipt of another log, and no receipt at all. */
static void test_a_receipt_that_is_not_good_is_no_vote(void **state)
{
    struct sample sample;
    struct answers server;
    struct voter_settings settings;
    struct sending sending;
    char first[TEXT_SIZE];

    (void)state;
    make_sample(&sample);
    make_answer(&sample, 1, "201 Created", first);
    answers_start(
        &server, first, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
    settings = settings_for(&server);
    assert_int_equal(
        send_ballots(&settings, &sample.election, buf_span(&sample.ballots), &sending),
        0);
    answers_stop(&server);
    assert_int_equal(sending.outcomes[0].result, SEND_UNPROVED);
    assert_int_equal(sending.outcomes[1].result, SEND_UNPROVED);
    send_deinit(&sending);

    make_answer(&sample, 0, "201 Created", first);
    answers_start(&server, first, NULL);
    settings = settings_for(&server);
    assert_int_equal(vkey_make("vote.example/s",
                               VKEY_LOG,
                               sign_secret_key(sample.log),
                               &sample.election.log),
                     0);
    assert_int_equal(
        send_ballots(&settings, &sample.election, ballot_at(&sample, 0), &sending), 0);
    answers_stop(&server);
    assert_int_equal(sending.outcomes[0].result, SEND_UNPROVED);
    send_deinit(&sending);
    drop_sample(&sample);
}

static void test_a_refusal_is_named_and_not_tried_again(void **state)
{
    const char problem[] = "HTTP/1.1 409 Conflict\r\nContent-Length: 37\r\n\r\n"
                           "{\"type\":\"/problems/credential-spent\"}";
    struct sample sample;
    struct answers server;
    struct voter_settings settings;
    struct sending sending;

    (void)state;
    make_sample(&sample);
    answers_start(&server, problem, NULL);
    settings = settings_for(&server);
    assert_int_equal(
        send_ballots(&settings, &sample.election, ballot_at(&sample, 0), &sending), 0);
    answers_stop(&server);
    assert_int_equal(sending.outcomes[0].result, SEND_REFUSED);
    assert_string_equal(sending.outcomes[0].problem, "credential-spent");
    send_deinit(&sending);
    drop_sample(&sample);
}

static void test_the_same_ballot_is_sent_again_when_the_answer_is_lost(void **state)
{
    const char *const later = "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n";
    struct sample sample;
    struct answers server;
    struct voter_settings settings;
    struct sending sending;
    char answer[TEXT_SIZE];

    (void)state;
    make_sample(&sample);
    make_answer(&sample, 0, "200 OK", answer);
    answers_start_all(&server, (const char *const[]){later, later, answer, NULL});
    settings = settings_for(&server);
    assert_int_equal(
        send_ballots(&settings, &sample.election, ballot_at(&sample, 0), &sending), 0);
    answers_stop(&server);
    assert_int_equal(sending.outcomes[0].result, SEND_REPEATED);
    send_deinit(&sending);

    answers_start_all(&server, (const char *const[]){later, later, later, NULL});
    settings = settings_for(&server);
    assert_int_equal(
        send_ballots(&settings, &sample.election, ballot_at(&sample, 0), &sending), 0);
    answers_stop(&server);
    assert_int_equal(sending.outcomes[0].result, SEND_LOST);
    send_deinit(&sending);

    /* Nobody there at all. */
    settings.tries = 1;
    assert_int_equal(
        send_ballots(&settings, &sample.election, ballot_at(&sample, 0), &sending), 0);
    assert_int_equal(sending.outcomes[0].result, SEND_LOST);
    send_deinit(&sending);
    drop_sample(&sample);
}

static void test_asking_names_the_credential_and_sends_no_ballot(void **state)
{
    struct sample sample;
    struct answers server;
    struct voter_settings settings;
    struct sending sending;
    char answer[TEXT_SIZE];
    char expected[128];
    char credential[2 * SIGN_KEY_SIZE + 1];

    (void)state;
    make_sample(&sample);
    make_answer(&sample, 0, "200 OK", answer);
    answers_start(&server, answer, NULL);
    settings = settings_for(&server);
    settings.is_asking = true;
    assert_int_equal(
        send_ballots(&settings, &sample.election, ballot_at(&sample, 0), &sending), 0);
    answers_stop(&server);
    assert_int_equal(sending.outcomes[0].result, SEND_REPEATED);
    hex_encode(span_of(ballot_at(&sample, 0).data + 43, SIGN_KEY_SIZE), credential);
    (void)snprintf(
        expected, sizeof(expected), "GET /api/ballots/%s HTTP/1.1\r\n", credential);
    assert_memory_equal(server.heard, expected, strlen(expected));
    assert_null(strstr(server.heard, "Content-Length"));
    send_deinit(&sending);
    drop_sample(&sample);
}

static void test_results_have_names(void **state)
{
    int result;

    (void)state;
    for (result = 0; result < SEND_RESULTS; result++) {
        assert_string_not_equal(send_result_name((enum send_result)result), "unknown");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_receipts_are_recorded_votes),
        cmocka_unit_test(test_a_receipt_that_is_not_good_is_no_vote),
        cmocka_unit_test(test_a_refusal_is_named_and_not_tried_again),
        cmocka_unit_test(test_the_same_ballot_is_sent_again_when_the_answer_is_lost),
        cmocka_unit_test(test_asking_names_the_credential_and_sends_no_ballot),
        cmocka_unit_test(test_results_have_names),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
