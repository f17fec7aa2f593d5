// SPDX-License-Identifier: AGPL-3.0-or-later
/* replace: a member's voting code did not come, or is lost: a new one, signed for. */
#include "base/buf.h"
#include "base/fault.h"

#include "commands.h"
#include "docket.h"
#include "form.h"

struct wish {
    const char *member;
    const char *kept_in;
};

static int post_form(struct login *login, const struct wish *wish)
{
    CLEANUP(buf_deinit) struct buf form;

    buf_init(&form, FORM_MAX);
    buf_put_text(&form, "member=");
    form_value(wish->member, &form);
    buf_put_text(&form, "&register=");
    form_value(wish->kept_in, &form);
    return form_post(login->remote,
                     "/console/replacements",
                     &form,
                     "refused: no such member, no vote, one that waits already, or not "
                     "the time; the console says which");
}

static int check_register(const struct wish *wish)
{
    int place;

    for (place = REGISTER_LOST; place < REGISTER_END; place++) {
        if (span_is_equal(span_of_text(wish->kept_in),
                          span_of_text(register_name((enum replace_register)place)))) {
            return 0;
        }
    }
    return command_fail(COMMAND_USAGE,
                        "the registers are lost, spoilt, tendered and omitted");
}

static int run(int argc, char **argv)
{
    CLEANUP(login_deinit) struct login login = {.remote = NULL};
    struct wish wish = {.member = "", .kept_in = ""};
    struct login_wish who = {.key = ""};
    struct docket_wish then = {.scope = DOCKET_REPLACEMENTS};
    const struct option_value options[] = {
        REQUIRED_TEXT("member", &wish.member),
        REQUIRED_TEXT("register", &wish.kept_in),
        REQUIRED_TEXT("key", &who.key),
        TEXT("passphrase-file", &who.passphrase_file),
        TEXT("record", &then.record),
        FLAG("yes", &then.is_sure),
    };
    struct arguments arguments = {
        .options = options, .option_count = ARRAY_SIZE(options), .least = 1, .most = 1};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = check_register(&wish);
    }
    if (r != 0) {
        return r;
    }
    who.url = arguments.words[0];
    r = login_open(&who, &login);
    if (r == 0) {
        r = post_form(&login, &wish);
    }
    return r == 0 ? docket_sign(&login, &then) : r;
}

const struct command tally_replace = {
    .name = "replace",
    .arguments = "URL --member NUMBER --register NAME --key FILE "
                 "[--passphrase-file FILE] [--record DIR] [--yes]",
    .summary = "give a member a new voting code, in register lost, spoilt, tendered or "
               "omitted",
    .run = run,
};
