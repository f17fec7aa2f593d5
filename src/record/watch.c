// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/watch.h"

#include <inttypes.h>
#include <stdbool.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/hash.h"

#include "lines.h"

enum {
    HASHES_MAX = 63, /* lines of proof a request may have */
};

unsigned watch_status(int refusal)
{
    static const unsigned statuses[] = {
        [0] = 200,
        [WATCH_MALFORMED] = 400,
        [WATCH_UNKNOWN] = 404,
        [WATCH_UNSIGNED] = 403,
        [WATCH_CONFLICT] = 409,
        [WATCH_FORK] = 422,
    };

    return refusal < 0 || refusal >= (int)ARRAY_SIZE(statuses) ? 500
                                                               : statuses[refusal];
}

/* "old N". */
static int parse_old(struct span line, uint64_t *out)
{
    struct reader reader;

    reader_init(&reader, line);
    return reader_skip(&reader, "old ") ? lines_number(reader.rest, out)
                                        : LINES_MALFORMED;
}

int watch_parse(struct span body, struct watch_request *out)
{
    struct watch_request request = {.old = 0};
    struct reader reader;
    int r;

    reader_init(&reader, body);
    r = parse_old(reader_line(&reader), &request.old);
    if (r == 0) {
        r = lines_proof(&reader, HASHES_MAX, &request.proof);
    }
    if (r != 0) {
        return r < 0 ? r : WATCH_MALFORMED;
    }
    request.note = reader.rest;
    r = checkpoint_parse(request.note, &request.checkpoint);
    if (r != 0) {
        return r < 0 ? r : WATCH_MALFORMED;
    }
    *out = request;
    return 0;
}

int watch_parse_size(struct span text, uint64_t *out)
{
    return lines_number(text, out) == 0 ? 0 : WATCH_MALFORMED;
}

int watch_write(uint64_t old,
                const struct proof *proof,
                struct span note,
                struct buf *out)
{
    buf_printf(out, "old %" PRIu64 "\n", old);
    lines_put_proof(proof, out);
    buf_put_span(out, note);
    return FOLD(buf_status(out));
}

/* The hash of nothing, which is the root of a tree without leaves. */
static bool is_empty_root(const struct digest *root)
{
    struct digest empty;

    hash_sha256(span_of(NULL, 0), &empty);
    return span_is_equal(SPAN(empty), SPAN(*root));
}

/* What the log signed, held against the last one cosigned. */
static int judge_extends(const struct watch_request *request,
                         const struct tree_head *last)
{
    const struct tree_head *head = &request->checkpoint.head;

    if (head->size == 0 && !is_empty_root(&head->root)) {
        return WATCH_FORK;
    }
    if (request->old == 0) {
        return request->proof.count == 0 ? 0 : WATCH_FORK;
    }
    return proof_check_consistency(last, head, &request->proof) == 0 ? 0 : WATCH_FORK;
}

int watch_judge(const struct watch_request *request,
                const struct vkey *log,
                const struct tree_head *last)
{
    int r = checkpoint_verify(&request->checkpoint, log);

    if (r < 0) {
        return r;
    }
    if (r == CHECKPOINT_ORIGIN) {
        return WATCH_UNKNOWN;
    }
    if (r != 0) {
        return WATCH_UNSIGNED;
    }
    if (request->old > request->checkpoint.head.size) {
        return WATCH_MALFORMED;
    }
    if (request->old != last->size) {
        return WATCH_CONFLICT;
    }
    return judge_extends(request, last);
}
