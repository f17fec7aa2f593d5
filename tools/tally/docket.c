// SPDX-License-Identifier: AGPL-3.0-or-later
#include "docket.h"

#include <string.h>

#include "base/fault.h"
#include "seal/hash.h"
#include "seal/sealbox.h"
#include "wire/codec.h"
#include "wire/field.h"

#include "command.h"
#include "confirm.h"
#include "copy.h"
#include "deliver.h"
#include "words.h"

enum {
    ANSWER_MAX = 16 << 20,
    WAITING_MAX = 1200,
    SHOWN_MAX = 1200,
};

/* One run of the command. */
struct docket {
    struct login *login;
    const struct docket_wish *wish;
    struct copy *copy;
    size_t shown_count;
    struct digest shown[SHOWN_MAX]; /* documents looked at, signed or not */
    size_t signed_count;            /* in this round */
};

static const struct definition *definition_of(const struct docket *docket)
{
    return docket->login->election.definition->of.definition;
}

static bool is_shown(const struct docket *docket, const struct digest *digest)
{
    size_t i;

    for (i = 0; i < docket->shown_count; i++) {
        if (memcmp(docket->shown[i].bytes, digest->bytes, DIGEST_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

/* What a daemon prepares by itself; all else an officer reads before signing. */
static bool is_routine(enum entry_type type)
{
    return type == ENTRY_STATEMENT || type == ENTRY_ROLL || type == ENTRY_REPLACE
           || type == ENTRY_BOX;
}

static int ask(const struct docket *docket, enum entry_type type)
{
    return confirm(docket->wish->is_sure && is_routine(type) ? CONFIRM_GIVEN
                                                             : CONFIRM_ASK,
                   "Sign this and send it into the record?");
}

/* Objects of what a daemon prepared lie there already; a result's sheet does too when
 * the first officer submitted it. */
static int settle(struct docket *docket, struct signatures *document)
{
    const struct deliver_objects none = {NULL, NULL};
    int r;

    signatures_add(document, docket->login->keyfile);
    r = copy_check(docket->copy, document, docket->login->election.time);
    if (r == 0) {
        r = ask(docket, document->type);
    }
    if (r == 0) {
        r = deliver(docket->login->remote, document, &none);
    }
    if (r == 0) {
        docket->signed_count++;
    }
    return r;
}

/* The signatures last: whoever waits takes them for the whole. */
static int keep_answer(const struct docket *docket,
                       const struct document *document,
                       const struct signatures *signatures)
{
    const struct docket_answer *answer = docket->wish->answer;
    int r;

    if (answer == NULL || document->type != ENTRY_REPLACE
        || memcmp(&document->of.replacement.credential,
                  &answer->credential,
                  sizeof(answer->credential))
               != 0) {
        return 0;
    }
    r = command_save_public(answer->path, signatures->document);
    return r == 0 ? signatures_save(answer->path, signatures) : r;
}

static int take_document(struct docket *docket, enum entry_type type, struct span text)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct signatures signatures = {
        .type = type, .eid = docket->login->election.eid, .document = text};
    struct node_complaint why;
    struct digest digest;
    int r;

    hash_sha256(text, &digest);
    if (is_shown(docket, &digest)) {
        return 0;
    }
    if (docket->shown_count == SHOWN_MAX) {
        return command_fail(COMMAND_REFUSED, "too much waits: sign again later");
    }
    docket->shown[docket->shown_count++] = digest;
    r = codec_parse(text, type, &why, &document);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "a document: %s", why.text);
    }
    r = words_show(document, definition_of(docket));
    if (r == 0) {
        r = settle(docket, &signatures);
    }
    return r == 0 ? keep_answer(docket, document, &signatures) : r;
}

/* Which number the member was dealt: known to this officer's key alone. */
static int read_old(const struct docket *docket,
                    const struct node *item,
                    struct replacement *replacement)
{
    CLEANUP(buf_deinit) struct buf plain = {.data = NULL};
    struct node sealed = node_member(item, "sealed");
    struct sealed_reference reference = {.cid = 0};
    int r;

    if (replacement->kept_in == REGISTER_OMITTED) {
        return 0;
    }
    buf_init(&plain, SEALBOX_REFERENCE_MAX);
    r = login_unseal(docket->login, node_span(&sealed), &plain, &reference);
    if (r < 0) {
        return r;
    }
    if (r > 0 || reference.cid != replacement->cid) {
        return command_fail(COMMAND_REFUSED,
                            "a replacement's old number was not sealed to this key, or "
                            "is of another poll");
    }
    replacement->old_number = reference.number;
    return 0;
}

static int read_replacement(const struct docket *docket,
                            const struct node *item,
                            struct document *out)
{
    struct replacement *replacement = &out->of.replacement;
    struct node base = node_member(item, "base");

    out->base.size = field_number(&base, "size", 1, NODE_NUMBER_MAX);
    field_bytes(&base, "root", out->base.root.bytes, DIGEST_SIZE);
    replacement->cid =
        (uint16_t)field_number(item, "constituency", 1, CONSTITUENCIES_MAX);
    replacement->kept_in =
        (enum replace_register)field_choice(item, "register", register_name);
    replacement->number = (uint32_t)field_number(item, "number", 1, UINT32_MAX);
    field_bytes(item, "credential", replacement->credential.bytes, SIGN_KEY_SIZE);
    return read_old(docket, item, replacement);
}

static int take_replacement(struct docket *docket, const struct node *item)
{
    CLEANUP(document_freep) struct document *document = NULL;
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};
    int r;

    document = document_new(ENTRY_REPLACE, 0);
    if (document == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = read_replacement(docket, item, document);
    if (r == 0) {
        r = node_status(item->tree, NULL);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "a replacement is malformed") : r;
    }
    if (r != 0) {
        return r;
    }
    buf_init(&text, CODEC_SIZE_MAX);
    r = codec_write(document, &text);
    return r != 0 ? FOLD(r) : take_document(docket, ENTRY_REPLACE, buf_span(&text));
}

static int take_item(struct docket *docket, const struct node *item)
{
    enum entry_type type =
        (enum entry_type)field_number(item, "type", ENTRY_DEFINITION, ENTRY_TYPES - 1);
    struct node text = node_optional(item, "document");

    if (docket->wish->scope == DOCKET_REPLACEMENTS && type != ENTRY_REPLACE) {
        return 0;
    }
    if (node_is_present(&text)) {
        return take_document(docket, type, node_span(&text));
    }
    return take_replacement(docket, item);
}

static int take_all(struct docket *docket, struct span answer)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node list;
    struct node root;
    size_t count = 0;
    size_t i;
    int r;

    r = node_parse_answer(answer, ANSWER_MAX, NULL, &tree);
    if (r == 0) {
        root = node_root(tree);
        list = field_list(&root, "waiting", 0, WAITING_MAX, &count);
        r = node_status(tree, NULL);
    }
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "the daemon's answer is none");
    }
    for (i = 0; r == 0 && i < count; i++) {
        struct node item = node_item(&list, i);

        r = take_item(docket, &item);
    }
    return r;
}

/* What a signature made due waits in the next round. */
static int run_round(struct docket *docket)
{
    CLEANUP(copy_freep) struct copy *copy = NULL;
    CLEANUP(buf_deinit) struct buf answer;
    const struct remote_message message = {.verb = HTTP_GET, .path = "/api/unsigned"};
    int r;

    docket->signed_count = 0;
    buf_init(&answer, ANSWER_MAX);
    r = remote_ask(docket->login->remote, &message, &answer);
    if (r == 0) {
        r = copy_open(remote_url(docket->login->remote),
                      docket->wish->record,
                      &docket->login->election.eid,
                      &copy);
    }
    if (r != 0) {
        return r;
    }
    docket->copy = copy;
    r = take_all(docket, buf_span(&answer));
    docket->copy = NULL;
    return r;
}

int docket_sign(struct login *login, const struct docket_wish *wish)
{
    struct docket docket = {.login = login, .wish = wish};
    size_t total = 0;
    int r;

    do {
        r = run_round(&docket);
        total += docket.signed_count;
    } while (r == 0 && docket.signed_count > 0);
    if (r == 0) {
        command_say(total == 0 ? "nothing waits for this signature"
                               : "nothing more waits for this signature");
    }
    return r;
}
