/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A document that an officer makes by hand, and no daemon prepared: given its base,
 * shown in plain words, held against a copy of the record, asked about, signed by the
 * keys at hand and sent. Where two officers must sign and one key is given, the daemon
 * keeps it until the second one's `tally sign`.
 */
#ifndef TALLY_PROPOSE_H
#define TALLY_PROPOSE_H

#include <stdbool.h>

#include "base/attr.h"
#include "copy.h"
#include "core/document.h"
#include "options.h"
#include "remote.h"
#include "seal/keyfile.h"

enum {
    PROPOSE_HANDS = 2,
};

struct propose_wish {
    const char *url;
    struct option_list keys; /* one officer's, or two */
    const char *passphrase_file;
    const char *record; /* folder of the copy, or NULL */
    bool is_sure;       /* --yes */
};

#define PROPOSE_OPTIONS(wish)                                                          \
    LIST("key", &(wish)->keys), TEXT("passphrase-file", &(wish)->passphrase_file),     \
        TEXT("record", &(wish)->record), FLAG("yes", &(wish)->is_sure)

#define PROPOSE_USAGE "--key FILE… [--passphrase-file FILE] [--record DIR] [--yes]"

/* The election, a copy of its record, and the officers who are about to sign. */
struct propose {
    const struct propose_wish *wish;
    struct remote *remote;
    struct remote_election election;
    struct copy *copy;
    size_t hand_count;
    struct keyfile *hands[PROPOSE_HANDS];
};

/* COMMAND_REFUSED or COMMAND_USAGE, said on stderr. Release in either case. */
MUST_USE int propose_open(const struct propose_wish *wish, struct propose *out);
void propose_deinit(struct propose *propose);

/* COMMAND_REFUSED, said, unless the definition grants it to every hand. */
MUST_USE int propose_require(const struct propose *propose, unsigned grant);

/* Fills in the document's base; may be called for one document after another. */
MUST_USE int propose_send(struct propose *propose, struct document *document);

#endif
