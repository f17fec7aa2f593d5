// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "wire/codec.h"
#include "wire/field.h"
#include "wire/node.h"

#include "command.h"

enum {
    BEARER_SIZE = 256,
    ANSWER_MAX = 1 << 20,
    STATUS_OK = 200,
    STATUS_CREATED = 201,
};

struct remote {
    struct http *http;
    char url[HTTP_ADDRESS_SIZE];
    char bearer[BEARER_SIZE]; /* "" while nobody has signed in */
};

int remote_open(const char *url, struct remote **out)
{
    char address[HTTP_ADDRESS_SIZE];
    struct remote *remote;
    int r;

    if (http_address(url, "/", address) != 0) {
        return command_fail(COMMAND_REFUSED, "%s: no http or https address", url);
    }
    remote = calloc(1, sizeof(*remote));
    if (remote == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    (void)snprintf(remote->url, sizeof(remote->url), "%s", url);
    r = http_new(&remote->http);
    if (r != 0) {
        free(remote);
        return r;
    }
    *out = remote;
    return 0;
}

void remote_free(struct remote *remote)
{
    if (remote == NULL) {
        return;
    }
    http_free(remote->http);
    secret_wipe(remote->bearer, sizeof(remote->bearer));
    free(remote);
}

const char *remote_url(const struct remote *remote)
{
    return remote->url;
}

void remote_identify(struct remote *remote, struct span bearer)
{
    if (bearer.size < sizeof(remote->bearer)) {
        memcpy(remote->bearer, bearer.data, bearer.size);
        remote->bearer[bearer.size] = 0;
    }
}

int remote_send(struct remote *remote,
                const struct remote_message *message,
                struct buf *answer,
                unsigned *status)
{
    char address[HTTP_ADDRESS_SIZE];
    struct http_request request = {
        .verb = message->verb,
        .address = address,
        .type = message->type,
        .bearer = remote->bearer[0] == 0 ? NULL : remote->bearer,
        .body = message->body,
    };
    struct http_answer said;
    int r;

    r = http_address(remote->url, message->path, address);
    if (r == 0) {
        r = http_send(remote->http, &request, answer, &said);
    }
    if (r != 0) {
        return r < 0 ? r
                     : command_fail(
                         COMMAND_REFUSED, "%s: %s", remote->url, http_refusal_name(r));
    }
    *status = said.status;
    return 0;
}

static void
read_words(const struct node *root, const char *name, char *out, size_t size)
{
    struct node member = node_optional(root, name);

    if (node_is_present(&member)) {
        node_text_or_empty(&member, out, size);
    }
}

void remote_read_problem(struct span answer, struct remote_problem *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct remote_problem problem = {.slug = ""};
    char type[REMOTE_SLUG_SIZE] = "";
    const char *slash;
    struct node root;

    if (node_parse(answer, ANSWER_MAX, NULL, &tree) == 0) {
        root = node_root(tree);
        read_words(&root, "type", type, sizeof(type));
        read_words(&root, "title", problem.title, sizeof(problem.title));
        read_words(&root, "detail", problem.detail, sizeof(problem.detail));
    }
    slash = strrchr(type, '/');
    if (slash != NULL) {
        memcpy(problem.slug, slash + 1, strlen(slash + 1));
    }
    *out = problem;
}

int remote_refuse(unsigned status, struct span answer)
{
    struct remote_problem problem;

    remote_read_problem(answer, &problem);
    if (problem.title[0] == 0) {
        return command_fail(COMMAND_REFUSED, "the server answered %u", status);
    }
    return command_fail(COMMAND_REFUSED, "%s. %s", problem.title, problem.detail);
}

int remote_ask(struct remote *remote,
               const struct remote_message *message,
               struct buf *answer)
{
    unsigned status = 0;
    int r;

    r = remote_send(remote, message, answer, &status);
    if (r != 0) {
        return r;
    }
    return status == STATUS_OK || status == STATUS_CREATED
               ? 0
               : remote_refuse(status, buf_span(answer));
}

void remote_election_deinit(struct remote_election *election)
{
    document_free(election->definition);
    election->definition = NULL;
}

static int read_definition(struct span answer, struct remote_election *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct digest digest;
    struct node member;
    struct node root;
    struct span text = {NULL, 0};
    int r;

    r = node_parse_answer(answer, ANSWER_MAX, NULL, &tree);
    if (r == 0) {
        root = node_root(tree);
        member = node_member(&root, "definition");
        text = node_span(&member);
        out->time = field_moment(&root, "time");
        out->close = field_moment(&root, "close");
        r = node_status(tree, NULL);
    }
    if (r != 0) {
        return r < 0 ? r
                     : command_fail(COMMAND_REFUSED, "this is no election's daemon");
    }
    r = codec_parse(text, ENTRY_DEFINITION, NULL, &out->definition);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "the definition is malformed");
    }
    hash_sha256(text, &digest);
    memcpy(out->eid.bytes, digest.bytes, EID_SIZE);
    return 0;
}

static bool is_at_home(const char *url)
{
    static const char *const homes[] = {"http://127.0.0.1", "http://localhost"};
    size_t i;

    for (i = 0; i < ARRAY_SIZE(homes); i++) {
        size_t size = strlen(homes[i]);

        if (strncmp(url, homes[i], size) == 0
            && (url[size] == 0 || url[size] == ':' || url[size] == '/')) {
            return true;
        }
    }
    return false;
}

/* Whether the record's origin lies at the address spoken to. */
static bool is_origin_of(const char *origin, const char *url)
{
    const char *place = strstr(url, "://") + strlen("://");
    size_t size = strlen(place);

    while (size > 0 && place[size - 1] == '/') {
        size--;
    }
    return strncmp(origin, place, size) == 0
           && (origin[size] == 0 || origin[size] == '/');
}

/*
 * A server that shows somebody else's definition could pass the officer's answer on to
 * the real one. Practice elections are held at any address.
 */
static int check_place(const struct remote *remote, const struct definition *definition)
{
    if (definition->practice || is_at_home(remote->url)) {
        return 0;
    }
    if (strncmp(remote->url, "https://", strlen("https://")) != 0) {
        return command_fail(
            COMMAND_REFUSED, "%s: only https is safe to sign in to", remote->url);
    }
    if (!is_origin_of(definition->origin, remote->url)) {
        return command_fail(COMMAND_REFUSED,
                            "%s: this election's record is at %s",
                            remote->url,
                            definition->origin);
    }
    return 0;
}

int remote_find_election(struct remote *remote, struct remote_election *out)
{
    CLEANUP(remote_election_deinit)
    struct remote_election election = {.definition = NULL};
    CLEANUP(buf_deinit) struct buf answer;
    const struct remote_message message = {.verb = HTTP_GET, .path = "/api/election"};
    int r;

    buf_init(&answer, ANSWER_MAX);
    r = remote_ask(remote, &message, &answer);
    if (r == 0) {
        r = read_definition(buf_span(&answer), &election);
    }
    if (r == 0 && election.definition == NULL) {
        return FAULT(FAULT_BUG);
    }
    if (r == 0) {
        r = check_place(remote, election.definition->of.definition);
    }
    if (r != 0) {
        return r;
    }
    *out = election;
    election.definition = NULL;
    return 0;
}
