// SPDX-License-Identifier: AGPL-3.0-or-later
/* run: mix, decrypt, count and declare, with every key at hand. With an address what is
 * made is submitted too, so that it can be taken up again where it stopped. */
#include "audit/perform.h"

#include "commands.h"
#include "declaring.h"
#include "passphrase.h"
#include "products.h"
#include "shown.h"

enum {
    KEYS_MAX = OPTION_LIST_MAX,
};

struct keys {
    size_t count;
    struct keyfile *list[KEYS_MAX];
};

struct wish {
    struct option_list keys;
    const char *passphrase_file;
    const char *out;
    const char *election;
    const char *record;
    bool is_sure;
    struct declaring declaring;
};

static void keys_deinit(struct keys *keys)
{
    size_t i;

    for (i = 0; i < keys->count; i++) {
        keyfile_free(keys->list[i]);
    }
}

static int open_keys(const struct wish *wish, struct keys *keys)
{
    int r;

    while (keys->count < wish->keys.count) {
        r = passphrase_open_any(wish->keys.texts[keys->count],
                                wish->passphrase_file,
                                &keys->list[keys->count]);
        if (r != 0) {
            return r;
        }
        keys->count++;
    }
    return 0;
}

/* Mixers in the order named, until none of them has anything left to mix. */
static int mix(const struct keys *keys, struct opened *opened, const struct sink *sink)
{
    size_t i;
    int r;

    opened_begin(opened, "mixing");
    for (i = 0; i < keys->count; i++) {
        if (keyfile_person(keys->list[i])->role != KEY_MIXER) {
            continue;
        }
        r = perform_mix(opened->audit, keys->list[i], sink);
        if (r != 0 && r != PERFORM_NOTHING) {
            opened_end(opened);
            return r > 0 ? opened_say_refused(r) : r;
        }
    }
    opened_end(opened);
    return perform_needs_mix(opened->audit)
               ? command_fail(COMMAND_REFUSED, "mixes are still due: name more mixers")
               : 0;
}

static int decrypt(struct keys *keys, struct opened *opened, const struct sink *sink)
{
    size_t i;
    int r;

    opened_begin(opened, "decrypting");
    for (i = 0; i < keys->count && perform_needs_shares(opened->audit); i++) {
        if (keyfile_person(keys->list[i])->role != KEY_TRUSTEE) {
            continue;
        }
        r = perform_decrypt(opened->audit, keys->list[i], sink);
        if (r != 0 && r != PERFORM_NOTHING) {
            opened_end(opened);
            return r > 0 ? opened_say_refused(r) : r;
        }
    }
    opened_end(opened);
    return perform_needs_shares(opened->audit) ? command_fail(
               COMMAND_REFUSED, "shares are still due: name more trustees")
                                               : 0;
}

static int declare(struct wish *wish,
                   const struct keys *keys,
                   struct opened *opened,
                   const struct sink *sink)
{
    struct declaring *declaring = &wish->declaring;
    size_t i;
    int r;

    for (i = 0; i < keys->count; i++) {
        if (keyfile_person(keys->list[i])->role == KEY_OFFICER
            && declaring->officer_count < PRODUCT_SIGNERS_MAX) {
            declaring->officers[declaring->officer_count] = keys->list[i];
            declaring->officer_count++;
        }
    }
    r = declaring_do(declaring, opened, sink);
    if (r == COMMAND_LOT) {
        /* The trustees have answered: another mix would be refused for ever. */
        command_say(opened_is_address(wish->record)
                        ? "draw the lot, and run this again with --lot"
                        : "submit the mixes and shares; then declare with --lot");
    }
    return r;
}

static int run_all(struct wish *wish, struct opened *opened)
{
    CLEANUP(keys_deinit) struct keys keys = {.count = 0};
    CLEANUP(remote_freep) struct remote *remote = NULL;
    struct products products = {wish->out, verify_eid(opened->audit), NULL};
    const struct sink sink = products_sink(&products);
    int r;

    if (opened_is_address(wish->record)) {
        r = remote_open(wish->record, &remote);
        if (r != 0) {
            return r;
        }
        products.remote = remote;
    }
    r = shown_before_opening(opened->audit,
                             wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK);
    if (r == 0) {
        r = open_keys(wish, &keys);
    }
    if (r == 0) {
        r = products_begin(&products);
    }
    if (r == 0) {
        r = mix(&keys, opened, &sink);
    }
    if (r == 0) {
        r = decrypt(&keys, opened, &sink);
    }
    return r != 0 ? r : declare(wish, &keys, opened, &sink);
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
        FLAG("yes", &wish.is_sure),
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        wish.record = word;
        r = opened_for_act(&opened, word, wish.election, STAGE_SHARES);
    }
    if (r == 0 && perform_polled(opened.audit) == 0) {
        r = command_fail(COMMAND_REFUSED, "the record has no box yet");
    }
    return r != 0 ? r : run_all(&wish, &opened);
}

const struct command tally_run = {
    .name = "run",
    .arguments = "DIR|URL --key FILE… --out DIR [--yes] [--lot [N:]5,2,9]… "
                 "[--seed HEX] [--sentence TEXT] [--passphrase-file FILE] "
                 "[--election CODE]",
    .summary = "mix, decrypt, count and declare, with every key at hand",
    .run = run,
};
