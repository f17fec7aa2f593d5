// SPDX-License-Identifier: AGPL-3.0-or-later
/* A form with files: whatever is read lies within what was sent. */
#include "fuzz.h"
#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct header header = {span_of_text("Content-Type"),
                                  span_of_text(MULTIPART_TYPE "; boundary=b")};
    const struct request request = {
        .headers = &header, .header_count = 1, .body = span_of(data, size)};
    struct multipart form;
    size_t total = 0;
    size_t i;

    if (multipart_parse(&request, &form) == 0) {
        for (i = 0; i < form.count; i++) {
            total += form.list[i].name.size + form.list[i].value.size;
        }
        fuzz_must(total <= size);
    }
    return 0;
}
