// SPDX-License-Identifier: AGPL-3.0-or-later
/* decrypt: a trustee's shares of every constituency that is mixed. */
#include "audit/perform.h"

#include "commands.h"
#include "opened.h"
#include "options.h"
#include "passphrase.h"
#include "products.h"
#include "shown.h"

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *out;
    const char *election;
    bool is_sure;
};

static int decrypt(const struct wish *wish, struct opened *opened)
{
    CLEANUP(keyfile_freep) struct keyfile *trustee = NULL;
    struct products products = {wish->out, verify_eid(opened->audit), NULL};
    const struct sink sink = products_sink(&products);
    int r;

    r = shown_before_opening(opened->audit,
                             wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK);
    if (r == 0) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_TRUSTEE, &trustee);
    }
    if (r == 0) {
        r = products_begin(&products);
    }
    if (r != 0) {
        return r;
    }
    opened_begin(opened, "decrypting");
    r = perform_decrypt(opened->audit, trustee, &sink);
    opened_end(opened);
    return r > 0 ? opened_say_refused(r) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.key = NULL};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.key),
        REQUIRED_TEXT("out", &wish.out),
        TEXT("passphrase-file", &wish.passphrase_file),
        TEXT("election", &wish.election),
        FLAG("yes", &wish.is_sure),
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = opened_for_act(&opened, word, wish.election, STAGE_SHARES);
    }
    if (r == 0
        && (perform_polled(opened.audit) == 0 || perform_needs_mix(opened.audit))) {
        r = command_fail(COMMAND_REFUSED, "there is nothing to open: not all is mixed");
    }
    return r != 0 ? r : decrypt(&wish, &opened);
}

const struct command tally_decrypt = {
    .name = "decrypt",
    .arguments = "DIR|URL --key FILE --out DIR [--yes] [--passphrase-file FILE] "
                 "[--election CODE]",
    .summary = "decrypt the last mix, with proof: a trustee's act",
    .run = run,
};
