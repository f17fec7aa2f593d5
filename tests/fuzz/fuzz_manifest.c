// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdlib.h>

#include "fuzz.h"
#include "wire/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct node_complaint why = {""};
    struct manifest *manifest = NULL;
    struct manifest *again = NULL;
    struct buf out;

    if (manifest_parse(span_of(data, size), &why, &manifest) != 0) {
        fuzz_must(why.text[0] != 0);
        return 0;
    }
    buf_init(&out, (size_t)2 * MANIFEST_SIZE_MAX);
    fuzz_must(manifest_write(manifest, &out) == 0);
    fuzz_must(out.size > MANIFEST_SIZE_MAX
              || manifest_parse(buf_span(&out), &why, &again) == 0);
    fuzz_must(again == NULL || again->count == manifest->count);
    free(again);
    free(manifest);
    buf_deinit(&out);
    return 0;
}
