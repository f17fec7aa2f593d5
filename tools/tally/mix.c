// SPDX-License-Identifier: AGPL-3.0-or-later
/* mix: the next mix of every constituency that this mixer may make. */
#include "audit/perform.h"

#include "commands.h"
#include "opened.h"
#include "options.h"
#include "passphrase.h"
#include "products.h"

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *out;
    const char *election;
};

static int mix(const struct wish *wish, struct opened *opened)
{
    CLEANUP(keyfile_freep) struct keyfile *mixer = NULL;
    struct products products = {wish->out, verify_eid(opened->audit), NULL};
    const struct sink sink = products_sink(&products);
    int r;

    r = passphrase_open_key(wish->key, wish->passphrase_file, KEY_MIXER, &mixer);
    if (r == 0) {
        r = products_begin(&products);
    }
    if (r != 0) {
        return r;
    }
    opened_begin(opened, "mixing");
    r = perform_mix(opened->audit, mixer, &sink);
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
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = opened_for_act(&opened, word, wish.election, STAGE_MIXES);
    }
    return r != 0 ? r : mix(&wish, &opened);
}

const struct command tally_mix = {
    .name = "mix",
    .arguments = "DIR|URL --key FILE --out DIR [--passphrase-file FILE] "
                 "[--election CODE]",
    .summary = "permute and re-encrypt the ballots, with proof: a mixer's act",
    .run = run,
};
