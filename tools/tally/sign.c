// SPDX-License-Identifier: AGPL-3.0-or-later
/* sign: everything that waits for an officer, shown, asked about, signed and sent. */
#include "commands.h"
#include "docket.h"

static int run(int argc, char **argv)
{
    CLEANUP(login_deinit) struct login login = {.remote = NULL};
    struct login_wish who = {.key = ""};
    struct docket_wish wish = {.scope = DOCKET_ALL};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &who.key),
        TEXT("passphrase-file", &who.passphrase_file),
        TEXT("record", &wish.record),
        FLAG("yes", &wish.is_sure),
    };
    int r = command_read_one(OPTIONS(options), argc, argv, &who.url);

    if (r != 0) {
        return r;
    }
    r = login_open(&who, &login);
    return r == 0 ? docket_sign(&login, &wish) : r;
}

const struct command tally_sign = {
    .name = "sign",
    .arguments = "URL --key FILE [--passphrase-file FILE] [--record DIR] [--yes]",
    .summary = "show what waits for an officer's signature, sign it and send it",
    .run = run,
};
