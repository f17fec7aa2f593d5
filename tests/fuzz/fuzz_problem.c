// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string.h>

#include "fuzz.h"
#include "problem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char slug[16];

    fuzz_must(problem_slug(span_of(data, size), slug, sizeof(slug)) == 0);
    fuzz_must(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(slug));
    return 0;
}
