/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whatever file ballots were read from, as BLT they are written and read the same. */
#ifndef TESTS_FUZZ_BLT_H
#define TESTS_FUZZ_BLT_H

#include "fuzz.h"
#include "wire/blt.h"

enum {
    FUZZ_BLT_ROOM = 1 << 20,
};

static inline void fuzz_write_again(const struct blt *blt)
{
    struct blt again = {0};
    struct blt_error error;
    struct buf first;
    struct buf second;

    buf_init(&first, FUZZ_BLT_ROOM);
    buf_init(&second, FUZZ_BLT_ROOM);
    fuzz_must(blt_write(blt, &first) == 0);
    fuzz_must(blt_parse(buf_span(&first), &again, &error) == 0);
    fuzz_must(blt_write(&again, &second) == 0);
    fuzz_must(span_is_equal(buf_span(&first), buf_span(&second)));
    blt_deinit(&again);
    buf_deinit(&first);
    buf_deinit(&second);
}

/* For a parser of another format with BLT's shape: read, and if good written as BLT. */
static inline int fuzz_read_as_blt(int (*parse)(struct span text,
                                                struct blt *out,
                                                struct blt_error *error),
                                   struct span text)
{
    struct blt blt = {0};
    struct blt_error error = {0};

    if (parse(text, &blt, &error) != 0) {
        fuzz_must(error.what != NULL && error.line > 0);
        return 0;
    }
    if (blt.slate->seats == 0) {
        blt.slate->seats = 1;
    }
    fuzz_write_again(&blt);
    blt_deinit(&blt);
    return 0;
}

#endif
