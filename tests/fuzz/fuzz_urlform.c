// SPDX-License-Identifier: AGPL-3.0-or-later
/* The body of a form: decoding never lengthens, and a field that is there is found. */
#include "fuzz.h"
#include "http/urlform.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct urlform form;
    size_t total = 0;
    size_t i;

    if (urlform_parse(span_of(data, size), &form) == 0) {
        for (i = 0; i < form.count; i++) {
            total += form.list[i].name.size + form.list[i].value.size;
        }
        fuzz_must(total <= size);
        (void)urlform_value(&form, "act");
        fuzz_must(urlform_has(&form, "act") || urlform_value(&form, "act").size == 0);
    }
    urlform_deinit(&form);
    return 0;
}
