// SPDX-License-Identifier: AGPL-3.0-or-later
#include "send.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "base/hex.h"
#include "net/http.h"
#include "problem.h"
#include "record/receipt.h"
#include "seal/ballot.h"

enum {
    FIRST_PAUSE = 100, /* milliseconds before a ballot is sent again */
    LAST_PAUSE = 3000,
    MILLI = 1000,
    MICRO = 1000000,
    CREDENTIAL_AT = 43,
    STATUS_OK = 200,
    STATUS_CREATED = 201,
    STATUS_TIMEOUT = 408,
    STATUS_TOO_MANY = 429,
    STATUS_SERVER = 500,
};

/* What the threads share. */
struct job {
    const struct voter_settings *settings;
    struct sending *sending;
    atomic_size_t next;
    atomic_int fault;
    char address[HTTP_ADDRESS_SIZE];
};

static struct span ballot_at(const struct sending *sending, size_t place)
{
    return span_of(sending->ballots.data + place * BALLOT_SIZE, BALLOT_SIZE);
}

static bool is_later(unsigned status)
{
    return status == 0 || status >= STATUS_SERVER || status == STATUS_TIMEOUT
           || status == STATUS_TOO_MANY;
}

static void pause_before(unsigned try)
{
    long pause = FIRST_PAUSE;
    struct timespec time;

    while (try > 1 && pause < LAST_PAUSE) {
        pause *= 2;
        try--;
    }
    time.tv_sec = pause / MILLI;
    time.tv_nsec = pause % MILLI * MICRO;
    (void)nanosleep(&time, NULL);
}

static struct http_request request_of(const struct job *job, struct span ballot)
{
    struct http_request request = {
        .verb = HTTP_POST,
        .address = job->address,
        .type = "application/octet-stream",
        .body = ballot,
    };

    if (job->settings->is_asking) {
        request.verb = HTTP_GET;
        request.type = NULL;
        request.body = span_of(NULL, 0);
    }
    return request;
}

/* One try: the status is 0 when there was no answer. */
static int try_once(struct http *http,
                    const struct http_request *request,
                    struct send_outcome *outcome)
{
    struct http_answer answer = {0};
    int r;

    buf_deinit(&outcome->answer);
    r = http_send(http, request, &outcome->answer, &answer);
    if (r < 0) {
        return r;
    }
    outcome->status = r == 0 ? answer.status : 0;
    return 0;
}

/* One ballot, until it is answered or the tries are used up. */
static int settle(const struct job *job,
                  struct http *http,
                  const struct http_request *request,
                  struct send_outcome *outcome)
{
    unsigned try;
    int r;

    r = try_once(http, request, outcome);
    for (try = 1; r == 0 && is_later(outcome->status) && try < job->settings->tries;
         try++) {
        pause_before(try);
        r = try_once(http, request, outcome);
    }
    return r;
}

static int settle_at(const struct job *job, struct http *http, size_t place)
{
    struct span ballot = ballot_at(job->sending, place);
    struct http_request request = request_of(job, ballot);
    char credential[2 * SIGN_KEY_SIZE + 1];
    char path[2 * SIGN_KEY_SIZE + 16];
    char address[HTTP_ADDRESS_SIZE];
    int r;

    if (job->settings->is_asking) {
        hex_encode(span_of(ballot.data + CREDENTIAL_AT, SIGN_KEY_SIZE), credential);
        (void)snprintf(path, sizeof(path), "/%s", credential);
        r = http_address(job->address, path, address);
        if (r != 0) {
            return FOLD(r);
        }
        request.address = address;
    }
    return settle(job, http, &request, &job->sending->outcomes[place]);
}

static void *work(void *user)
{
    CLEANUP(http_freep) struct http *http = NULL;
    struct job *job = user;
    size_t place;
    int r;

    r = http_new(&http);
    while (r == 0 && atomic_load(&job->fault) == 0) {
        place = atomic_fetch_add(&job->next, 1);
        if (place >= job->sending->count) {
            break;
        }
        r = settle_at(job, http, place);
    }
    if (r != 0) {
        atomic_store(&job->fault, r);
    }
    return NULL;
}

static int run(struct job *job)
{
    pthread_t threads[VOTER_CONNECTIONS_MAX];
    unsigned wanted = job->settings->connections;
    unsigned started = 0;

    while (started < wanted && started < job->sending->count) {
        if (pthread_create(&threads[started], NULL, work, job) != 0) {
            break;
        }
        started++;
    }
    if (started == 0 && job->sending->count > 0) {
        return FAULT(FAULT_MEMORY);
    }
    while (started > 0) {
        started--;
        (void)pthread_join(threads[started], NULL);
    }
    return atomic_load(&job->fault);
}

static int
judge(const struct election *election, struct span ballot, struct send_outcome *outcome)
{
    struct receipt_fact fact;
    int r;

    if (is_later(outcome->status)) {
        outcome->result = SEND_LOST;
        return 0;
    }
    if (outcome->status != STATUS_OK && outcome->status != STATUS_CREATED) {
        outcome->result = SEND_REFUSED;
        return problem_slug(
            buf_span(&outcome->answer), outcome->problem, sizeof(outcome->problem));
    }
    r = receipt_check(buf_span(&outcome->answer), &election->log, ballot, &fact);
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        outcome->result = SEND_UNPROVED;
        return 0;
    }
    outcome->result = outcome->status == STATUS_OK ? SEND_REPEATED : SEND_RECORDED;
    outcome->index = fact.index;
    return 0;
}

static int64_t now_in_milliseconds(void)
{
    struct timespec time = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * MILLI + time.tv_nsec / MICRO;
}

static int prepare(struct span ballots, struct sending *out)
{
    size_t i;

    out->ballots = ballots;
    out->count = ballots.size / BALLOT_SIZE;
    out->outcomes = calloc(out->count > 0 ? out->count : 1, sizeof(*out->outcomes));
    if (out->outcomes == NULL) {
        out->count = 0;
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < out->count; i++) {
        buf_init(&out->outcomes[i].answer, RECEIPT_SIZE_MAX);
    }
    return 0;
}

int send_ballots(const struct voter_settings *settings,
                 const struct election *election,
                 struct span ballots,
                 struct sending *out)
{
    struct sending sending = {0};
    struct job job = {.settings = settings, .sending = &sending};
    int64_t began;
    size_t i;
    int r;

    r = http_address(settings->url, "/api/ballots", job.address);
    if (r != 0) {
        return FOLD(r);
    }
    r = prepare(ballots, &sending);
    if (r == 0) {
        began = now_in_milliseconds();
        r = run(&job);
        sending.milliseconds = now_in_milliseconds() - began;
    }
    for (i = 0; r == 0 && i < sending.count; i++) {
        r = judge(election, ballot_at(&sending, i), &sending.outcomes[i]);
    }
    if (r != 0) {
        send_deinit(&sending);
        return r;
    }
    *out = sending;
    return 0;
}

void send_deinit(struct sending *sending)
{
    size_t i;

    for (i = 0; i < sending->count; i++) {
        buf_deinit(&sending->outcomes[i].answer);
    }
    free(sending->outcomes);
    *sending = (struct sending){0};
}

const char *send_result_name(enum send_result result)
{
    static const char *const names[SEND_RESULTS] = {
        [SEND_LOST] = "lost",
        [SEND_RECORDED] = "recorded",
        [SEND_REPEATED] = "repeated",
        [SEND_REFUSED] = "refused",
        [SEND_UNPROVED] = "unproved",
    };

    return result < SEND_RESULTS ? names[result] : "unknown";
}
