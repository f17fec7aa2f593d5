// SPDX-License-Identifier: AGPL-3.0-or-later
/* trustee ceremony: makes the election's key, which a draft of the definition then has:
 * of a trustee alone at once, of several a round each time it is run. */
#include <stdio.h>

#include "base/fault.h"
#include "base/file.h"
#include "seal/custody.h"
#include "seal/hash.h"

#include "commands.h"
#include "draft.h"
#include "meeting.h"
#include "passphrase.h"
#include "several.h"

struct wish {
    const char *key;
    const char *passphrase_file;
    const char *object;
    const char *folder;
    struct meeting meeting; /* without url: files are carried */
};

static int check_alone(const struct definition *definition,
                       const struct key_person *person)
{
    if (definition->trustee_count != 1 || definition->threshold != 1) {
        return command_fail(COMMAND_USAGE,
                            "the definition names %zu trustees: say --folder FOLDER, "
                            "where they leave each other the files of the ceremony",
                            definition->trustee_count);
    }
    if (!span_is_equal(SPAN(person->sign), SPAN(definition->trustees[0].key))
        || !span_is_equal(SPAN(person->static_key),
                          SPAN(definition->trustees[0].static_key))) {
        return command_fail(COMMAND_REFUSED,
                            "this key is not the trustee's whom the definition names");
    }
    return 0;
}

/* The object first: a definition never names what does not exist. The same object that
 * is there already will do: every trustee of several comes to the same bytes. */
static int save_object(const struct wish *wish, struct span object)
{
    CLEANUP(buf_deinit) struct buf there;
    int r;

    buf_init(&there, object.size);
    r = file_read(wish->object, &there);
    if (r == 0 && span_is_equal(buf_span(&there), object)) {
        return 0;
    }
    return r < 0 ? r : command_save_public(wish->object, object);
}

/* What a ceremony brings: its object in a file, its hash and Y in the draft. */
static int
keep(const struct wish *wish, struct draft *draft, const struct ceremony *ceremony)
{
    struct definition *definition = draft->document->of.definition;
    CLEANUP(buf_deinit) struct buf object;
    int r;

    buf_init(&object, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    r = ceremony_write(ceremony, &object);
    if (r != 0) {
        return FOLD(r);
    }
    r = save_object(wish, buf_span(&object));
    if (r != 0) {
        return r;
    }
    hash_sha256(buf_span(&object), &definition->ceremony.digest);
    definition->ceremony.size = object.size;
    ceremony_group_key(ceremony, &definition->election_key);
    r = draft_replace(draft);
    if (r == 0) {
        command_say("the ceremony's object is in %s; %s names it, and Y",
                    wish->object,
                    draft->path);
        if (wish->key != NULL) {
            command_say(
                "now back your key up on paper: tally trustee backup --key %s, "
                "and test the sheet: tally trustee restore --paper --ceremony %s",
                wish->key,
                wish->object);
        }
    }
    return r;
}

static int
alone(const struct wish *wish, struct draft *draft, const struct keyfile *keyfile)
{
    struct definition *definition = draft->document->of.definition;
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    int r;

    r = check_alone(definition, keyfile_person(keyfile));
    if (r != 0) {
        return r;
    }
    r = custody_ceremony_alone(keyfile, &definition->nonce, &ceremony);
    if (r == 0) {
        r = custody_restores(keyfile, ceremony);
    }
    return r == 0 ? keep(wish, draft, ceremony) : FOLD(r);
}

/* The key may restore its share from what is now public: the first restore test. */
static int finish(const struct wish *wish, struct draft *draft, struct several *several)
{
    if (several->keyfile != NULL
        && custody_restores(several->keyfile, several->ceremony) != 0) {
        return FAULT(FAULT_CRYPTO);
    }
    command_say("the ceremony is complete: all %u have signed",
                several->ceremony->cocktail.n);
    return keep(wish, draft, several->ceremony);
}

static int
advance(const struct wish *wish, struct draft *draft, struct several *several)
{
    CLEANUP(buf_deinit) struct buf codes = {.data = NULL};
    bool is_complete = false;
    int r;

    r = several_begin(several);
    if (r != 0) {
        return r;
    }
    if (wish->meeting.url != NULL) {
        r = meeting_fetch(&wish->meeting, several);
    }
    buf_init(&codes, 1 << 13);
    several_fingerprints(several, &codes);
    if (r == 0) {
        r = FOLD(buf_status(&codes));
    }
    if (r == 0) {
        r = command_print(buf_span(&codes));
    }
    if (r == 0) {
        r = several_advance(several, &is_complete);
    }
    if (r == 0 && wish->meeting.url != NULL) {
        r = meeting_leave(&wish->meeting, several);
    }
    return r == 0 && is_complete ? finish(wish, draft, several) : r;
}

static int
together(const struct wish *wish, struct draft *draft, const struct keyfile *keyfile)
{
    char memory[FILE_PATH_SIZE] = "";
    struct several several = {
        .definition = draft->document->of.definition,
        .keyfile = keyfile,
        .memory = memory,
        .rounds = {.folder = wish->folder},
    };
    int length = 0;
    int r;

    if (wish->key != NULL) {
        length = snprintf(memory, sizeof(memory), "%s.ceremony", wish->key);
    }
    if (length < 0 || length >= (int)sizeof(memory)) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", wish->key);
    }
    r = advance(wish, draft, &several);
    several_deinit(&several);
    return r;
}

static int perform(const struct wish *wish, struct draft *draft)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r = 0;

    if ((wish->meeting.url != NULL) != (wish->meeting.word != NULL)
        || (wish->meeting.url != NULL && wish->folder == NULL)) {
        return command_fail(COMMAND_USAGE, "--url, --word and --folder go together");
    }
    if (wish->key == NULL && wish->folder == NULL) {
        return command_fail(COMMAND_USAGE, "--key FILE is missing");
    }
    if (wish->key != NULL) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_TRUSTEE, &keyfile);
    }
    if (r != 0) {
        return r;
    }
    return wish->folder != NULL ? together(wish, draft, keyfile)
                                : alone(wish, draft, keyfile);
}

static int run(int argc, char **argv)
{
    struct wish wish = {.object = ""};
    const struct option_value options[] = {
        TEXT("key", &wish.key),
        REQUIRED_TEXT("ceremony", &wish.object),
        TEXT("folder", &wish.folder),
        TEXT("url", &wish.meeting.url),
        TEXT("word", &wish.meeting.word),
        TEXT("passphrase-file", &wish.passphrase_file),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    CLEANUP(draft_deinit) struct draft draft = {0};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = draft_load(arguments.words[0], &draft);
    }
    if (r == 0) {
        r = draft_require_unsigned(&draft);
    }
    return r == 0 ? perform(&wish, &draft) : r;
}

const struct command tally_trustee_ceremony = {
    .name = "trustee ceremony",
    .arguments = "DEFINITION --key FILE --ceremony OBJECT [--folder FOLDER [--url URL "
                 "--word WORD]] [--passphrase-file FILE]",
    .summary = "make the election's key and put it into a draft; with several trustees "
               "a round at a time",
    .run = run,
};
