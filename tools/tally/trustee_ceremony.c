// SPDX-License-Identifier: AGPL-3.0-or-later
/* trustee ceremony: the ceremony of one trustee alone, whose key the draft then has. */
#include "base/fault.h"
#include "seal/custody.h"
#include "seal/hash.h"

#include "commands.h"
#include "draft.h"
#include "passphrase.h"

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *object;
};

static int check_alone(const struct definition *definition,
                       const struct key_person *person)
{
    if (definition->trustee_count != 1 || definition->threshold != 1) {
        return command_fail(COMMAND_REFUSED,
                            "this is the ceremony of one trustee alone; the definition "
                            "names %zu, with a threshold of %u",
                            definition->trustee_count,
                            definition->threshold);
    }
    if (!span_is_equal(SPAN(person->sign), SPAN(definition->trustees[0].key))
        || !span_is_equal(SPAN(person->static_key),
                          SPAN(definition->trustees[0].static_key))) {
        return command_fail(COMMAND_REFUSED,
                            "this key is not the trustee's whom the definition names");
    }
    return 0;
}

/* The object first: a definition never names what does not exist. */
static int
hold(const struct wish *wish, struct draft *draft, const struct keyfile *keyfile)
{
    struct definition *definition = draft->document->of.definition;
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    CLEANUP(buf_deinit) struct buf object;
    int r;

    buf_init(&object, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    r = custody_ceremony_alone(keyfile, &definition->nonce, &ceremony);
    if (r != 0) {
        return FOLD(r);
    }
    r = ceremony_write(ceremony, &object);
    if (r != 0) {
        return FOLD(r);
    }
    r = custody_restores(keyfile, ceremony);
    if (r != 0) {
        return FOLD(r);
    }
    r = command_save_public(wish->object, buf_span(&object));
    if (r != 0) {
        return r;
    }
    hash_sha256(buf_span(&object), &definition->ceremony.digest);
    definition->ceremony.size = object.size;
    ceremony_group_key(ceremony, &definition->election_key);
    r = draft_replace(draft);
    if (r == 0) {
        command_say("the ceremony's object is in %s; %s names it, and Y",
                    wish->object,
                    draft->path);
    }
    return r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.key = "", .object = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.key),
        REQUIRED_TEXT("ceremony", &wish.object),
        TEXT("passphrase-file", &wish.passphrase_file),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    CLEANUP(draft_deinit) struct draft draft = {0};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = draft_load(arguments.words[0], &draft);
    }
    if (r == 0) {
        r = draft_require_unsigned(&draft);
    }
    if (r == 0) {
        r = passphrase_open_key(wish.key, wish.passphrase_file, KEY_TRUSTEE, &keyfile);
    }
    if (r == 0) {
        r = check_alone(draft.document->of.definition, keyfile_person(keyfile));
    }
    return r == 0 ? hold(&wish, &draft, keyfile) : r;
}

const struct command tally_trustee_ceremony = {
    .name = "trustee ceremony",
    .arguments = "DEFINITION --key FILE --ceremony OBJECT [--passphrase-file FILE]",
    .summary = "make the election's key, of a trustee alone, and put it into a draft",
    .run = run,
};
