// SPDX-License-Identifier: AGPL-3.0-or-later
#include "deliver.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "record/entry.h"
#include "record/object.h"
#include "seal/hash.h"
#include "wire/codec.h"
#include "wire/node.h"

#include "command.h"

enum {
    ANSWER_MAX = 65536,
    OBJECT_MAX = 256 << 20,
    STATUS_CREATED = 201,
    STATUS_ACCEPTED = 202,
    STATUS_CONFLICT = 409,
    PATH_SIZE = 100,
};

/* Whether the file is the object; its bytes then are in out. */
static int load_if(const char *path, const struct object_ref *object, struct buf *out)
{
    struct digest digest;
    uint64_t size = 0;
    int r;

    r = file_size(path, &size);
    if (r != 0 || size != object->size) {
        return r < 0 ? r : OBJECT_ABSENT;
    }
    r = file_read(path, out);
    if (r != 0) {
        return r < 0 ? r : OBJECT_ABSENT;
    }
    hash_sha256(buf_span(out), &digest);
    if (memcmp(digest.bytes, object->digest.bytes, DIGEST_SIZE) == 0) {
        return 0;
    }
    buf_reset(out);
    return OBJECT_ABSENT;
}

static void close_folder(DIR **dir)
{
    if (*dir != NULL) {
        (void)closedir(*dir);
    }
}

static int find_in(const char *folder, const struct object_ref *object, struct buf *out)
{
    CLEANUP(close_folder) DIR *dir = opendir(folder);
    char path[FILE_PATH_SIZE];
    const struct dirent *entry;
    int r = OBJECT_ABSENT;

    while (dir != NULL && r == OBJECT_ABSENT && (entry = readdir(dir)) != NULL) {
        if (file_join(folder, entry->d_name, path) == 0) {
            r = load_if(path, object, out);
        }
    }
    return r;
}

static int find(const struct deliver_objects *objects,
                const struct object_ref *object,
                struct buf *out)
{
    char folder[FILE_PATH_SIZE];
    size_t i;
    int r = OBJECT_ABSENT;

    for (i = 0;
         objects->files != NULL && i < objects->files->count && r == OBJECT_ABSENT;
         i++) {
        r = load_if(objects->files->texts[i], object, out);
    }
    if (r != OBJECT_ABSENT || objects->folder == NULL) {
        return r;
    }
    r = find_in(objects->folder, object, out);
    if (r == OBJECT_ABSENT && file_join(objects->folder, "objects", folder) == 0) {
        r = find_in(folder, object, out);
    }
    return r;
}

static int send_object(struct remote *remote,
                       const struct deliver_objects *objects,
                       const struct object_ref *object)
{
    CLEANUP(buf_deinit) struct buf bytes;
    CLEANUP(buf_deinit) struct buf answer;
    char digest[2 * DIGEST_SIZE + 1];
    char path[PATH_SIZE];
    struct remote_message message = {
        .verb = HTTP_PUT, .path = path, .type = "application/octet-stream"};
    int r;

    hex_encode(SPAN(object->digest.bytes), digest);
    (void)snprintf(path, sizeof(path), "/api/objects/%s", digest);
    buf_init(&bytes, OBJECT_MAX);
    buf_init(&answer, ANSWER_MAX);
    r = find(objects, object, &bytes);
    if (r == OBJECT_ABSENT) {
        return command_fail(COMMAND_REFUSED,
                            "the document names an object of %" PRIu64
                            " bytes with SHA-256 %s: give it with --object",
                            object->size,
                            digest);
    }
    if (r != 0) {
        return r;
    }
    message.body = buf_span(&bytes);
    return remote_ask(remote, &message, &answer);
}

/* Which of the document's own objects the daemon asks for: it is told nothing else. */
static const struct object_ref *
find_asked(const struct object_ref *named, size_t count, struct span answer)
{
    char digest[2 * DIGEST_SIZE + 1];
    size_t i;

    for (i = 0; i < count; i++) {
        hex_encode(SPAN(named[i].digest.bytes), digest);
        if (memmem(answer.data, answer.size, digest, strlen(digest)) != NULL) {
            return &named[i];
        }
    }
    return NULL;
}

static int read_named(const struct signatures *document,
                      struct object_ref named[OBJECT_NAMES_MAX],
                      size_t *count)
{
    CLEANUP(document_freep) struct document *parsed = NULL;
    struct node_complaint why;
    int r;

    r = codec_parse(document->document, document->type, &why, &parsed);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "the document: %s", why.text);
    }
    *count = object_named(parsed, named);
    return 0;
}

static int write_submission(const struct signatures *document, struct buf *out)
{
    struct entry entry = {.type = document->type,
                          .document = document->document,
                          .signer_count = document->count};
    int r;

    memcpy(entry.signers, document->signers, sizeof(entry.signers));
    r = submission_write(&entry, out);
    return r <= 0
               ? r
               : command_fail(COMMAND_REFUSED, "the document is too long for an entry");
}

static void say_done(const struct signatures *document, struct span answer)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node member;
    struct node root;

    if (node_parse(answer, ANSWER_MAX, NULL, &tree) != 0) {
        return;
    }
    root = node_root(tree);
    member = node_member(&root, "index");
    command_say("%s: entry %" PRIu64 " of the record",
                document_name(document->type),
                node_number(&member, 0, NODE_NUMBER_MAX));
}

static bool is_missing(unsigned status, struct span answer)
{
    static const char slug[] = "object-missing";

    return status == STATUS_CONFLICT
           && memmem(answer.data, answer.size, slug, strlen(slug)) != NULL;
}

/* One post. `missing`: an object must be sent first, then the same again. */
static int post(struct remote *remote,
                const struct remote_message *message,
                const struct signatures *document,
                struct buf *answer,
                bool *missing)
{
    unsigned status = 0;
    int r;

    *missing = false;
    buf_reset(answer);
    r = remote_send(remote, message, answer, &status);
    if (r != 0) {
        return r;
    }
    if (status == STATUS_CREATED) {
        say_done(document, buf_span(answer));
        return 0;
    }
    if (status == STATUS_ACCEPTED) {
        command_say("%s: kept until the other who must sign it has signed too",
                    document_name(document->type));
        return 0;
    }
    *missing = is_missing(status, buf_span(answer));
    return *missing ? 0 : remote_refuse(status, buf_span(answer));
}

/* A document and the objects it names, in the bytes it is sent as. */
struct bundle {
    struct buf submission;
    size_t count;
    struct object_ref named[OBJECT_NAMES_MAX];
};

static int send_bundle(struct remote *remote,
                       const struct bundle *bundle,
                       const struct signatures *document,
                       const struct deliver_objects *objects)
{
    CLEANUP(buf_deinit) struct buf answer;
    const struct remote_message message = {.verb = HTTP_POST,
                                           .path = "/api/entries",
                                           .type = "application/octet-stream",
                                           .body = buf_span(&bundle->submission)};
    const struct object_ref *asked;
    bool missing = true;
    size_t tries;
    int r = 0;

    buf_init(&answer, ANSWER_MAX);
    for (tries = 0; r == 0 && missing && tries <= bundle->count; tries++) {
        r = post(remote, &message, document, &answer, &missing);
        if (r == 0 && missing) {
            asked = find_asked(bundle->named, bundle->count, buf_span(&answer));
            r = asked == NULL ? remote_refuse(STATUS_CONFLICT, buf_span(&answer))
                              : send_object(remote, objects, asked);
        }
    }
    return r != 0 || !missing ? r : remote_refuse(STATUS_CONFLICT, buf_span(&answer));
}

static void bundle_deinit(struct bundle *bundle)
{
    buf_deinit(&bundle->submission);
}

int deliver(struct remote *remote,
            const struct signatures *document,
            const struct deliver_objects *objects)
{
    CLEANUP(bundle_deinit) struct bundle bundle;
    int r;

    buf_init(&bundle.submission, ENTRY_SIZE_MAX);
    r = read_named(document, bundle.named, &bundle.count);
    if (r == 0) {
        r = write_submission(document, &bundle.submission);
    }
    return r == 0 ? send_bundle(remote, &bundle, document, objects) : r;
}
