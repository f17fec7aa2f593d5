// SPDX-License-Identifier: AGPL-3.0-or-later
/* officer new, trustee new, mixer new, witness new, issuer new: a key file, and the
 * card beside it. */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/text.h"
#include "record/vkey.h"
#include "seal/keyfile.h"
#include "wire/card.h"

#include "commands.h"
#include "passphrase.h"

struct wish {
    enum key_role role;
    const char *name;
    const char *organisation; /* mixers */
    const char *key;
    const char *passphrase_file;
};

static const enum person_role roles[KEY_ROLES] = {
    [KEY_OFFICER] = PERSON_OFFICER,
    [KEY_TRUSTEE] = PERSON_TRUSTEE,
    [KEY_MIXER] = PERSON_MIXER,
    [KEY_WITNESS] = PERSON_WITNESS,
    [KEY_ISSUER] = PERSON_ISSUER,
};

/* A name as a definition takes it. */
static int check_name(const char *what, const char *given, char *out)
{
    CLEANUP(buf_deinit) struct buf tidy;
    int r;

    buf_init(&tidy, NAME_SIZE - 1);
    r = text_tidy(span_of_text(given), TEXT_ONE_LINE, &tidy);
    if (r != 0) {
        return r < 0 ? r
                     : command_fail(
                         COMMAND_REFUSED, "the %s is %s", what, text_refusal_name(r));
    }
    memcpy(out, buf_text(&tidy), tidy.size + 1);
    return 0;
}

static int fill_person(const struct wish *wish, struct person *out)
{
    int r;

    *out = (struct person){.role = roles[wish->role]};
    r = check_name("name", wish->name, out->name);
    if (r == 0 && wish->role == KEY_WITNESS && !vkey_is_name(span_of_text(out->name))) {
        r = command_fail(COMMAND_REFUSED,
                         "a witness's name is an address without scheme, such as "
                         "witness.example/trust: no blank and no plus");
    }
    if (r != 0 || wish->organisation == NULL) {
        return r;
    }
    return check_name("organisation", wish->organisation, out->organisation);
}

static int card_path(const char *key, char *out)
{
    int length = snprintf(out, FILE_PATH_SIZE, "%s.pub", key);

    if (length < 0 || length >= FILE_PATH_SIZE) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", key);
    }
    return 0;
}

static int save_key(const struct wish *wish, struct keyfile *keyfile)
{
    CLEANUP(passphrase_freep) struct passphrase *passphrase = NULL;
    int r;

    r = passphrase_get(wish->passphrase_file, PASSPHRASE_NEW, wish->key, &passphrase);
    if (r != 0) {
        return r;
    }
    r = keyfile_save(keyfile, wish->key, passphrase_span(passphrase));
    if (r == KEYFILE_EXISTS) {
        return command_fail(
            COMMAND_REFUSED, "%s: exists already and is left alone", wish->key);
    }
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "%s: cannot be written there", wish->key);
    }
    return r;
}

/* The line of a policy that names a witness. */
static int say_vkey(const struct person *person)
{
    CLEANUP(buf_deinit) struct buf text;
    struct vkey vkey;
    int r;

    buf_init(&text, CARD_SIZE_MAX);
    r = vkey_make(person->name, VKEY_WITNESS, &person->key, &vkey);
    if (r != 0) {
        return FOLD(r);
    }
    vkey_write(&vkey, &text);
    r = FOLD(buf_status(&text));
    if (r == 0) {
        command_say("in a policy: witness NAME %s", buf_text(&text));
    }
    return r;
}

/* The card is written behind the key: without a key it would name nobody. */
static int make(const struct wish *wish, struct person *person)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    CLEANUP(buf_deinit) struct buf card;
    const struct key_person *known;
    char path[FILE_PATH_SIZE];
    int r;

    buf_init(&card, CARD_SIZE_MAX);
    r = card_path(wish->key, path);
    if (r != 0) {
        return r;
    }
    r = keyfile_new(wish->role, person->name, &keyfile);
    if (r != 0) {
        return FOLD(r);
    }
    known = keyfile_person(keyfile);
    person->key = known->sign;
    person->seal = known->seal;
    person->static_key = known->static_key;
    r = card_write(person, &card);
    if (r != 0) {
        return FOLD(r);
    }
    r = save_key(wish, keyfile);
    if (r != 0) {
        return r;
    }
    r = command_save_public(path, buf_span(&card));
    if (r != 0) {
        return r;
    }
    command_say("the key is in %s; what may be shown of it in %s", wish->key, path);
    r = command_print(buf_span(&card));
    return r == 0 && wish->role == KEY_WITNESS ? say_vkey(person) : r;
}

static int make_person(struct wish *wish, int argc, char **argv)
{
    const struct option_value options[] = {
        REQUIRED_TEXT("name", &wish->name),
        REQUIRED_TEXT("key", &wish->key),
        TEXT("passphrase-file", &wish->passphrase_file),
        REQUIRED_TEXT("organisation", &wish->organisation),
    };
    struct arguments arguments = {
        .options = options,
        .option_count =
            wish->role == KEY_MIXER ? ARRAY_SIZE(options) : ARRAY_SIZE(options) - 1,
    };
    struct person person;
    int r;

    r = command_read(&arguments, argc, argv);
    if (r == 0) {
        r = fill_person(wish, &person);
    }
    return r == 0 ? make(wish, &person) : r;
}

static int run_officer(int argc, char **argv)
{
    struct wish wish = {.role = KEY_OFFICER, .name = "", .key = ""};

    return make_person(&wish, argc, argv);
}

static int run_trustee(int argc, char **argv)
{
    struct wish wish = {.role = KEY_TRUSTEE, .name = "", .key = ""};

    return make_person(&wish, argc, argv);
}

static int run_witness(int argc, char **argv)
{
    struct wish wish = {.role = KEY_WITNESS, .name = "", .key = ""};

    return make_person(&wish, argc, argv);
}

static int run_issuer(int argc, char **argv)
{
    struct wish wish = {.role = KEY_ISSUER, .name = "", .key = ""};

    return make_person(&wish, argc, argv);
}

static int run_mixer(int argc, char **argv)
{
    struct wish wish = {.role = KEY_MIXER, .name = "", .key = ""};

    return make_person(&wish, argc, argv);
}

const struct command tally_officer_new = {
    .name = "officer new",
    .arguments = "--name NAME --key FILE [--passphrase-file FILE]",
    .summary = "make an officer's keys; FILE.pub may be shown",
    .run = run_officer,
};

const struct command tally_trustee_new = {
    .name = "trustee new",
    .arguments = "--name NAME --key FILE [--passphrase-file FILE]",
    .summary = "make a trustee's keys, for one election; FILE.pub may be shown",
    .run = run_trustee,
};

const struct command tally_witness_new = {
    .name = "witness new",
    .arguments = "--name ADDRESS --key FILE [--passphrase-file FILE]",
    .summary = "make a witness's key; FILE.pub may be shown",
    .run = run_witness,
};

const struct command tally_issuer_new = {
    .name = "issuer new",
    .arguments = "--name NAME --key FILE [--passphrase-file FILE]",
    .summary = "make the keys of who issues voting codes off the server; FILE.pub may "
               "be shown",
    .run = run_issuer,
};

const struct command tally_mixer_new = {
    .name = "mixer new",
    .arguments = "--name NAME --organisation NAME --key FILE [--passphrase-file FILE]",
    .summary = "make a mixer's key; FILE.pub may be shown",
    .run = run_mixer,
};
