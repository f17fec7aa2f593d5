// SPDX-License-Identifier: AGPL-3.0-or-later
/* The objects: each that a document names, once, of the size it says. */
#include <stdio.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "record/entry.h"
#include "record/folder.h"
#include "record/object.h"
#include "record/source.h"
#include "wire/codec.h"

#include "fetch_job.h"

enum {
    FILE_NAME_SIZE = 80,
    WORDS_MAX = 16384,
};

static int
download(struct fetch_job *job, const char *objects, const struct object_ref *object)
{
    CLEANUP(buf_deinit) struct buf bytes = {.data = NULL};
    char digest[2 * DIGEST_SIZE + 1];
    char name[FILE_NAME_SIZE];
    int r;

    hex_encode(SPAN(object->digest.bytes), digest);
    (void)snprintf(name, sizeof(name), "objects/%s", digest);
    if (object->size > OBJECT_SIZE_MAX) {
        return fetch_refuse(job, FETCH_OBJECT, name);
    }
    /* The words of a refusal may be longer than a small object. */
    buf_init(&bytes, object->size < WORDS_MAX ? WORDS_MAX : (size_t)object->size);
    r = fetch_web_get(job, name, &bytes);
    if (r == FETCH_MALFORMED) {
        return fetch_refuse(job, FETCH_OBJECT, name);
    }
    if (r != 0) {
        return r;
    }
    r = object_put(objects, object, buf_span(&bytes));
    if (r == OBJECT_FALSE) {
        return fetch_refuse(job, FETCH_OBJECT, name);
    }
    return r <= 0 ? r : fetch_refuse(job, FETCH_DENIED, name);
}

/* Rolls alone may be missing, and while entries are withheld too. */
static int take_object(struct fetch_job *job,
                       const struct record_source *source,
                       const struct object_ref *object,
                       enum entry_type type)
{
    char objects[FILE_PATH_SIZE];
    int r;

    r = source_check_object(source, object);
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        if (file_join(job->order->folder, "objects", objects) != 0) {
            return fetch_refuse(job, FETCH_DENIED, "objects");
        }
        r = download(job, objects, object);
    }
    if (r == FETCH_ABSENT && type == ENTRY_ROLL) {
        job->report->objects_withheld++;
        return 0;
    }
    job->report->objects += r == 0;
    return r;
}

static int
take_named(struct fetch_job *job, const struct record_source *source, struct span bytes)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct object_ref named[OBJECT_NAMES_MAX];
    struct entry entry;
    size_t count;
    size_t i;
    int r;

    r = entry_parse(bytes, &entry);
    if (r != 0 || entry_is_ballot(entry.type)) {
        return r < 0 ? r : 0;
    }
    /* What is no document names nothing; that it breaks the rules is verify's to say.
     */
    r = codec_parse(entry.document, entry.type, NULL, &document);
    if (r != 0) {
        return r < 0 ? r : 0;
    }
    count = object_named(document, named);
    for (i = 0; i < count; i++) {
        r = take_object(job, source, &named[i], entry.type);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static int make_folder(struct fetch_job *job)
{
    char objects[FILE_PATH_SIZE];
    int r;

    r = file_join(job->order->folder, "objects", objects);
    if (r == 0) {
        r = file_make_folder(objects);
    }
    return r <= 0 ? r : fetch_refuse(job, FETCH_DENIED, "objects");
}

int fetch_objects(struct fetch_job *job)
{
    CLEANUP(folder_freep) struct folder *folder = NULL;
    CLEANUP(buf_deinit) struct buf entry = {.data = NULL};
    struct record_source source;
    uint64_t index;
    int r;

    r = make_folder(job);
    if (r != 0) {
        return r;
    }
    r = folder_open(job->order->folder, job->report->held, &folder);
    if (r != 0) {
        return FOLD(r);
    }
    source = folder_source(folder);
    buf_init(&entry, ENTRY_SIZE_MAX);
    for (index = 0; index < job->report->held; index++) {
        buf_reset(&entry);
        r = source_entry(&source, index, &entry);
        if (r == 0) {
            r = take_named(job, &source, buf_span(&entry));
        } else if (r > 0) {
            r = fetch_refuse(job, FETCH_DAMAGED, "tile/entries");
        }
        if (r != 0) {
            return r;
        }
    }
    return 0;
}
