// SPDX-License-Identifier: AGPL-3.0-or-later
/* trustee restore: shows that a saved key file and its passphrase still hold a share.
 */
#include "base/fault.h"
#include "seal/custody.h"

#include "commands.h"
#include "passphrase.h"

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *object;
};

static int test(const struct wish *wish, const struct keyfile *keyfile)
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
        r = custody_restores(keyfile, ceremony);
    }
    if (r > 0) {
        return command_fail(COMMAND_REFUSED,
                            "%s holds no share of this ceremony: is it the copy of "
                            "another key?",
                            wish->key);
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
    };
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = passphrase_open_key(wish.key, wish.passphrase_file, KEY_TRUSTEE, &keyfile);
    }
    return r == 0 ? test(&wish, keyfile) : r;
}

const struct command tally_trustee_restore = {
    .name = "trustee restore",
    .arguments = "--key FILE --ceremony OBJECT [--passphrase-file FILE]",
    .summary = "test that a saved key file and its passphrase restore the share",
    .run = run,
};
