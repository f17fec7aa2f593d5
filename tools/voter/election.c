// SPDX-License-Identifier: AGPL-3.0-or-later
#include "election.h"

#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "core/document.h"
#include "net/http.h"
#include "seal/code.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "voter.h"
#include "wire/codec.h"
#include "wire/node.h"

enum {
    ANSWER_SIZE_MAX = 16 * 1024 * 1024, /* with the candidates' own statements */
    STATUS_OK = 200,
};

static int fetch(const char *url, struct buf *out)
{
    CLEANUP(http_freep) struct http *http = NULL;
    char address[HTTP_ADDRESS_SIZE];
    struct http_request request = {.verb = HTTP_GET, .address = address};
    struct http_answer answer;
    int r;

    r = http_new(&http);
    if (r != 0) {
        return r;
    }
    r = http_address(url, "/api/election", address);
    if (r == 0) {
        r = http_send(http, &request, out, &answer);
    }
    if (r > 0) {
        voter_say("%s: %s", url, http_refusal_name(r));
        return ELECTION_ABSENT;
    }
    if (r == 0 && answer.status != STATUS_OK) {
        voter_say("%s: answer %u to /api/election", url, answer.status);
        return ELECTION_ABSENT;
    }
    return r;
}

/* A document that is one member of the answer; NULL where the answer says null. */
static int read_document(struct node *root,
                         const char *name,
                         enum entry_type type,
                         struct document **out)
{
    struct node_complaint why;
    struct node member = node_member(root, name);
    int r;

    if (!node_is_text(&member)) {
        return 0;
    }
    r = codec_parse(node_span(&member), type, &why, out);
    if (r > 0) {
        voter_say("the %s: %s", name, why.text);
        return ELECTION_ABSENT;
    }
    return r;
}

static void read_list(const struct constituency *constituency,
                      const struct nominees *nominees,
                      struct election_list *out)
{
    unsigned candidates = nominees == NULL ? 0 : (unsigned)nominees->count;

    *out = (struct election_list){
        .is_contested = nominees != NULL && nominees->outcome == OUTCOME_CONTESTED,
        .wordings = (unsigned)constituency->wording_count,
        .rules = {.method = constituency->method,
                  .candidates = candidates,
                  .marks = constituency_marks_max(constituency, candidates)},
    };
}

static int reduce(const struct definition *definition,
                  const struct statement *statement,
                  struct election *out)
{
    size_t i;

    if (statement != NULL && statement->count != definition->constituency_count) {
        return ELECTION_ABSENT;
    }
    if (point_decode(SPAN(definition->election_key.bytes), &out->key) != 0
        || vkey_make(definition->origin, VKEY_LOG, &definition->log, &out->log) != 0) {
        return ELECTION_ABSENT;
    }
    out->count = definition->constituency_count;
    for (i = 0; i < out->count; i++) {
        read_list(&definition->constituencies[i],
                  statement == NULL ? NULL : &statement->lists[i],
                  &out->lists[i]);
    }
    return 0;
}

static int read_answer(struct node *root, struct election *out)
{
    CLEANUP(document_freep) struct document *definition = NULL;
    CLEANUP(document_freep) struct document *statement = NULL;
    struct node text;
    struct digest digest;
    int r;

    r = read_document(root, "definition", ENTRY_DEFINITION, &definition);
    if (r == 0) {
        r = read_document(root, "statement", ENTRY_STATEMENT, &statement);
    }
    if (r != 0) {
        return r;
    }
    if (definition == NULL) {
        voter_say("there is no election here yet");
        return ELECTION_ABSENT;
    }
    text = node_member(root, "definition");
    hash_sha256(node_span(&text), &digest);
    memcpy(out->eid.bytes, digest.bytes, EID_SIZE);
    r = reduce(definition->of.definition,
               statement == NULL ? NULL : &statement->of.statement,
               out);
    if (r > 0) {
        voter_say("the definition's keys, or its statement, cannot be used");
    }
    return r;
}

static int parse(struct span answer, struct election *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node_complaint why;
    struct node root;
    int r;

    r = node_parse_answer(answer, ANSWER_SIZE_MAX, &why, &tree);
    if (r == 0) {
        root = node_root(tree);
        r = read_answer(&root, out);
        if (r != 0) {
            return r;
        }
        r = node_status(tree, &why);
    }
    if (r > 0) {
        voter_say("/api/election: %s", why.text);
        return ELECTION_ABSENT;
    }
    return r;
}

static int compare_code(const struct election *election, const char *text)
{
    struct code given;
    struct code found;

    code_of_election(&election->eid, &found);
    if (code_read(span_of_text(text), &given) != 0
        || !span_is_equal(SPAN(given.bytes), SPAN(found.bytes))) {
        voter_say("this is not the election of the code %s", text);
        return ELECTION_OTHER;
    }
    return 0;
}

int election_fetch(const char *url, const char *code, struct election *out)
{
    struct election election = {0};
    struct buf answer;
    int r;

    buf_init(&answer, ANSWER_SIZE_MAX);
    r = fetch(url, &answer);
    if (r == 0) {
        r = parse(buf_span(&answer), &election);
    }
    buf_deinit(&answer);
    if (r == 0 && code != NULL) {
        r = compare_code(&election, code);
    }
    if (r == 0) {
        *out = election;
    }
    return r;
}
