// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/object.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "seal/hash.h"

enum {
    MODE = 0644,
};

int object_path(const char *folder, const struct digest *digest, char *out)
{
    char name[2 * DIGEST_SIZE + 1];

    hex_encode(SPAN(digest->bytes), name);
    return file_join(folder, name, out) == 0 ? 0 : OBJECT_ABSENT;
}

int object_put(const char *folder, const struct object_ref *object, struct span bytes)
{
    char path[FILE_PATH_SIZE];
    struct digest digest;
    uint64_t size = 0;
    int r;

    hash_sha256(bytes, &digest);
    if (bytes.size != object->size
        || memcmp(digest.bytes, object->digest.bytes, DIGEST_SIZE) != 0) {
        return OBJECT_FALSE;
    }
    /* One of the right size under its name was put here by us. */
    r = object_size(folder, &digest, &size);
    if (r < 0 || (r == 0 && size == object->size)) {
        return r;
    }
    r = object_path(folder, &digest, path);
    if (r != 0) {
        return r;
    }
    r = file_replace(path, bytes, MODE);
    if (r != 0) {
        /* There, but perhaps not synced: whoever comes again must not find it. */
        (void)unlink(path);
    }
    return r <= 0 ? r : FAULT(FAULT_IO);
}

int object_size(const char *folder, const struct digest *digest, uint64_t *out)
{
    char path[FILE_PATH_SIZE];
    int r;

    r = object_path(folder, digest, path);
    if (r != 0) {
        return r;
    }
    r = file_size(path, out);
    return r <= 0 ? r : OBJECT_ABSENT;
}

int object_read(const char *folder, const struct object_part *part, struct buf *out)
{
    char path[FILE_PATH_SIZE];
    int r;

    r = object_path(folder, &part->digest, path);
    if (r != 0) {
        return r;
    }
    r = file_read_piece(path, part->offset, part->size, out);
    if (r == FILE_TOO_LARGE) {
        return FAULT(FAULT_BUG);
    }
    return r <= 0 ? r : OBJECT_ABSENT;
}

size_t object_named(const struct document *document,
                    struct object_ref out[OBJECT_NAMES_MAX])
{
    size_t count = 0;
    size_t i;

    if (document->type == ENTRY_DEFINITION) {
        out[count++] = document->of.definition->ceremony;
    }
    if (document->type == ENTRY_MIX || document->type == ENTRY_SHARES) {
        out[count++] = document->of.contribution.object;
    }
    if (document->type == ENTRY_ROLL) {
        for (i = 0; i < document->of.roll.count; i++) {
            out[count++] = document->of.roll.lists[i].object;
        }
    }
    if (document->type == ENTRY_RESULT) {
        for (i = 0; i < document->of.result.count; i++) {
            out[count++] = document->of.result.lists[i].sheet;
        }
    }
    assert(count <= OBJECT_NAMES_MAX);
    return count;
}
