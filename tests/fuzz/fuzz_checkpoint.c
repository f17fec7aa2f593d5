// SPDX-License-Identifier: AGPL-3.0-or-later
/* A checkpoint is a signed note; its parts lie within the text it was read from. */
#include <string.h>

#include "fuzz.h"
#include "record/checkpoint.h"

static void must_lie_within(struct span part, struct span whole)
{
    fuzz_must(part.data >= whole.data
              && part.data + part.size <= whole.data + whole.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span note = span_of(data, size);
    struct checkpoint checkpoint;
    struct vkey log = {.type = VKEY_LOG};
    size_t i;

    if (checkpoint_parse(note, &checkpoint) != 0) {
        return 0;
    }
    must_lie_within(checkpoint.text, note);
    for (i = 0; i < checkpoint.line_count; i++) {
        must_lie_within(checkpoint.lines[i].name, note);
        must_lie_within(checkpoint.lines[i].base64, note);
    }
    /* A key of nobody's verifies nothing. */
    memcpy(log.name, checkpoint.origin, sizeof(log.name));
    fuzz_must(checkpoint_verify(&checkpoint, &log) != 0);
    return 0;
}
