// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/code.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct code code;
    struct code again;
    char text[CODE_TEXT_SIZE];

    if (code_read(span_of(data, size), &code) != 0) {
        return 0;
    }
    code_write(&code, text);
    fuzz_must(code_read(span_of_text(text), &again) == 0);
    fuzz_must(span_is_equal(SPAN(code.bytes), SPAN(again.bytes)));
    return 0;
}
