/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An issuer at work on a machine of their own (protocol.md §4): the list of voters, the
 * record, and the way out by mail and letters. Tokens are handed on and kept nowhere.
 */
#ifndef TALLY_ISSUING_H
#define TALLY_ISSUING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/clock.h"
#include "base/file.h"
#include "post/courier.h"
#include "post/dispatch.h"
#include "post/mailbag.h"
#include "seal/keyfile.h"
#include "seal/token.h"
#include "wire/voters.h"

#include "copy.h"
#include "remote.h"

struct issuing_wish {
    const char *url;
    const char *key;
    const char *passphrase_file;
    const char *voters;
    const char *out; /* a folder: record/, letters/, references */
    struct mailbag mail;
};

/* The rows of its options. */
#define ISSUING_OPTIONS(wish)                                                          \
    REQUIRED_TEXT("key", &(wish)->key), REQUIRED_TEXT("voters", &(wish)->voters),      \
        REQUIRED_TEXT("out", &(wish)->out),                                            \
        TEXT("passphrase-file", &(wish)->passphrase_file),                             \
        TEXT("mail-server", &(wish)->mail.server),                                     \
        TEXT("mail-user", &(wish)->mail.user),                                         \
        TEXT("mail-password-file", &(wish)->mail.password_file),                       \
        TEXT("mail-from", &(wish)->mail.from),                                         \
        TEXT("mail-folder", &(wish)->mail.folder),                                     \
        FLAG("mail-clear-text", &(wish)->mail.is_clear_text)

#define ISSUING_ARGUMENTS                                                              \
    "--key FILE --voters FILE --out DIR [--mail-server URL [--mail-user NAME "         \
    "--mail-password-file FILE] [--mail-clear-text] | --mail-folder DIR] "             \
    "[--mail-from ADDRESS] [--passphrase-file FILE]"

struct issuing {
    struct courier *courier; /* NULL: no mail */
    struct clock *clock;
    char letters[FILE_PATH_SIZE];
    char record[FILE_PATH_SIZE];
    char book[FILE_PATH_SIZE]; /* the sealed references */
    struct dispatch *dispatch;
    struct keyfile *key;
    struct remote *remote;
    struct remote_election election;
    struct copy *copy; /* of the record, as last looked at */
    size_t count;
    size_t room;
    struct listed_voter *voters;
    uint8_t *news; /* one a voter: what became of their mail */
    size_t awaited;
    size_t silent; /* have no address: nothing is sent */
};

/*
 * Forks the mail child, then opens all else. COMMAND_REFUSED, said on stderr: also when
 * the definition names another issuer. Release in either case.
 */
MUST_USE int issuing_open(const struct issuing_wish *wish, struct issuing *out);
void issuing_deinit(struct issuing *issuing);

const struct definition *issuing_definition(const struct issuing *issuing);

/* Looks at the record again. */
MUST_USE int issuing_look(struct issuing *issuing);

/* Waits a moment before looking again. */
void issuing_rest(void);

enum issuing_kind {
    ISSUING_FIRST,
    ISSUING_REPLACEMENT,
};

/* Hands one token on; what becomes of it, issuing_finish says. */
MUST_USE int issuing_hand(struct issuing *issuing,
                          size_t voter,
                          const struct ticket *ticket,
                          enum issuing_kind kind);

/* Seals the letters, waits for the mails, prints what became of all of them.
 * COMMAND_REFUSED when any has failed. */
MUST_USE int issuing_finish(struct issuing *issuing);

#endif
