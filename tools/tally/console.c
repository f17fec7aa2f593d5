// SPDX-License-Identifier: AGPL-3.0-or-later
/* console: signs an officer in, and prints the address that opens the console once. */
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "core/label.h"

#include "commands.h"
#include "form.h"
#include "login.h"

enum {
    LINE_MAX_BYTES = 2048,
};

static int print_address(const struct login *login)
{
    CLEANUP(buf_deinit) struct buf line = {.data = NULL};
    char address[HTTP_ADDRESS_SIZE];

    if (http_address(remote_url(login->remote), login->address, address) != 0) {
        return command_fail(COMMAND_REFUSED, "the daemon gave no address");
    }
    buf_init(&line, LINE_MAX_BYTES);
    buf_printf(&line, "%s\n", address);
    if (buf_status(&line) != 0) {
        return FOLD(buf_status(&line));
    }
    command_say("open this address in a browser; it works once");
    return command_print(buf_span(&line));
}

/* The declaration of rule 69, whose words the officer must have seen. */
static int declare(const struct login *login, const char *email)
{
    CLEANUP(buf_deinit) struct buf form = {.data = NULL};

    command_say("you declare (rule %s): I am not a member, director or employee of the "
                "trust, nor employed by or on behalf of a candidate",
                label_own(login->election.definition->of.definition, "69"));
    buf_init(&form, FORM_MAX);
    buf_put_text(&form, "declared=yes&email=");
    form_value(email, &form);
    return form_post(login->remote,
                     "/console/declaration",
                     &form,
                     "refused: this is no email address");
}

static int run(int argc, char **argv)
{
    CLEANUP(login_deinit) struct login login = {.remote = NULL};
    struct login_wish wish = {.key = ""};
    const char *email = NULL;
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.key),
        TEXT("passphrase-file", &wish.passphrase_file),
        TEXT("declare", &email),
    };
    int r = command_read_one(OPTIONS(options), argc, argv, &wish.url);

    if (r != 0) {
        return r;
    }
    r = login_open(&wish, &login);
    if (r == 0 && email != NULL) {
        r = declare(&login, email);
    }
    return r == 0 ? print_address(&login) : r;
}

const struct command tally_console = {
    .name = "console",
    .arguments = "URL --key FILE [--passphrase-file FILE] [--declare EMAIL]",
    .summary = "sign in as an officer; prints the console's address, good once; "
               "--declare makes the declaration of officers",
    .run = run,
};
