// SPDX-License-Identifier: AGPL-3.0-or-later
/* trustee restore: shows that a saved key file and its passphrase, or the sheet of
 * paper, still hold a share; and makes a key file of the sheet. */
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "seal/custody.h"
#include "seal/secret.h"

#include "commands.h"
#include "passphrase.h"
#include "retyped.h"

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *object;
    bool is_paper;
    const char *typed;
    const char *name;
};

static int load_ceremony(const struct wish *wish, struct ceremony **out)
{
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    CLEANUP(buf_deinit) struct buf object;
    unsigned culprit = 0;
    int r;

    buf_init(&object, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    r = command_load(wish->object, &object);
    if (r != 0) {
        return r;
    }
    r = ceremony_parse(buf_span(&object), &ceremony);
    if (r == 0) {
        r = ceremony_verify(ceremony, &culprit);
    }
    if (r > 0) {
        return command_fail(
            COMMAND_REFUSED, "%s: is not a ceremony that holds", wish->object);
    }
    if (r == 0) {
        *out = ceremony_take(&ceremony);
    }
    return r;
}

static int
test(const struct keyfile *keyfile, const struct ceremony *ceremony, const char *what)
{
    int r = custody_restores(keyfile, ceremony);

    return r > 0 ? command_fail(COMMAND_REFUSED,
                                "%s holds no share of this ceremony: is it the copy of "
                                "another key?",
                                what)
                 : r;
}

static int test_file(const struct wish *wish, const struct ceremony *ceremony)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r =
        passphrase_open_key(wish->key, wish->passphrase_file, KEY_TRUSTEE, &keyfile);

    if (r == 0) {
        r = test(keyfile, ceremony, wish->key);
    }
    if (r == 0) {
        command_say(
            "%s and its passphrase restore the share of %s. Keep two copies, in "
            "two places",
            wish->key,
            keyfile_person(keyfile)->name);
    }
    return r;
}

static bool is_signer(const struct ceremony *ceremony, const struct sign_key *key)
{
    unsigned i;

    for (i = 0; i < ceremony->cocktail.n; i++) {
        if (memcmp(&ceremony->keys[i], key, sizeof(*key)) == 0) {
            return true;
        }
    }
    return false;
}

static int
save(const struct wish *wish, const struct ceremony *ceremony, struct keyfile *keyfile)
{
    CLEANUP(passphrase_freep) struct passphrase *passphrase = NULL;
    int r;

    if (!is_signer(ceremony, &keyfile_person(keyfile)->sign)) {
        return command_fail(COMMAND_REFUSED,
                            "the second block is of no trustee of this ceremony");
    }
    r = passphrase_get(wish->passphrase_file, PASSPHRASE_NEW, wish->key, &passphrase);
    if (r != 0) {
        return r;
    }
    r = keyfile_save(keyfile, wish->key, passphrase_span(passphrase));
    if (r > 0) {
        return command_fail(
            COMMAND_REFUSED, "%s: is there already, or cannot be written", wish->key);
    }
    if (r == 0) {
        command_say("%s is a key file again. What its trustee has decrypted before, it "
                    "does not know: destroy every other copy",
                    wish->key);
    }
    return r;
}

static int use_secrets(const struct wish *wish,
                       const struct ceremony *ceremony,
                       const struct paper_secret *secrets)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r = custody_from_paper(
        secrets, wish->name != NULL ? wish->name : "Trustee", &keyfile);

    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "this is no trustee's key");
    }
    if (r == 0) {
        r = test(keyfile, ceremony, "the sheet");
    }
    if (r == 0) {
        command_say("the sheet restores a share of this ceremony");
    }
    return r == 0 && wish->key != NULL ? save(wish, ceremony, keyfile) : r;
}

static int test_paper(const struct wish *wish, const struct ceremony *ceremony)
{
    void *secrets = NULL;
    int r = secret_new(PAPER_BLOCKS * sizeof(struct paper_secret), &secrets);

    if (r != 0) {
        return r;
    }
    r = retyped_read(
        wish->typed, wish->key != NULL ? RETYPED_ALL : RETYPED_SHARE, secrets);
    if (r == 0) {
        r = use_secrets(wish, ceremony, secrets);
    }
    secret_free(secrets);
    return r;
}

static int check_wish(const struct wish *wish)
{
    if (wish->is_paper
            ? (wish->key != NULL) != (wish->name != NULL)
            : wish->key == NULL || wish->name != NULL || wish->typed != NULL) {
        return command_fail(
            COMMAND_USAGE,
            "--key FILE, or --paper; of a sheet --key NEW and --name go "
            "together");
    }
    if (wish->name != NULL
        && (strlen(wish->name) >= NAME_SIZE
            || text_check(span_of_text(wish->name), TEXT_ONE_LINE) != 0)) {
        return command_fail(COMMAND_REFUSED, "the name is none");
    }
    return 0;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.object = ""};
    const struct option_value options[] = {
        TEXT("key", &wish.key),
        REQUIRED_TEXT("ceremony", &wish.object),
        TEXT("passphrase-file", &wish.passphrase_file),
        FLAG("paper", &wish.is_paper),
        TEXT("typed", &wish.typed),
        TEXT("name", &wish.name),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
    };
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = check_wish(&wish);
    }
    if (r == 0) {
        r = load_ceremony(&wish, &ceremony);
    }
    if (r != 0) {
        return r;
    }
    return wish.is_paper ? test_paper(&wish, ceremony) : test_file(&wish, ceremony);
}

const struct command tally_trustee_restore = {
    .name = "trustee restore",
    .arguments = "--ceremony OBJECT --key FILE [--passphrase-file FILE] | --paper "
                 "[--typed FILE] [--key NEW --name NAME]",
    .summary =
        "test that a key file, or the sheet of paper, restores the share; make a "
        "key file of the sheet",
    .run = run,
};
