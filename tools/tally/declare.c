// SPDX-License-Identifier: AGPL-3.0-or-later
/* declare: the count of every constituency, its sheets, and the result to sign. */
#include "audit/perform.h"

#include "commands.h"
#include "declaring.h"
#include "passphrase.h"
#include "products.h"

struct wish {
    struct option_list keys;
    const char *passphrase_file;
    const char *out;
    const char *election;
    struct declaring declaring;
};

static int declare(struct wish *wish, struct opened *opened)
{
    struct products products = {wish->out, verify_eid(opened->audit), NULL};
    const struct sink sink = products_sink(&products);
    int r = products_begin(&products);

    return r != 0 ? r : declaring_do(&wish->declaring, opened, &sink);
}

/* One or two officers' keys; the second hand may also sign the file later. */
static int with_keys(struct wish *wish, struct opened *opened)
{
    CLEANUP(keyfile_freep) struct keyfile *first = NULL;
    CLEANUP(keyfile_freep) struct keyfile *second = NULL;
    int r;

    if (wish->keys.count < 1 || wish->keys.count > PRODUCT_SIGNERS_MAX) {
        return command_fail(COMMAND_USAGE, "name one officer's key, or two");
    }
    r = passphrase_open_key(
        wish->keys.texts[0], wish->passphrase_file, KEY_OFFICER, &first);
    if (r == 0 && wish->keys.count > 1) {
        r = passphrase_open_key(
            wish->keys.texts[1], wish->passphrase_file, KEY_OFFICER, &second);
    }
    if (r != 0) {
        return r;
    }
    wish->declaring.officers[0] = first;
    wish->declaring.officers[1] = second;
    wish->declaring.officer_count = wish->keys.count;
    return declare(wish, opened);
}

static int run(int argc, char **argv)
{
    struct wish wish = {.out = NULL};
    const struct option_value options[] = {
        LIST("key", &wish.keys),
        REQUIRED_TEXT("out", &wish.out),
        LIST("lot", &wish.declaring.lots),
        TEXT("seed", &wish.declaring.seed),
        TEXT("sentence", &wish.declaring.sentence),
        TEXT("passphrase-file", &wish.passphrase_file),
        TEXT("election", &wish.election),
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = opened_for_act(&opened, word, wish.election, STAGE_PLAINTEXTS);
    }
    return r != 0 ? r : with_keys(&wish, &opened);
}

const struct command tally_declare = {
    .name = "declare",
    .arguments = "DIR|URL --key FILE… --out DIR [--lot [N:]5,2,9]… [--seed HEX] "
                 "[--sentence TEXT] [--passphrase-file FILE] [--election CODE]",
    .summary = "count every constituency and sign the result: an officer's act",
    .run = run,
};
