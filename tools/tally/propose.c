// SPDX-License-Identifier: AGPL-3.0-or-later
#include "propose.h"

#include "base/fault.h"
#include "wire/codec.h"

#include "command.h"
#include "confirm.h"
#include "deliver.h"
#include "passphrase.h"
#include "words.h"

void propose_deinit(struct propose *propose)
{
    size_t i;

    for (i = 0; i < propose->hand_count; i++) {
        keyfile_free(propose->hands[i]);
    }
    copy_free(propose->copy);
    remote_election_deinit(&propose->election);
    remote_free(propose->remote);
}

static int open_hands(struct propose *propose)
{
    const struct propose_wish *wish = propose->wish;
    const struct definition *definition = propose->election.definition->of.definition;
    int r = 0;

    while (r == 0 && propose->hand_count < wish->keys.count) {
        struct keyfile **hand = &propose->hands[propose->hand_count];

        r = passphrase_open_key(wish->keys.texts[propose->hand_count],
                                wish->passphrase_file,
                                KEY_OFFICER,
                                hand);
        if (r != 0) {
            return r;
        }
        propose->hand_count++;
        if (definition_officer(definition, &keyfile_person(*hand)->sign) == NULL) {
            r = command_fail(COMMAND_REFUSED,
                             "this key is no officer's of this election");
        }
    }
    return r;
}

int propose_open(const struct propose_wish *wish, struct propose *out)
{
    int r;

    *out = (struct propose){.wish = wish};
    if (wish->keys.count < 1 || wish->keys.count > PROPOSE_HANDS) {
        return command_fail(COMMAND_USAGE, "name one officer's key, or two");
    }
    r = remote_open(wish->url, &out->remote);
    if (r == 0) {
        r = remote_find_election(out->remote, &out->election);
    }
    if (r == 0) {
        r = open_hands(out);
    }
    return r == 0 ? copy_open(wish->url, wish->record, &out->election.eid, &out->copy)
                  : r;
}

int propose_require(const struct propose *propose, unsigned grant)
{
    const struct definition *definition = propose->election.definition->of.definition;
    size_t i;

    for (i = 0; i < propose->hand_count; i++) {
        const struct officer *officer =
            definition_officer(definition, &keyfile_person(propose->hands[i])->sign);

        if (officer == NULL || (officer->may & grant) != grant) {
            return command_fail(COMMAND_REFUSED,
                                "the definition does not grant this to %s",
                                officer == NULL ? "this key" : officer->name);
        }
    }
    return 0;
}

int propose_send(struct propose *propose, struct document *document)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct deliver_objects none = {NULL, NULL};
    struct signatures signatures = {.type = document->type,
                                    .eid = propose->election.eid};
    size_t i;
    int r;

    r = copy_base(propose->copy, &document->base);
    buf_init(&text, CODEC_SIZE_MAX);
    if (r == 0) {
        r = FOLD(codec_write(document, &text));
    }
    if (r == 0) {
        r = words_show(document, propose->election.definition->of.definition);
    }
    if (r != 0) {
        return r;
    }
    signatures.document = buf_span(&text);
    for (i = 0; i < propose->hand_count; i++) {
        signatures_add(&signatures, propose->hands[i]);
    }
    r = copy_check(propose->copy, &signatures, propose->election.time);
    if (r == 0) {
        r = confirm(propose->wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK,
                    "Sign this and send it into the record?");
    }
    return r == 0 ? deliver(propose->remote, &signatures, &none) : r;
}
