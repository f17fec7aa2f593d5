// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/hex.h"
#include "core/definition.h"
#include "core/officer.h"
#include "seal/secret.h"
#include "seal/sign.h"
#include "wire/node.h"
#include "wire/writer.h"

#include "sessions.h"

static const char *const json_type = "application/json";

/* {"NAME": hex of exactly size bytes}. A refusal when it is anything else. */
static int read_member(struct span body, const char *name, void *out, size_t size)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node root;
    struct node member;
    int r = node_parse(body, body.size, NULL, &tree);

    if (r != 0) {
        return r;
    }
    root = node_root(tree);
    node_members(&root, name);
    member = node_member(&root, name);
    node_bytes(&member, out, size);
    return node_status(tree, NULL);
}

int serve_sessions_ask(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    struct sign_key key;
    struct nonce challenge;
    struct writer writer;
    int r = read_member(request->body, "key", key.bytes, sizeof(key.bytes));

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_JSON);
    }
    if (!desk_is_officer(site->desk, &key)) {
        return reply_problem(reply, PROBLEM_KEY);
    }
    r = sessions_challenge(site->sessions, &key, &challenge);
    if (r != 0) {
        return FOLD(r);
    }
    writer_begin(&writer, reply_begin(reply, 201, json_type));
    writer_bytes(&writer, "challenge", SPAN(challenge));
    writer_end(&writer);
    return 0;
}

/* The officer to whom the challenge was given. */
static const struct officer *find_officer(const struct site *site,
                                          const struct definition *definition,
                                          const struct nonce *challenge)
{
    size_t i;

    for (i = 0; i < definition->officer_count; i++) {
        const struct officer *officer = &definition->officers[i];

        if (sessions_recognise(site->sessions, challenge, &officer->key) == 0) {
            return officer;
        }
    }
    return NULL;
}

static int
grant(const struct site *site, const struct sign_login *login, struct reply *reply)
{
    struct sessions_grant given;
    struct writer writer;
    char address[sizeof("/console/enter/") + SESSIONS_SECRET_SIZE];
    int r = sessions_grant(site->sessions, &login->challenge, &login->key, &given);

    if (r != 0) {
        return r < 0 ? r
                     : reply_problem(
                         reply, r == SESSIONS_FULL ? PROBLEM_BUSY : PROBLEM_CHALLENGE);
    }
    (void)snprintf(address, sizeof(address), "/console/enter/%s", given.entry.text);
    writer_begin(&writer, reply_begin(reply, 201, json_type));
    writer_text(&writer, "address", address);
    writer_text(&writer, "bearer", given.bearer.text);
    writer_end(&writer);
    secret_wipe(&given, sizeof(given));
    secret_wipe(address, sizeof(address));
    return 0;
}

int serve_sessions_sign(const struct site *site,
                        const struct request *request,
                        struct reply *reply)
{
    const struct definition *definition = desk_definition(site->desk);
    const struct officer *officer = NULL;
    struct signature signature;
    struct sign_login login;
    int r = read_member(
        request->body, "signature", signature.bytes, sizeof(signature.bytes));

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_JSON);
    }
    if (definition != NULL
        && hex_decode(request->captures[0],
                      login.challenge.bytes,
                      sizeof(login.challenge.bytes))
               == 0) {
        officer = find_officer(site, definition, &login.challenge);
    }
    if (officer == NULL) {
        return reply_problem(reply, PROBLEM_CHALLENGE);
    }
    login.eid = desk_eid(site->desk);
    login.origin = definition->origin;
    login.key = officer->key;
    r = sign_console_check(&login, &signature);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_LOGIN);
    }
    return grant(site, &login, reply);
}
