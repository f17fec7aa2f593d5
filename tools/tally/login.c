// SPDX-License-Identifier: AGPL-3.0-or-later
#include "login.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "seal/secret.h"
#include "seal/sign.h"
#include "wire/field.h"
#include "wire/writer.h"

#include "command.h"
#include "passphrase.h"

enum {
    ANSWER_MAX = 65536,
    REQUEST_MAX = 1024,
    BEARER_SIZE = 256,
    PATH_SIZE = 128,
};

void login_deinit(struct login *login)
{
    remote_free(login->remote);
    keyfile_free(login->keyfile);
    remote_election_deinit(&login->election);
    secret_wipe(login->address, sizeof(login->address));
    login->remote = NULL;
    login->keyfile = NULL;
}

/* Posts {"name": bytes} and leaves the answer. */
static int post_bytes(struct login *login,
                      const char *path,
                      const char *name,
                      struct span bytes,
                      struct buf *answer)
{
    CLEANUP(buf_deinit) struct buf body;
    struct remote_message message = {
        .verb = HTTP_POST, .path = path, .type = "application/json"};
    struct writer writer;

    buf_init(&body, REQUEST_MAX);
    writer_begin(&writer, &body);
    writer_bytes(&writer, name, bytes);
    writer_end(&writer);
    if (buf_status(&body) != 0) {
        return FOLD(buf_status(&body));
    }
    message.body = buf_span(&body);
    return remote_ask(login->remote, &message, answer);
}

static int ask_challenge(struct login *login, struct nonce *out)
{
    CLEANUP(buf_deinit) struct buf answer;
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    const struct sign_key *key = &keyfile_person(login->keyfile)->sign;
    struct node root;
    int r;

    buf_init(&answer, ANSWER_MAX);
    r = post_bytes(login, "/api/sessions", "key", SPAN(key->bytes), &answer);
    if (r != 0) {
        return r;
    }
    r = node_parse(buf_span(&answer), ANSWER_MAX, NULL, &tree);
    if (r == 0) {
        root = node_root(tree);
        field_bytes(&root, "challenge", out->bytes, sizeof(out->bytes));
        r = node_status(tree, NULL);
    }
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "the daemon gave no challenge");
}

static int read_grant(struct login *login, struct span answer)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    char bearer[BEARER_SIZE];
    struct node root;
    int r;

    r = node_parse(answer, ANSWER_MAX, NULL, &tree);
    if (r == 0) {
        root = node_root(tree);
        field_text(&root, "bearer", bearer, sizeof(bearer));
        field_text(&root, "address", login->address, sizeof(login->address));
        r = node_status(tree, NULL);
    }
    if (r == 0) {
        remote_identify(login->remote, span_of_text(bearer));
    }
    secret_wipe(bearer, sizeof(bearer));
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "the daemon let nobody in");
}

static int answer_challenge(struct login *login, const struct nonce *challenge)
{
    CLEANUP(buf_deinit) struct buf answer;
    const struct sign_login statement = {
        .eid = login->election.eid,
        .origin = login->election.definition->of.definition->origin,
        .key = keyfile_person(login->keyfile)->sign,
        .challenge = *challenge,
    };
    struct signature signature;
    char hex[2 * NONCE_SIZE + 1];
    char path[PATH_SIZE];
    int r;

    sign_console(keyfile_sign(login->keyfile), &statement, &signature);
    hex_encode(SPAN(challenge->bytes), hex);
    (void)snprintf(path, sizeof(path), "/api/sessions/%s", hex);
    buf_init(&answer, ANSWER_MAX);
    r = post_bytes(login, path, "signature", SPAN(signature.bytes), &answer);
    return r == 0 ? read_grant(login, buf_span(&answer)) : r;
}

static int check_officer(const struct login *login)
{
    const struct definition *definition = login->election.definition->of.definition;

    if (definition_officer(definition, &keyfile_person(login->keyfile)->sign) != NULL) {
        return 0;
    }
    return command_fail(COMMAND_REFUSED, "this key is no officer's of this election");
}

int login_unseal(const struct login *login,
                 struct span sealed,
                 struct buf *plain,
                 struct sealed_reference *out)
{
    uint8_t bytes[SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA];
    struct sealed_reference reference;
    int r;

    if (sealed.size / 2 > sizeof(bytes)
        || hex_decode(sealed, bytes, sealed.size / 2) != 0) {
        return COMMAND_REFUSED;
    }
    r = keyfile_unseal(login->keyfile, span_of(bytes, sealed.size / 2), plain);
    if (r == 0) {
        r = sealbox_read_reference(buf_span(plain), &reference);
    }
    if (r != 0) {
        return r < 0 ? r : COMMAND_REFUSED;
    }
    if (memcmp(reference.eid.bytes, login->election.eid.bytes, EID_SIZE) != 0) {
        return COMMAND_REFUSED;
    }
    *out = reference;
    return 0;
}

int login_enter(struct login *login)
{
    struct nonce challenge;
    int r;

    r = check_officer(login);
    if (r == 0) {
        r = ask_challenge(login, &challenge);
    }
    return r == 0 ? answer_challenge(login, &challenge) : r;
}

int login_open(const struct login_wish *wish, struct login *out)
{
    CLEANUP(login_deinit) struct login login = {.remote = NULL};
    int r;

    r = remote_open(wish->url, &login.remote);
    if (r == 0) {
        r = remote_find_election(login.remote, &login.election);
    }
    if (r == 0) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_OFFICER, &login.keyfile);
    }
    if (r == 0) {
        r = login_enter(&login);
    }
    if (r != 0) {
        return r;
    }
    *out = login;
    login = (struct login){.remote = NULL};
    return 0;
}
