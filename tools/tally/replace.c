// SPDX-License-Identifier: AGPL-3.0-or-later
/* replace: a member's voting code did not come, or is lost: a new one, signed for. */
#include <ctype.h>

#include "base/buf.h"
#include "base/fault.h"

#include "commands.h"
#include "docket.h"

enum {
    FORM_MAX = 1024,
    ANSWER_MAX = 1 << 20,
    STATUS_SEE_OTHER = 303,
    STATUS_OK = 200,
};

struct wish {
    const char *member;
    const char *kept_in;
};

static void put_encoded(const char *text, struct buf *out)
{
    const unsigned char *at;

    for (at = (const unsigned char *)text; *at != 0; at++) {
        if (*at < 0x80 && (isalnum(*at) || *at == '-' || *at == '.' || *at == '_')) {
            buf_put_u8(out, *at);
        } else {
            buf_printf(out, "%%%02X", *at);
        }
    }
}

/* A form that is taken is answered 303; one shown again says what is wrong as a page,
 * which no terminal shows well. */
static int post_form(struct login *login, const struct wish *wish)
{
    CLEANUP(buf_deinit) struct buf form;
    CLEANUP(buf_deinit) struct buf answer;
    struct remote_message message = {.verb = HTTP_POST,
                                     .path = "/console/replacements",
                                     .type = "application/x-www-form-urlencoded"};
    unsigned status = 0;
    int r;

    buf_init(&form, FORM_MAX);
    buf_init(&answer, ANSWER_MAX);
    buf_put_text(&form, "member=");
    put_encoded(wish->member, &form);
    buf_put_text(&form, "&register=");
    put_encoded(wish->kept_in, &form);
    if (buf_status(&form) != 0) {
        return buf_status(&form) < 0
                   ? buf_status(&form)
                   : command_fail(COMMAND_REFUSED, "too long a membership number");
    }
    message.body = buf_span(&form);
    r = remote_send(login->remote, &message, &answer, &status);
    if (r != 0 || status == STATUS_SEE_OTHER) {
        return r;
    }
    return status >= STATUS_OK && status < STATUS_SEE_OTHER
               ? command_fail(COMMAND_REFUSED,
                              "refused: no such member, no vote, one that waits "
                              "already, or not the time; the console says which")
               : remote_refuse(status, buf_span(&answer));
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
