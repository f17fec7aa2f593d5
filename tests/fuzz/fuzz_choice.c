// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/choice.h"
#include "seal/point.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct choice_rules rules = {METHOD_STV, CANDIDATES_MAX, RANKS_MAX};
    struct point block;
    struct point again;
    struct choice choice;

    if (point_decode_beta(span_of(data, size), &block) != 0
        || choice_decode(&block, &rules, &choice) != 0) {
        return 0;
    }
    fuzz_must(choice_encode(&choice, &rules, &again) == 0);
    fuzz_must(point_is_equal(&block, &again));
    return 0;
}
