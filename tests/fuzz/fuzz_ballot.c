// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/ballot.h"
#include "seal/point.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ballot ballot;
    uint8_t bytes[BALLOT_SIZE];

    if (ballot_parse(span_of(data, size), &ballot) != 0) {
        return 0;
    }
    ballot_write(&ballot, bytes);
    fuzz_must(span_is_equal(SPAN(bytes), span_of(data, size)));
    /* No input is a ballot for this key. */
    fuzz_must(ballot_check(&ballot, &point_base) > 0);
    return 0;
}
