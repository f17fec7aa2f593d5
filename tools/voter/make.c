// SPDX-License-Identifier: AGPL-3.0-or-later
#include "make.h"

#include <string.h>

#include "line.h"
#include "seal/ballot.h"
#include "seal/secret.h"
#include "voter.h"

static int
make_one(struct span line, const struct election *election, uint8_t out[BALLOT_SIZE])
{
    CLEANUP(sign_secret_freep) struct sign_secret *credential = NULL;
    struct ballot_plan plan;
    struct ballot ballot;
    int r;

    r = line_read(line, election, &plan, &credential);
    if (r != 0) {
        return r;
    }
    ballot_make(&plan, credential, &ballot);
    ballot_write(&ballot, out);
    secret_wipe(&plan, sizeof(plan));
    return 0;
}

/* The line up to its end, which is consumed; CR LF ends one too. */
static struct span next_line(struct span *rest)
{
    const uint8_t *end = memchr(rest->data, '\n', rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    size_t used = end == NULL ? size : size + 1;
    struct span line = span_of(rest->data, size);

    *rest = span_of(rest->data + used, rest->size - used);
    if (line.size > 0 && line.data[line.size - 1] == '\r') {
        line.size--;
    }
    return line;
}

int make_ballots(struct span lines, const struct election *election, struct buf *out)
{
    uint8_t bytes[BALLOT_SIZE];
    struct span line;
    size_t number = 0;
    size_t bad = 0;
    struct buf made;
    int r = 0;

    buf_init(&made, VOTER_FILE_MAX);
    while (lines.size > 0 && r >= 0) {
        line = next_line(&lines);
        number++;
        if (line.size == 0) {
            continue;
        }
        r = make_one(line, election, bytes);
        if (r == 0) {
            buf_put(&made, bytes, sizeof(bytes));
        } else if (r > 0) {
            voter_say("line %zu: %s", number, line_refusal_name(r));
            bad++;
        }
    }
    if (r >= 0) {
        r = bad > 0 ? VOTER_REFUSED : buf_status(&made);
    }
    if (r == 0) {
        buf_put_span(out, buf_span(&made));
    }
    buf_deinit(&made);
    return r;
}
