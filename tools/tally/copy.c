// SPDX-License-Identifier: AGPL-3.0-or-later
#include "copy.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/fetch.h"
#include "base/fault.h"
#include "base/file.h"
#include "record/folder.h"
#include "record/ledger.h"
#include "record/ledger_view.h"
#include "wire/codec.h"

#include "command.h"
#include "refusing.h"

enum {
    MINUTE = 60,
    DEPTH = 16, /* of open folders while removing */
};

struct copy {
    char path[FILE_PATH_SIZE];
    bool is_temporary;
    bool is_whole; /* every entry and roll is here and was replayed */
    struct tree *tree;
    struct folder *folder;
    struct record_source source;
    struct ledger *ledger;
};

static int
remove_one(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(name);
}

void copy_free(struct copy *copy)
{
    if (copy == NULL) {
        return;
    }
    ledger_free(copy->ledger);
    folder_free(copy->folder);
    tree_free(copy->tree);
    if (copy->is_temporary) {
        (void)nftw(copy->path, remove_one, DEPTH, FTW_DEPTH | FTW_PHYS);
    }
    free(copy);
}

static int choose_folder(struct copy *copy, const char *folder)
{
    int length;

    if (folder != NULL) {
        length = snprintf(copy->path, sizeof(copy->path), "%s", folder);
        return length < (int)sizeof(copy->path)
                   ? 0
                   : command_fail(COMMAND_REFUSED, "too long a name");
    }
    (void)snprintf(copy->path, sizeof(copy->path), "%s/ballot_XXXXXX", P_tmpdir);
    if (mkdtemp(copy->path) == NULL) {
        return command_fail(COMMAND_REFUSED,
                            "no temporary folder can be made: give --record DIR");
    }
    copy->is_temporary = true;
    return 0;
}

static int
fetch(const struct copy *copy, const char *url, const struct eid *eid, uint64_t *size)
{
    struct code code;
    const struct fetch_order order = {
        .url = url, .folder = copy->path, .election = &code};
    struct fetch_report report;
    int r;

    code_of_election(eid, &code);
    r = fetch_record(&order, &report);
    if (r != 0) {
        return r < 0 ? r : refusing_fetch(r, &report);
    }
    *size = report.size;
    return 0;
}

/* One entry. A false ballot has no effect, whatever becomes of it. */
static int replay_one(struct copy *copy, struct span bytes)
{
    struct entry entry;
    int r;

    r = ledger_apply(copy->ledger, bytes);
    if (r <= 0 || r == LEDGER_OBJECT_MISSING) {
        return r;
    }
    if (entry_parse(bytes, &entry) == 0 && entry_is_ballot(entry.type)) {
        return ledger_set_aside(copy->ledger, bytes);
    }
    return command_fail(COMMAND_REFUSED,
                        "entry %" PRIu64 " of the record breaks its rules (%s): sign "
                        "nothing, and find out why",
                        ledger_count(copy->ledger),
                        ledger_refusal_name(r));
}

static int replay(struct copy *copy, uint64_t held)
{
    CLEANUP(buf_deinit) struct buf entry;
    uint64_t index;
    int r;

    buf_init(&entry, ENTRY_SIZE_MAX);
    for (index = 0; index < held; index++) {
        buf_reset(&entry);
        r = source_entry(&copy->source, index, &entry);
        if (r != 0) {
            return FOLD(r);
        }
        r = replay_one(copy, buf_span(&entry));
        if (r == LEDGER_OBJECT_MISSING) {
            return 0;
        }
        if (r != 0) {
            return r;
        }
    }
    copy->is_whole = held == tree_size(copy->tree);
    return 0;
}

static int load(struct copy *copy, uint64_t size)
{
    uint64_t held = 0;
    int r;

    r = folder_tree(copy->path, size, &copy->tree);
    if (r == 0) {
        r = folder_held(copy->path, size, &held);
    }
    if (r == 0) {
        r = folder_open(copy->path, held, &copy->folder);
    }
    if (r != 0) {
        return FOLD(r);
    }
    copy->source = folder_source(copy->folder);
    r = ledger_new(copy->tree, &copy->source, &copy->ledger);
    return r != 0 ? r : replay(copy, held);
}

int copy_open(const char *url,
              const char *folder,
              const struct eid *eid,
              struct copy **out)
{
    CLEANUP(copy_freep) struct copy *copy = calloc(1, sizeof(*copy));
    uint64_t size = 0;
    int r;

    if (copy == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = choose_folder(copy, folder);
    if (r == 0) {
        r = fetch(copy, url, eid, &size);
    }
    if (r == 0) {
        r = load(copy, size);
    }
    if (r != 0) {
        return r;
    }
    *out = copy_take(&copy);
    return 0;
}

/* The log its signer sees is this one. */
static int check_base(const struct copy *copy, const struct signatures *document)
{
    CLEANUP(document_freep) struct document *parsed = NULL;
    struct digest root;
    int r;

    r = codec_parse(document->document, document->type, NULL, &parsed);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "the document is malformed");
    }
    if (tree_root(copy->tree, parsed->base.size, &root) == 0
        && memcmp(root.bytes, parsed->base.root.bytes, DIGEST_SIZE) == 0) {
        command_say(
            "its base is a state of the record; its rules could not be looked at "
            "here");
        return 0;
    }
    return command_fail(COMMAND_REFUSED, "its base is no state of this record");
}

static int write_entry(const struct copy *copy,
                       const struct signatures *document,
                       int64_t now,
                       struct buf *out)
{
    struct entry entry = {.type = document->type,
                          .time = now - now % MINUTE,
                          .document = document->document,
                          .signer_count = document->count};
    int r;

    if (entry.time < ledger_time(copy->ledger)) {
        entry.time = ledger_time(copy->ledger);
    }
    memcpy(entry.signers, document->signers, sizeof(entry.signers));
    r = entry_write(&entry, out);
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "the document is no entry");
}

/* A second officer's, or the issuer's on a roll. */
static bool has_another_hand(const struct copy *copy, enum entry_type type)
{
    const struct definition *definition = ledger_definition(copy->ledger);

    return definition->hands > 1 || (type == ENTRY_ROLL && definition->has_issuer);
}

int copy_check(const struct copy *copy, const struct signatures *document, int64_t now)
{
    CLEANUP(buf_deinit) struct buf entry = {.data = NULL};
    int r;

    if (!copy->is_whole) {
        return check_base(copy, document);
    }
    buf_init(&entry, ENTRY_SIZE_MAX);
    r = write_entry(copy, document, now, &entry);
    if (r != 0) {
        return r;
    }
    r = ledger_check(copy->ledger, buf_span(&entry));
    if (r == LEDGER_OBJECT_MISSING) {
        command_say("it agrees with the record; the list itself is published at the "
                    "close and was not looked at");
        return 0;
    }
    if (r == 0) {
        command_say("it agrees with the record and its rules");
        return 0;
    }
    /* Before the other has signed it too, its rules cannot be asked. */
    if (r == LEDGER_SIGNERS && has_another_hand(copy, document->type)) {
        return check_base(copy, document);
    }
    return r < 0 ? r
                 : command_fail(COMMAND_REFUSED,
                                "the record's rules refuse it: %s",
                                ledger_refusal_name(r));
}

bool copy_is_whole(const struct copy *copy)
{
    return copy->is_whole;
}

int copy_base(const struct copy *copy, struct base *out)
{
    struct base base = {.size = tree_size(copy->tree)};
    int r;

    r = tree_root(copy->tree, base.size, &base.root);
    if (r != 0) {
        return FOLD(r);
    }
    *out = base;
    return 0;
}

const struct ledger *copy_ledger(const struct copy *copy)
{
    return copy->ledger;
}

const char *copy_folder(const struct copy *copy)
{
    return copy->path;
}

const struct record_source *copy_source(const struct copy *copy)
{
    return &copy->source;
}
