// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/submit.h"

#include "base/fault.h"
#include "record/object.h"

#include "state.h"
#include "submit_state.h"

/* Under the submit lock. */
static int find(struct desk *desk, const struct digest *digest, struct object_ref *out)
{
    const struct object_ref *object = submit_state_find(desk->submit, digest);
    char folder[FILE_PATH_SIZE];
    uint64_t size = 0;
    int r;

    if (object) {
        *out = *object;
        return 0;
    }
    /* One that is here already may be sent again. */
    if (!journal_names(desk->journal, digest)) {
        return DESK_PUT_UNEXPECTED;
    }
    r = FOLD(file_join(desk->dir, "objects", folder));
    if (r == 0) {
        r = object_size(folder, digest, &size);
    }
    if (r != 0) {
        return r == OBJECT_ABSENT ? DESK_PUT_UNEXPECTED : FOLD(r);
    }
    out->digest = *digest;
    out->size = size;
    return 0;
}

int desk_object_expected(struct desk *desk, const struct digest *digest, uint64_t *out)
{
    struct object_ref object = {0};
    int r;

    (void)pthread_mutex_lock(&desk->submit_lock);
    r = find(desk, digest, &object);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    if (r == 0) {
        *out = object.size;
    }
    return r;
}

int desk_object_put(struct desk *desk, const struct digest *digest, struct span bytes)
{
    struct object_ref object = {0};
    char folder[FILE_PATH_SIZE];
    int r;

    (void)pthread_mutex_lock(&desk->submit_lock);
    r = find(desk, digest, &object);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    if (r != 0) {
        return r;
    }
    if (object.size != bytes.size) {
        return DESK_PUT_SIZE;
    }
    r = FOLD(file_join(desk->dir, "objects", folder));
    if (r == 0) {
        r = object_put(folder, &object, bytes);
    }
    return r == OBJECT_FALSE ? DESK_PUT_HASH : FOLD(r);
}
