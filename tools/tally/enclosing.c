// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enclosing.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "seal/envelope.h"
#include "wire/field.h"

#include "command.h"

enum {
    ANSWER_MAX = 1 << 20,
    TEXT_MAX = 6000, /* bytes of what a candidate may say */
};

void enclosing_deinit(struct enclosing *enclosing)
{
    node_tree_free(enclosing->tree);
    remote_election_deinit(&enclosing->election);
    remote_free(enclosing->remote);
}

static int load_candidates(struct enclosing *enclosing)
{
    const struct remote_message message = {.verb = HTTP_GET, .path = "/api/election"};
    CLEANUP(buf_deinit) struct buf answer;
    int r;

    buf_init(&answer, ANSWER_MAX);
    r = remote_ask(enclosing->remote, &message, &answer);
    if (r == 0) {
        r = node_parse_answer(buf_span(&answer), ANSWER_MAX, NULL, &enclosing->tree);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "this is no election's daemon") : r;
    }
    return r;
}

int enclosing_open(const char *url, struct enclosing *out)
{
    struct code code;
    size_t size;
    int r;

    *out = (struct enclosing){.remote = NULL};
    r = remote_open(url, &out->remote);
    if (r == 0) {
        r = remote_find_election(out->remote, &out->election);
    }
    if (r == 0) {
        r = load_candidates(out);
    }
    if (r != 0) {
        return r;
    }
    size = strlen(url);
    while (size > 0 && url[size - 1] == '/') {
        size--;
    }
    (void)snprintf(out->site, sizeof(out->site), "%.*s", (int)size, url);
    code_of_election(&out->election.eid, &code);
    code_write(&code, out->code);
    return 0;
}

static struct span text_of(const struct node *object, const char *name)
{
    struct node member = node_member(object, name);
    struct span text = node_span(&member);

    if (text.size > TEXT_MAX) {
        node_refuse(&member, "too long");
    }
    return text;
}

static void read_candidate(const struct node *item, struct pack_candidate *out)
{
    struct node died = node_optional(item, "died");

    *out = (struct pack_candidate){
        .number = (unsigned)field_number(item, "number", 1, CANDIDATES_MAX),
        .name = text_of(item, "name"),
        .address = text_of(item, "address"),
        .interests = text_of(item, "interests"),
        .party = text_of(item, "party"),
        .statement = text_of(item, "statement"),
        .is_dead = node_is_present(&died),
    };
}

static int fill_pack(struct enclosing *enclosing, uint16_t cid)
{
    const struct definition *definition = enclosing->election.definition->of.definition;
    struct pack *pack = &enclosing->pack;
    struct node root = node_root(enclosing->tree);
    struct node list = node_member(&root, "candidates");
    struct node item;
    size_t i;

    *pack = (struct pack){.definition = definition,
                          .constituency = definition_constituency(definition, cid),
                          .site = enclosing->site,
                          .code = enclosing->code,
                          .close = enclosing->election.close};
    if (pack->constituency == NULL || node_list(&list, cid, CONSTITUENCIES_MAX) == 0) {
        return command_fail(COMMAND_REFUSED, "there is no constituency %u", cid);
    }
    item = node_item(&list, cid - 1U);
    list = field_list(&item, "candidates", 1, CANDIDATES_MAX, &pack->count);
    for (i = 0; i < pack->count; i++) {
        item = node_item(&list, i);
        read_candidate(&item, &pack->candidates[i]);
    }
    return node_status(enclosing->tree, NULL) == 0
               ? 0
               : command_fail(COMMAND_REFUSED,
                              "the candidates of constituency %u cannot be read",
                              cid);
}

int enclosing_write(struct enclosing *enclosing,
                    struct span envelope,
                    const struct pack_sink *sink)
{
    struct envelope read;
    char label[ENVELOPE_TEXT_SIZE];
    int r = envelope_read(&enclosing->election.eid, envelope, &read);

    if (r != 0 || !read.is_checked) {
        return command_fail(COMMAND_REFUSED,
                            "these letters are of another election than that at %s",
                            enclosing->site);
    }
    r = enclosing->pack.constituency == NULL
                || enclosing->pack.constituency
                       != definition_constituency(enclosing->pack.definition, read.cid)
            ? fill_pack(enclosing, read.cid)
            : 0;
    if (r != 0) {
        return r;
    }
    envelope_write(&enclosing->election.eid, &read, label);
    return pack_write(&enclosing->pack, label, sink);
}
