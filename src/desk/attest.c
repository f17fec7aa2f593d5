// SPDX-License-Identifier: AGPL-3.0-or-later
#include "attest.h"

#include "base/fault.h"
#include "base/text.h"

enum {
    FOLDED_MAX = 16 * FORM_NAME_SIZE,
};

/* A name as it is kept. */
static int tidy_name(struct span typed, char out[static FORM_NAME_SIZE])
{
    CLEANUP(buf_deinit) struct buf name;
    int r;

    buf_init(&name, FORM_NAME_SIZE - 1);
    r = text_tidy(typed, TEXT_ONE_LINE, &name);
    if (r == 0) {
        r = text_copy(buf_span(&name), out, FORM_NAME_SIZE);
    }
    return r > 0 ? ATTEST_REFUSED : r;
}

/* Nobody is the witness of their own signature. */
static int check_witness(const struct withdrawal *withdrawal)
{
    CLEANUP(buf_deinit) struct buf signature;
    CLEANUP(buf_deinit) struct buf witness;
    int r;

    buf_init(&signature, FOLDED_MAX);
    buf_init(&witness, FOLDED_MAX);
    r = text_fold(span_of_text(withdrawal->signature), &signature);
    if (r == 0) {
        r = text_fold(span_of_text(withdrawal->witness), &witness);
    }
    if (r == 0 && span_is_equal(buf_span(&signature), buf_span(&witness))) {
        r = ATTEST_REFUSED;
    }
    return r > 0 ? ATTEST_REFUSED : r;
}

int attest_names(const struct nomination_attested *by, struct withdrawal *out)
{
    int r = tidy_name(by->signature, out->signature);

    if (r == 0) {
        r = tidy_name(by->witness, out->witness);
    }
    return r == 0 ? check_witness(out) : r;
}
