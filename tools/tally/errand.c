// SPDX-License-Identifier: AGPL-3.0-or-later
#include "errand.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "record/entry.h"
#include "seal/ballot.h"
#include "wire/codec.h"
#include "wire/node.h"

enum {
    ANSWER_MAX = 65536,
    STATUS_CREATED = 201,
    STATUS_ACCEPTED = 202,
};

void errand_deinit(struct errand *errand)
{
    login_deinit(&errand->login);
    copy_freep(&errand->copy);
}

int errand_open(const struct login_wish *who, const char *record, struct errand *out)
{
    CLEANUP(errand_deinit) struct errand errand = {.copy = NULL};
    int r;

    r = login_open(who, &errand.login);
    if (r == 0) {
        r = copy_open(who->url, record, &errand.login.election.eid, &errand.copy);
    }
    if (r == 0) {
        r = copy_base(errand.copy, &errand.base);
    }
    if (r != 0) {
        return r;
    }
    *out = errand;
    errand.login = (struct login){.remote = NULL};
    errand.copy = NULL;
    return 0;
}

const struct definition *errand_definition(const struct errand *errand)
{
    return errand->login.election.definition->of.definition;
}

const struct officer *errand_officer(const struct errand *errand)
{
    return definition_officer(errand_definition(errand),
                              &keyfile_person(errand->login.keyfile)->sign);
}

static uint64_t read_index(struct span text)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node root;
    struct node index;

    if (node_parse(text, ANSWER_MAX, NULL, &tree) != 0) {
        return 0;
    }
    root = node_root(tree);
    index = node_member(&root, "index");
    return node_number(&index, 0, NODE_NUMBER_MAX);
}

static void read_refusal(unsigned status, struct span text, struct errand_answer *out)
{
    struct remote_problem problem;

    remote_read_problem(text, &problem);
    out->end = strcmp(problem.slug, "entry-twice") == 0 ? ERRAND_KNOWN : ERRAND_REFUSED;
    if (problem.detail[0] != 0) {
        memcpy(out->words, problem.detail, sizeof(out->words));
    } else {
        (void)snprintf(
            out->words, sizeof(out->words), "the server answered %u", status);
    }
}

static void read_answer(unsigned status, struct span text, struct errand_answer *out)
{
    struct errand_answer answer = {.end = ERRAND_WAITING};

    if (status == STATUS_CREATED) {
        answer.end = ERRAND_RECORDED;
        answer.entry = read_index(text);
    } else if (status != STATUS_ACCEPTED) {
        read_refusal(status, text, &answer);
    }
    *out = answer;
}

static int
send(struct errand *errand, const struct entry *entry, struct errand_answer *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    CLEANUP(buf_deinit) struct buf answer;
    struct remote_message message = {
        .verb = HTTP_POST, .path = "/api/entries", .type = "application/octet-stream"};
    unsigned status = 0;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    buf_init(&answer, ANSWER_MAX);
    r = FOLD(submission_write(entry, &bytes));
    if (r == 0) {
        message.body = buf_span(&bytes);
        r = remote_send(errand->login.remote, &message, &answer, &status);
    }
    if (r == 0) {
        read_answer(status, buf_span(&answer), out);
    }
    return r;
}

int errand_sign(struct errand *errand,
                struct document *document,
                struct errand_answer *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct entry entry = {.type = document->type, .signer_count = 1};
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    document->base = errand->base;
    r = codec_write(document, &text);
    if (r != 0) {
        return FOLD(r);
    }
    entry.document = buf_span(&text);
    entry.signers[0].key = keyfile_person(errand->login.keyfile)->sign;
    sign_entry(keyfile_sign(errand->login.keyfile),
               (uint8_t)entry.type,
               &errand->login.election.eid,
               entry.document,
               &entry.signers[0].signature);
    return send(errand, &entry, out);
}

int errand_paper(struct errand *errand, struct span ballot, struct errand_answer *out)
{
    const struct entry entry = {.type = ENTRY_ENTERED, .ballot = ballot};

    return send(errand, &entry, out);
}
