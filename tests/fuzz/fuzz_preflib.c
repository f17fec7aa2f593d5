// SPDX-License-Identifier: AGPL-3.0-or-later
/* What is read of a PrefLib file can be written as BLT, and says the same there. */
#include "wire/preflib.h"

#include "fuzz.h"

enum {
    ROOM = 1 << 20,
};

static void write_as_blt(const struct blt *blt)
{
    struct blt again = {0};
    struct blt_error error;
    struct buf first;
    struct buf second;

    buf_init(&first, ROOM);
    buf_init(&second, ROOM);
    fuzz_must(blt_write(blt, &first) == 0);
    fuzz_must(blt_parse(buf_span(&first), &again, &error) == 0);
    fuzz_must(blt_write(&again, &second) == 0);
    fuzz_must(span_is_equal(buf_span(&first), buf_span(&second)));
    blt_deinit(&again);
    buf_deinit(&first);
    buf_deinit(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct blt blt = {0};
    struct blt_error error = {0};

    if (preflib_parse(span_of(data, size), &blt, &error) != 0) {
        fuzz_must(error.what != NULL && error.line > 0);
        return 0;
    }
    if (blt.slate->seats == 0) {
        blt.slate->seats = 1;
    }
    write_as_blt(&blt);
    blt_deinit(&blt);
    return 0;
}
