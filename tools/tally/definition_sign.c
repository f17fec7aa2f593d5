// SPDX-License-Identifier: AGPL-3.0-or-later
/* definition sign: the returning officer's or a trustee's signature, beside the file.
 */
#include "seal/custody.h"
#include "seal/sign.h"

#include "commands.h"
#include "confirm.h"
#include "draft.h"
#include "passphrase.h"
#include "signatures.h"

enum {
    WORDS_MAX = 1 << 17,
};

struct wish {
    const char *path;
    const char *key;
    const char *passphrase_file;
    const char *ceremony;
    bool is_sure;
};

/* The key's place in the definition: the officer named first, or a trustee. */
static int find_signer(const struct definition *definition,
                       const struct key_person *person)
{
    size_t i;

    if (person->role == KEY_OFFICER
        && span_is_equal(SPAN(person->sign), SPAN(definition->officers[0].key))) {
        return 0;
    }
    for (i = 0; i < definition->trustee_count && person->role == KEY_TRUSTEE; i++) {
        if (span_is_equal(SPAN(person->sign), SPAN(definition->trustees[i].key))) {
            return 0;
        }
    }
    return command_fail(COMMAND_REFUSED,
                        "this key is neither the first officer's nor a trustee's of "
                        "this definition");
}

/* A trustee signs what the own share comes out of, and nothing else. */
static int check_share(const struct wish *wish, const struct keyfile *keyfile)
{
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    CLEANUP(buf_deinit) struct buf object;
    int r;

    buf_init(&object, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    if (keyfile_person(keyfile)->role != KEY_TRUSTEE) {
        return 0;
    }
    r = command_load(wish->ceremony, &object);
    if (r != 0) {
        return r;
    }
    r = ceremony_parse(buf_span(&object), &ceremony);
    if (r == 0) {
        r = custody_restores(keyfile, ceremony);
    }
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED,
                                 "this key does not restore its share of the ceremony");
}

static int
sign(const struct wish *wish, const struct draft *draft, const struct keyfile *keyfile)
{
    struct signatures signatures = {
        .type = ENTRY_DEFINITION,
        .eid = draft->eid,
        .document = buf_span(&draft->text),
    };
    const struct key_person *person = keyfile_person(keyfile);
    int r;

    r = signatures_load(draft->path, &signatures);
    if (r != 0) {
        return r;
    }
    if (signatures_has(&signatures, &person->sign)) {
        command_say("%s has signed it already", person->name);
        return 0;
    }
    if (signatures.count == ENTRY_SIGNERS_MAX) {
        return command_fail(COMMAND_REFUSED, "%s: no room to sign", wish->path);
    }
    r = confirm(wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK, "Sign this definition?");
    if (r != 0) {
        return r;
    }
    signatures_add(&signatures, keyfile);
    r = signatures_save(draft->path, &signatures);
    if (r == 0) {
        command_say("signed by %s: %s.sig", person->name, draft->path);
    }
    return r;
}

static int show_and_sign(const struct wish *wish, const struct draft *draft)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    CLEANUP(buf_deinit) struct buf words;
    int r;

    buf_init(&words, WORDS_MAX);
    r = draft_require(draft, wish->ceremony);
    if (r != 0) {
        return r;
    }
    draft_describe(draft, &words);
    r = command_print(buf_span(&words));
    if (r != 0) {
        return r;
    }
    r = passphrase_open_any(wish->key, wish->passphrase_file, &keyfile);
    if (r == 0) {
        r = find_signer(draft->document->of.definition, keyfile_person(keyfile));
    }
    if (r == 0) {
        r = check_share(wish, keyfile);
    }
    return r == 0 ? sign(wish, draft, keyfile) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.key = "", .ceremony = ""};
    struct option_list holidays = {.count = 0};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.key),
        REQUIRED_TEXT("ceremony", &wish.ceremony),
        TEXT("passphrase-file", &wish.passphrase_file),
        LIST("holiday", &holidays),
        FLAG("yes", &wish.is_sure),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    CLEANUP(draft_deinit) struct draft draft = {0};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r != 0) {
        return r;
    }
    wish.path = arguments.words[0];
    r = draft_load(wish.path, &draft);
    if (r == 0) {
        r = option_holidays(&holidays, &draft.holidays);
    }
    return r == 0 ? show_and_sign(&wish, &draft) : r;
}

const struct command tally_definition_sign = {
    .name = "definition sign",
    .arguments =
        "FILE --key FILE --ceremony OBJECT [--passphrase-file FILE] [--holiday "
        "DAY …] [--yes]",
    .summary = "check, show and sign a definition, into FILE.sig",
    .run = run,
};
