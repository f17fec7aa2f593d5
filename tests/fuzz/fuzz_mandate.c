// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "wire/mandate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct node_complaint why = {""};
    struct mandate mandate;
    struct mandate again;
    struct buf out;

    if (mandate_parse(span_of(data, size), &why, &mandate) != 0) {
        fuzz_must(why.text[0] != 0);
        return 0;
    }
    buf_init(&out, MANDATE_SIZE_MAX);
    fuzz_must(mandate_write(&mandate, &out) == 0);
    fuzz_must(mandate_parse(buf_span(&out), &why, &again) == 0);
    fuzz_must(span_is_equal(SPAN(mandate.seal), SPAN(again.seal))
              && mandate.entry == again.entry);
    buf_deinit(&out);
    return 0;
}
