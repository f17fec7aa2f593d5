// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/moment.h"
#include "fuzz.h"

/* One text for one moment. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of(data, size);
    char again[MOMENT_SIZE];
    int64_t moment;

    if (moment_parse(text, &moment) == 0) {
        moment_write(moment, again);
        fuzz_must(span_is_equal(text, span_of_text(again)));
    }
    fuzz_must(moment_parse_people(text, &moment) >= 0);
    return 0;
}
