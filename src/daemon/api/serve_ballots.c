// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/moment.h"
#include "core/constituency.h"
#include "desk/cast.h"

enum {
    DETAIL_SIZE = 200,
    RECEIPT_MAX = 64 << 10,
};

static const char *const receipt_type = "text/plain; charset=utf-8";

static const enum problem problems[CAST_REFUSALS] = {
    [CAST_MALFORMED] = PROBLEM_BALLOT,
    [CAST_OTHER_ELECTION] = PROBLEM_ELECTION,
    [CAST_NOT_OPEN] = PROBLEM_NOT_OPEN,
    [CAST_CLOSED] = PROBLEM_CLOSED,
    [CAST_UNKNOWN] = PROBLEM_CREDENTIAL,
    [CAST_CANCELLED] = PROBLEM_CANCELLED,
    [CAST_SPENT] = PROBLEM_SPENT,
    [CAST_STRUCK] = PROBLEM_CANCELLED,
    [CAST_OTHER_KEY] = PROBLEM_CREDENTIAL,
    [CAST_MISPLACED] = PROBLEM_MISPLACED,
    [CAST_DECLARATION] = PROBLEM_DECLARATION,
    [CAST_COPIED] = PROBLEM_COPY,
    [CAST_SIGNATURE] = PROBLEM_SIGNATURE,
    [CAST_PROOF] = PROBLEM_PROOF,
    [CAST_STOPPED] = PROBLEM_STOPPED,
    [CAST_BUSY] = PROBLEM_BUSY,
};

/* The first vote stands: when it came, and how. */
static int say_spent(struct reply *reply, const struct cast_answer *answer)
{
    char when[MOMENT_PEOPLE_SIZE];
    char detail[DETAIL_SIZE];

    moment_people(answer->spent_at, when);
    (void)snprintf(
        detail,
        sizeof(detail),
        "A vote was received at %s (%s), and it stands. If it was not yours, "
        "ring the returning officer.",
        when,
        constituency_channel_name(answer->spent_by));
    return reply_problem_detail(reply, PROBLEM_SPENT, detail);
}

static int say_refusal(struct reply *reply, const struct cast_answer *answer)
{
    if (answer->result < 0 || answer->result >= CAST_REFUSALS) {
        return reply_problem(reply, PROBLEM_FAULT);
    }
    if (answer->result == CAST_SPENT && answer->spent_at > 0) {
        return say_spent(reply, answer);
    }
    return reply_problem(reply, problems[answer->result]);
}

/* On the committer's thread. */
static void answer_later(void *context, const struct cast_answer *answer)
{
    struct reply reply;

    reply_init(&reply);
    if (answer->result == 0) {
        buf_put_span(reply_begin(&reply, answer->is_again ? 200 : 201, receipt_type),
                     answer->receipt);
    } else if (say_refusal(&reply, answer) != 0) {
        reply.problem = PROBLEM_FAULT;
    }
    reply_answer(context, &reply);
    reply_deinit(&reply);
}

int serve_ballots_cast(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    const struct cast cast = {.ballot = request->body,
                              .arrived = request->arrived,
                              .done = answer_later,
                              .context = reply->ticket};
    struct cast_answer answer = {.spent_at = 0};

    answer.result = desk_cast(site->desk, &cast, &answer);
    if (answer.result == 0) {
        return REPLY_LATER;
    }
    return answer.result < 0 ? answer.result : say_refusal(reply, &answer);
}

int serve_ballots_find(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    struct sign_key credential;
    struct buf receipt;
    int r;

    if (hex_decode(request->captures[0], credential.bytes, sizeof(credential.bytes))
        != 0) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    buf_init(&receipt, RECEIPT_MAX);
    r = desk_receipt(site->desk, &credential, &receipt);
    if (r == 0) {
        buf_put_span(reply_begin(reply, 200, receipt_type), buf_span(&receipt));
    } else if (r > 0) {
        r = reply_problem(reply, PROBLEM_NO_RECEIPT);
    }
    buf_deinit(&receipt);
    return r;
}
