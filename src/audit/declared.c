// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/declared.h"

#include <stdlib.h>

#include "audit/published.h"
#include "base/fault.h"
#include "core/document.h"
#include "record/entry.h"
#include "wire/codec.h"

struct declared {
    const struct record_source *source;
    struct published *published;
    struct document *document; /* the result's */
};

void declared_free(struct declared *declared)
{
    if (declared == NULL) {
        return;
    }
    published_free(declared->published);
    document_free(declared->document);
    free(declared);
}

/* Whether an officer who may sign results signed it, and every signature is right. */
static int check_signers(const struct declared *declared, const struct entry *entry)
{
    const struct definition *definition = published_definition(declared->published);
    int r = entry_verify(entry, published_eid(declared->published));

    if (r != 0) {
        return r < 0 ? r : DECLARED_WRONG;
    }
    for (size_t i = 0; i < definition->officer_count; i++) {
        const struct officer *officer = &definition->officers[i];

        if ((officer->may & GRANT_RESULT) != 0
            && span_is_equal(SPAN(officer->key), SPAN(entry->signers[0].key))) {
            return 0;
        }
    }
    return DECLARED_WRONG;
}

/* The entry's document when it is a result; DECLARED_ABSENT when it is not. */
static int try_entry(struct declared *declared, uint64_t at)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct entry entry;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = source_entry(declared->source, at, &bytes);
    if (r == 0) {
        r = entry_parse(buf_span(&bytes), &entry);
    }
    if (r != 0) {
        return r < 0 ? r : DECLARED_WRONG;
    }
    if (entry.type != ENTRY_RESULT) {
        return DECLARED_ABSENT;
    }
    r = check_signers(declared, &entry);
    if (r == 0) {
        r = codec_parse(entry.document, ENTRY_RESULT, NULL, &declared->document);
        r = r > 0 ? DECLARED_WRONG : r;
    }
    return r;
}

/* Little follows a result: it is found near the end. */
static int find_result(struct declared *declared, uint64_t size)
{
    int r = DECLARED_ABSENT;

    while (r == DECLARED_ABSENT && size > 0) {
        size--;
        r = try_entry(declared, size);
    }
    return r;
}

int declared_read(const struct record_source *source,
                  uint64_t size,
                  struct declared **out)
{
    struct declared *declared = calloc(1, sizeof(*declared));
    int r;

    if (declared == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    declared->source = source;
    r = published_read(source, &declared->published);
    if (r > 0) {
        r = r == PUBLISHED_ABSENT ? DECLARED_ABSENT : DECLARED_WRONG;
    }
    if (r == 0) {
        r = find_result(declared, size);
    }
    if (r != 0) {
        declared_free(declared);
        return r;
    }
    *out = declared;
    return 0;
}

const struct definition *declared_definition(const struct declared *declared)
{
    return published_definition(declared->published);
}

const struct result_document *declared_result(const struct declared *declared)
{
    return &declared->document->of.result;
}

int declared_sheet(const struct declared *declared, uint16_t cid, struct buf *out)
{
    const struct result_document *result = declared_result(declared);
    int r;

    for (size_t i = 0; i < result->count; i++) {
        if (result->lists[i].cid == cid) {
            r = source_read_object(declared->source, &result->lists[i].sheet, out);
            return r > 0 ? DECLARED_WRONG : r;
        }
    }
    return DECLARED_UNKNOWN;
}
