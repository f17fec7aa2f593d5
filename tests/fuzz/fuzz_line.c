// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "line.h"
#include "seal/point.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(sign_secret_freep) struct sign_secret *credential = NULL;
    struct election election = {
        .key = point_base,
        .count = 2,
        .lists = {{true, {METHOD_STV, CANDIDATES_MAX, RANKS_MAX}, 2},
                  {true, {METHOD_FPP, 9, 3}, 0}},
    };
    struct ballot_plan plan;
    struct choice choice;
    int r;

    r = line_read(span_of(data, size), &election, &plan, &credential);
    fuzz_must(r >= 0 && (r == 0) == (credential != NULL));
    if (r == 0) {
        fuzz_must(plan.cid >= 1 && plan.cid <= 2 && plan.number >= 1);
        fuzz_must(
            choice_decode(&plan.block, &election.lists[plan.cid - 1].rules, &choice)
            == 0);
    }
    return 0;
}
