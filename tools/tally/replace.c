// SPDX-License-Identifier: AGPL-3.0-or-later
/* replace: a member's voting code did not come, or is lost: a new one, signed for. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/hex.h"
#include "base/text.h"
#include "seal/sealbox.h"
#include "wire/field.h"

#include "commands.h"
#include "confirm.h"
#include "docket.h"
#include "form.h"

enum {
    REQUEST_MAX = 4096,
    MEMBER_MAX = 201,
    REGISTER_MAX = 16,
};

struct wish {
    const char *member;
    const char *kept_in;
    const char *request; /* of an issuer who drew the token: holds the two above */
};

/* What is asked for: from the options, or from the issuer's request. */
struct asked {
    char member[MEMBER_MAX];
    char kept_in[REGISTER_MAX];
    char sealed[2 * (SEALBOX_REFERENCE_MAX + SEALBOX_EXTRA) + 1];
    struct sign_key credential;
    bool is_drawn;
    bool is_sure; /* --yes */
    enum replace_register chosen;
    unsigned gates; /* what the officer is satisfied of */
};

/* What the officer is asked before a replacement. */
static const char *const questions[GATES] = {
    "Are you satisfied of the identity of who asks?",
    "Is there no reason to doubt that the voting information did not arrive?",
    "Is it so that no declaration of identity was returned in the member's name?",
    "Are you satisfied that the member has not in fact voted?",
    "Should the member have been on the list of eligible voters?",
};

static void put_gates(unsigned gates, struct buf *out)
{
    size_t i;

    for (i = 0; i < GATES; i++) {
        if ((gates & 1U << i) != 0) {
            buf_printf(out, "&%s=yes", register_gate_name(i));
        }
    }
}

static int ask_one(const struct asked *asked, size_t place)
{
    if (asked->is_sure) {
        command_say("%s Yes, by --yes", questions[place]);
        return 0;
    }
    return confirm(CONFIRM_ASK, questions[place]);
}

/* Rules 29 to 31: each is asked, and --yes answers all of them. */
static int ask_gates(struct asked *asked)
{
    unsigned gates = register_gates(asked->chosen, 1);
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < GATES; i++) {
        if ((gates & 1U << i) != 0) {
            r = ask_one(asked, i);
        }
    }
    asked->gates = gates;
    return r;
}

static int post_form(struct login *login, const struct asked *asked)
{
    CLEANUP(buf_deinit) struct buf form;
    char credential[2 * SIGN_KEY_SIZE + 1];

    buf_init(&form, FORM_MAX);
    buf_put_text(&form, "member=");
    form_value(asked->member, &form);
    buf_put_text(&form, "&register=");
    form_value(asked->kept_in, &form);
    if (asked->is_drawn) {
        hex_encode(SPAN(asked->credential), credential);
        buf_printf(&form, "&credential=%s&sealed=%s", credential, asked->sealed);
    }
    put_gates(asked->gates, &form);
    return form_post(login->remote, "/console/replacements", &form, "refused");
}

static int check_register(struct asked *wish)
{
    wish->chosen =
        (enum replace_register)text_choice(span_of_text(wish->kept_in), register_name);
    if (wish->chosen != 0) {
        return 0;
    }
    return command_fail(COMMAND_USAGE,
                        "the registers are lost, spoilt, tendered and omitted");
}

/* {"document": "request", "member", "register", "credential", "sealed"} */
static int read_request(const char *path, struct asked *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    CLEANUP(buf_deinit) struct buf text;
    struct node_complaint why;
    struct node sealed;
    struct node root;
    int r;

    buf_init(&text, REQUEST_MAX);
    r = command_load(path, &text);
    if (r != 0) {
        return r;
    }
    r = node_parse(buf_span(&text), REQUEST_MAX, &why, &tree);
    if (r == 0) {
        root = node_root(tree);
        node_members(&root, "document member register credential sealed");
        field_text(&root, "member", out->member, sizeof(out->member));
        field_text(&root, "register", out->kept_in, sizeof(out->kept_in));
        field_bytes(&root, "credential", &out->credential, sizeof(out->credential));
        sealed = node_member(&root, "sealed");
        node_text_or_empty(&sealed, out->sealed, sizeof(out->sealed));
        if (out->sealed[strspn(out->sealed, "0123456789abcdef")] != 0) {
            node_refuse(&sealed, "not hexadecimal");
        }
        r = node_status(tree, &why);
    }
    out->is_drawn = true;
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "%s: %s", path, why.text);
}

static int copy(const char *text, char *out, size_t size)
{
    return snprintf(out, size, "%s", text) < (int)size
               ? 0
               : command_fail(COMMAND_REFUSED, "%s: too long", text);
}

static int read_wish(const struct wish *wish, struct asked *out)
{
    int r;

    if ((wish->request != NULL) == (wish->member != NULL)
        || (wish->member != NULL) != (wish->kept_in != NULL)) {
        return command_fail(COMMAND_USAGE,
                            "either --member and --register, or --request");
    }
    if (wish->request != NULL) {
        r = read_request(wish->request, out);
    } else {
        r = copy(wish->member, out->member, sizeof(out->member));
        if (r == 0) {
            r = copy(wish->kept_in, out->kept_in, sizeof(out->kept_in));
        }
    }
    return r == 0 ? check_register(out) : r;
}

static int run(int argc, char **argv)
{
    CLEANUP(login_deinit) struct login login = {.remote = NULL};
    struct wish wish = {.member = NULL};
    struct asked asked = {.is_drawn = false};
    struct docket_answer answer = {.path = NULL};
    struct login_wish who = {.key = ""};
    struct docket_wish then = {.scope = DOCKET_REPLACEMENTS};
    const struct option_value options[] = {
        TEXT("member", &wish.member),
        TEXT("register", &wish.kept_in),
        TEXT("request", &wish.request),
        TEXT("answer", &answer.path),
        REQUIRED_TEXT("key", &who.key),
        TEXT("passphrase-file", &who.passphrase_file),
        TEXT("record", &then.record),
        FLAG("yes", &then.is_sure),
    };
    const char *word = NULL;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = read_wish(&wish, &asked);
    }
    if (r != 0) {
        return r;
    }
    answer.credential = asked.credential;
    then.answer = answer.path != NULL ? &answer : NULL;
    who.url = word;
    asked.is_sure = then.is_sure;
    r = login_open(&who, &login);
    if (r == 0) {
        r = ask_gates(&asked);
    }
    if (r == 0) {
        r = post_form(&login, &asked);
    }
    return r == 0 ? docket_sign(&login, &then) : r;
}

const struct command tally_replace = {
    .name = "replace",
    .arguments = "URL --member NUMBER --register NAME | --request FILE --answer FILE "
                 "--key FILE [--passphrase-file FILE] [--record DIR] [--yes]",
    .summary = "give a member a new voting code, in register lost, spoilt, tendered or "
               "omitted",
    .run = run,
};
