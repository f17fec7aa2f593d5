// SPDX-License-Identifier: AGPL-3.0-or-later
/* submit: a document and the signatures beside it go into the record. */
#include <string.h>

#include "base/file.h"
#include "seal/hash.h"
#include "wire/codec.h"

#include "commands.h"
#include "deliver.h"

struct wish {
    const char *url;
    const char *path;
    struct option_list objects;
};

/* Of a definition the election is its own; of all else what the daemon serves. */
static int find_eid(struct remote *remote, struct signatures *document)
{
    CLEANUP(remote_election_deinit)
    struct remote_election election = {.definition = NULL};
    struct digest digest;
    int r;

    if (document->type == ENTRY_DEFINITION) {
        hash_sha256(document->document, &digest);
        memcpy(document->eid.bytes, digest.bytes, EID_SIZE);
        return 0;
    }
    r = remote_find_election(remote, &election);
    if (r == 0) {
        document->eid = election.eid;
    }
    return r;
}

static int read_type(const char *path, struct signatures *document)
{
    struct node_complaint why;
    int r = codec_type(document->document, &why, &document->type);

    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "%s: %s", path, why.text);
}

static void folder_of(const char *path, char *out)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL || (size_t)(slash - path) >= FILE_PATH_SIZE) {
        memcpy(out, ".", sizeof("."));
        return;
    }
    memcpy(out, path, (size_t)(slash - path));
    out[slash - path] = 0;
    if (slash == path) {
        memcpy(out, "/", sizeof("/"));
    }
}

static int submit(const struct wish *wish)
{
    CLEANUP(remote_freep) struct remote *remote = NULL;
    CLEANUP(buf_deinit) struct buf text;
    struct signatures document = {.count = 0};
    char folder[FILE_PATH_SIZE];
    const struct deliver_objects objects = {&wish->objects, folder};
    int r;

    folder_of(wish->path, folder);
    buf_init(&text, CODEC_SIZE_MAX);
    r = command_load(wish->path, &text);
    if (r == 0) {
        document.document = buf_span(&text);
        r = read_type(wish->path, &document);
    }
    if (r == 0) {
        r = remote_open(wish->url, &remote);
    }
    if (r == 0) {
        r = find_eid(remote, &document);
    }
    if (r == 0) {
        r = signatures_load(wish->path, &document);
    }
    if (r != 0) {
        return r;
    }
    if (document.count == 0) {
        return command_fail(COMMAND_REFUSED,
                            "%s: nobody has signed it (no %s.sig)",
                            wish->path,
                            wish->path);
    }
    return deliver(remote, &document, &objects);
}

static int run(int argc, char **argv)
{
    struct wish wish = {.url = NULL};
    const struct option_value options[] = {
        LIST("object", &wish.objects),
    };
    struct arguments arguments = {
        .options = options, .option_count = ARRAY_SIZE(options), .least = 2, .most = 2};
    int r;

    r = command_read(&arguments, argc, argv);
    if (r != 0) {
        return r;
    }
    wish.url = arguments.words[0];
    wish.path = arguments.words[1];
    return submit(&wish);
}

const struct command tally_submit = {
    .name = "submit",
    .arguments = "URL FILE [--object FILE]…",
    .summary = "send a document with the signatures of FILE.sig and its objects",
    .run = run,
};
