/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * BLT, the ballot file STV programs share: "candidates seats", withdrawn candidates as
 * negative numbers, a line for each kind of ballot "weight c1 c2 … 0", a line "0", then
 * the candidates' names and the title in double quotes (\" and \\ inside, though a
 * quote that does not end its line is taken as it stands). '#' begins a
 * comment. Read strictly: a line says one thing, numbers have no leading zeroes, names
 * are UTF-8. A skipped preference '-' and equal ones '3=4' end what is clear of a
 * ranking (core/rankings). A byte order mark, CRLF and blank lines are let pass.
 */
#ifndef WIRE_BLT_H
#define WIRE_BLT_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/rankings.h"
#include "core/slate.h"

struct blt {
    struct slate *slate;
    struct rankings *rankings;
};

enum blt_refusal {
    BLT_MALFORMED = 1,
};

/* What is wrong, and in which line. */
struct blt_error {
    size_t line;
    const char *what;
};

/* Both parts of out are the caller's: blt_deinit. `error` is written on refusal. */
MUST_USE int blt_parse(struct span text, struct blt *out, struct blt_error *error);

/* Releases both parts. */
void blt_deinit(struct blt *blt);

/* Appends one kind of ballot, "5 2 1 0", without a line's end. */
void blt_write_ballot(const struct rankings *rankings, size_t kind, struct buf *out);

/* Appends the ballots in their order. A break is written as a skipped preference. */
MUST_USE int blt_write(const struct blt *blt, struct buf *out);

#endif
