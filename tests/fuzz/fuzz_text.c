// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "fuzz.h"

/* What is tidied passes the check, and is tidy. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of(data, size);
    struct buf tidy;
    struct buf again;
    size_t words = 0;

    buf_init(&tidy, 32 * size + 64);
    buf_init(&again, 32 * size + 64);
    if (text_tidy(text, TEXT_MANY_LINES, &tidy) == 0) {
        fuzz_must(text_check(buf_span(&tidy), TEXT_MANY_LINES) == 0);
        fuzz_must(text_tidy(buf_span(&tidy), TEXT_MANY_LINES, &again) == 0);
        fuzz_must(span_is_equal(buf_span(&tidy), buf_span(&again)));
        fuzz_must(text_words(buf_span(&tidy), &words) == 0 && words <= size);
        buf_reset(&again);
        fuzz_must(text_fold(buf_span(&tidy), &again) == 0);
    }
    buf_deinit(&tidy);
    buf_deinit(&again);
    return 0;
}
