// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/hex.h"
#include "core/definition.h"
#include "core/label.h"
#include "desk/submit.h"
#include "desk/waiting.h"
#include "record/entry.h"
#include "record/ledger.h"

#include "console/office.h"
#include "signin/gate.h"

enum {
    DETAIL_SIZE = 300,
};

static const char *const json_type = "application/json";

static const enum problem problems[SUBMIT_REFUSALS] = {
    [SUBMIT_MALFORMED] = PROBLEM_ENTRY,
    [SUBMIT_TYPE] = PROBLEM_TYPE,
    [SUBMIT_SIGNATURE] = PROBLEM_SIGNER,
    [SUBMIT_SIGNER] = PROBLEM_SIGNER,
    [SUBMIT_PINNED] = PROBLEM_PINNED,
    [SUBMIT_DEFINITION] = PROBLEM_DEFINITION,
    [SUBMIT_EXISTS] = PROBLEM_TWICE,
    [SUBMIT_RULES] = PROBLEM_RULE,
    [SUBMIT_RETAINED] = PROBLEM_RETAINED,
    [SUBMIT_NOT_PREPARED] = PROBLEM_AGAIN,
    [SUBMIT_OBJECT_MISSING] = PROBLEM_OBJECT_MISSING,
    [SUBMIT_OTHER_HAND] = PROBLEM_NONE,
    [SUBMIT_CLOSING] = PROBLEM_BUSY,
    [SUBMIT_BUSY] = PROBLEM_BUSY,
};

/* Which rule it was: the officers' tools say it in these words, with the trust's own
 * number of the model's rule, where that has one. */
static const struct {
    const char *words;
    const char *rules;
} rules[LEDGER_REFUSALS] = {
    [LEDGER_BASE] = {"It was made from a state of the record unknown here", NULL},
    [LEDGER_EARLY] = {"It is too early: something else comes first", NULL},
    [LEDGER_NOT_OPEN] = {"The poll has not opened", NULL},
    [LEDGER_CLOSED] = {"The poll has closed", NULL},
    [LEDGER_FROZEN] = {"The box is signed, and nothing more goes into it", NULL},
    [LEDGER_CONSTITUENCY] = {"There is no poll in this constituency", NULL},
    [LEDGER_NUMBER] = {"There is no such voter ID number", NULL},
    [LEDGER_CANCELLED] = {"This voter ID number was cancelled for a newer one", NULL},
    [LEDGER_SPENT] =
        {"A vote of this voter ID number stands, and the first received counts",
         "31, 39"},
    [LEDGER_UNSPENT] = {"No vote of this voter ID number stands", "31"},
    [LEDGER_CHANNEL] = {"Votes of this constituency do not come this way", "19"},
    [LEDGER_TARGET] = {"The entry named is none that this can be said of", NULL},
    [LEDGER_SEQUENCE] = {"It is not the next number: ask for it again", NULL},
    [LEDGER_COUNTS] = {"Its counts are not those of the record", NULL},
    [LEDGER_FLOOR] = {"Fewer online votes than the floor, which is not waived", NULL},
    [LEDGER_EXTENSION] = {"It is not later than the close as it stands", "70"},
};

static int say_rule(const struct site *site, struct reply *reply, int rule)
{
    char label[LABEL_RULES_SIZE];
    char detail[DETAIL_SIZE];

    if (rule <= 0 || rule >= LEDGER_REFUSALS || rules[rule].words == NULL) {
        return reply_problem(reply, PROBLEM_RULE);
    }
    label_rules(desk_definition(site->desk),
                rules[rule].rules != NULL ? rules[rule].rules : "",
                label);
    (void)snprintf(detail,
                   sizeof(detail),
                   rules[rule].rules != NULL ? "%s (%s)." : "%s.",
                   rules[rule].words,
                   label);
    return reply_problem_detail(reply, PROBLEM_RULE, detail);
}

/* Which object, so that the tool can send it. */
static int say_missing(struct reply *reply, const struct object_ref *object)
{
    char digest[2 * DIGEST_SIZE + 1];
    char detail[DETAIL_SIZE];

    hex_encode(SPAN(object->digest), digest);
    (void)snprintf(detail,
                   sizeof(detail),
                   "PUT it, %" PRIu64 " bytes, to /api/objects/%s, then send the entry "
                   "again.",
                   object->size,
                   digest);
    return reply_problem_detail(reply, PROBLEM_OBJECT_MISSING, detail);
}

/* Whether every officer among the signers may act, as far as rule 69 goes. What is no
 * entry, and whether the signatures are right, the desk finds out. */
static int check_signers(const struct site *site, struct span body)
{
    const struct definition *definition = desk_definition(site->desk);
    struct entry entry;
    size_t i;
    int r = 0;

    if (definition == NULL || submission_parse(body, &entry) != 0
        || entry.type == ENTRY_DEFINITION) {
        return 0;
    }
    for (i = 0; r == 0 && i < entry.signer_count; i++) {
        if (definition_officer(definition, &entry.signers[i].key) != NULL) {
            r = office_sworn(site, &entry.signers[i].key);
        }
    }
    return r;
}

int serve_entries_post(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    struct submitted submitted = {0};
    int r = check_signers(site, request->body);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    r = desk_submit(site->desk, request->body, &submitted);
    if (r < 0) {
        return r;
    }
    if (r == 0) {
        buf_printf(reply_begin(reply, 201, json_type),
                   "{\"index\":%" PRIu64 "}\n",
                   submitted.index);
        return 0;
    }
    if (r == SUBMIT_OTHER_HAND) {
        buf_put_text(reply_begin(reply, 202, json_type),
                     "{\"waiting\":\"second officer\"}\n");
        return 0;
    }
    if (r == SUBMIT_OBJECT_MISSING) {
        return say_missing(reply, &submitted.object);
    }
    if (r == SUBMIT_RULES) {
        return say_rule(site, reply, submitted.rule);
    }
    return r < SUBMIT_REFUSALS ? reply_problem(reply, problems[r]) : FOLD(r);
}

static bool read_digest(const struct request *request, struct digest *out)
{
    return hex_decode(request->captures[0], out->bytes, sizeof(out->bytes)) == 0;
}

int serve_objects_admit(const struct site *site,
                        const struct request *request,
                        size_t *limit)
{
    struct digest digest;
    uint64_t size = 0;
    int r;

    if (!read_digest(request, &digest)) {
        return PROBLEM_NOT_FOUND;
    }
    r = desk_object_expected(site->desk, &digest, &size);
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        return PROBLEM_OBJECT_UNEXPECTED;
    }
    if (size > *limit) {
        return PROBLEM_TOO_LARGE;
    }
    *limit = (size_t)size;
    return 0;
}

int serve_objects_put(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct digest digest;
    int r;

    if (!read_digest(request, &digest)) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    r = desk_object_put(site->desk, &digest, request->body);
    if (r < 0) {
        return r;
    }
    if (r == DESK_PUT_UNEXPECTED) {
        return reply_problem(reply, PROBLEM_OBJECT_UNEXPECTED);
    }
    if (r != 0) {
        return reply_problem(reply, PROBLEM_OBJECT);
    }
    buf_put_text(reply_begin(reply, 201, json_type), "{}\n");
    return 0;
}

int serve_unsigned(const struct site *site,
                   const struct request *request,
                   struct reply *reply)
{
    struct sign_key officer;
    int r = gate_officer(site, request, &officer);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_KEYLESS);
    }
    r = office_sworn(site, &officer);
    if (r != 0) {
        return office_refuse(reply, r);
    }
    return FOLD(desk_waiting_json(site->desk, reply_begin(reply, 200, json_type)));
}
