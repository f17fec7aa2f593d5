// SPDX-License-Identifier: AGPL-3.0-or-later
/* witness serve: cosigns what the logs of some elections send, over HTTP. */
#include <string.h>

#include "audit/witness.h"
#include "base/fault.h"
#include "record/policy.h"

#include "commands.h"
#include "cosigner.h"
#include "draft.h"

enum {
    ADDRESS_SIZE = 64,
    PORT_MAX = 65535,
    PORT_DIGITS = 5,
    SILENCE = 10, /* seconds a connection may stay silent */
};

struct wish {
    struct cosigner_wish cosigner;
    const char *folder;
    const char *listen;
    struct option_list definitions;
};

/* The logs of the definitions given. */
struct logs {
    size_t count;
    struct vkey keys[WITNESS_LOGS_MAX];
};

/* ADDRESS:PORT, the address in figures; an IPv6 one may stand in brackets. */
static int split(const char *text, char address[ADDRESS_SIZE], uint16_t *port)
{
    const char *colon = strrchr(text, ':');
    bool is_bracketed = text[0] == '[';
    size_t size = colon == NULL ? 0 : (size_t)(colon - text);
    unsigned value = 0;
    const char *digit;

    if (is_bracketed && size > 2 && text[size - 1] == ']') {
        text++;
        size -= 2;
    }
    if (size == 0 || size >= ADDRESS_SIZE || colon[1] == '\0'
        || strlen(colon + 1) > PORT_DIGITS) {
        return COMMAND_USAGE;
    }
    for (digit = colon + 1; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9') {
            return COMMAND_USAGE;
        }
        value = value * 10 + (unsigned)(*digit - '0');
    }
    memcpy(address, text, size);
    address[size] = '\0';
    *port = (uint16_t)value;
    return value <= PORT_MAX ? 0 : COMMAND_USAGE;
}

/* A policy that does not name this witness makes no use of it. */
static int look_for(const struct definition *definition,
                    const struct vkey *witness,
                    const char *path)
{
    CLEANUP(policy_freep) struct policy *policy = NULL;
    size_t i;
    int r = policy_new(definition, NULL, &policy);

    if (r != 0) {
        return r < 0 ? r
                     : command_fail(
                         COMMAND_REFUSED, "%s: %s", path, policy_refusal_text(r));
    }
    for (i = 0; i < policy->count; i++) {
        if (policy->nodes[i].need == 0
            && span_is_equal(SPAN(policy->nodes[i].key.key), SPAN(witness->key))) {
            return 0;
        }
    }
    command_say("%s: its policy does not name you", path);
    return 0;
}

static int read_log(const struct wish *wish,
                    const char *path,
                    const struct vkey *witness,
                    struct logs *logs)
{
    CLEANUP(draft_deinit) struct draft draft = {0};
    const struct definition *definition;
    int r = draft_load(path, &draft);

    if (r != 0) {
        return r;
    }
    definition = draft.document->of.definition;
    if (wish->cosigner.clock != NULL && !definition->practice) {
        return command_fail(
            COMMAND_REFUSED, "%s: --clock is for practice elections", path);
    }
    r = vkey_make(
        definition->origin, VKEY_LOG, &definition->log, &logs->keys[logs->count++]);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "%s: no origin", path);
    }
    return look_for(definition, witness, path);
}

static int refuse(const struct wish *wish, int refusal)
{
    static const char *const words[] = {
        [WITNESS_TAKEN] = "another process works with this folder",
        [WITNESS_DENIED] = "cannot be used",
        [WITNESS_DAMAGED] = "a checkpoint in it is not what this witness cosigned",
    };

    return refusal < 0
               ? refusal
               : command_fail(COMMAND_REFUSED, "%s: %s", wish->folder, words[refusal]);
}

static int serve(const struct wish *wish, struct witness *witness)
{
    CLEANUP(server_freep) struct server *server = NULL;
    char address[ADDRESS_SIZE];
    struct server_options options = {.address = address,
                                     .body_max = WITNESS_BODY_MAX,
                                     .silence = SILENCE,
                                     .answer = witness_answer,
                                     .context = witness};
    int r = split(wish->listen, address, &options.port);

    if (r != 0) {
        return command_fail(COMMAND_USAGE, "%s: not ADDRESS:PORT", wish->listen);
    }
    r = server_new(&options, &server);
    if (r != 0) {
        return r < 0 ? r
                     : command_fail(COMMAND_REFUSED,
                                    "%s: not an address of this machine, or in use",
                                    wish->listen);
    }
    command_say("listening on %s, port %u", address, (unsigned)server_port(server));
    return server_run(server);
}

static int work(const struct wish *wish, const struct cosigner *cosigner)
{
    CLEANUP(witness_freep) struct witness *witness = NULL;
    struct logs logs = {.count = 0};
    struct witness_options options = {.folder = wish->folder,
                                      .key = &cosigner->vkey,
                                      .secret = keyfile_sign(cosigner->keyfile),
                                      .clock = cosigner->clock,
                                      .logs = logs.keys};
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < wish->definitions.count; i++) {
        r = read_log(wish, wish->definitions.texts[i], &cosigner->vkey, &logs);
    }
    if (r != 0) {
        return r;
    }
    options.log_count = logs.count;
    r = witness_open(&options, &witness);
    return r == 0 ? serve(wish, witness) : refuse(wish, r);
}

static int run(int argc, char **argv)
{
    struct wish wish = {.cosigner.key = "", .folder = "", .listen = "127.0.0.1:8090"};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.cosigner.key),
        REQUIRED_TEXT("folder", &wish.folder),
        LIST("definition", &wish.definitions),
        TEXT("listen", &wish.listen),
        TEXT("passphrase-file", &wish.cosigner.passphrase_file),
        TEXT("clock", &wish.cosigner.clock),
    };
    struct arguments arguments = {.options = options,
                                  .option_count = ARRAY_SIZE(options)};
    CLEANUP(cosigner_deinit) struct cosigner cosigner = {.keyfile = NULL};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0 && wish.definitions.count == 0) {
        return command_fail(COMMAND_USAGE, "whose log? --definition FILE");
    }
    if (r == 0) {
        r = cosigner_open(&wish.cosigner, &cosigner);
    }
    return r == 0 ? work(&wish, &cosigner) : r;
}

const struct command tally_witness_serve = {
    .name = "witness serve",
    .arguments = "--key FILE --folder DIR --definition FILE … [--listen ADDRESS:PORT] "
                 "[--clock FILE] [--passphrase-file FILE]",
    .summary = "cosign, over HTTP, each checkpoint that extends the last one; refuses "
               "another history, and keeps the proof in DIR",
    .run = run,
};
