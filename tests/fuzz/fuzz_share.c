// SPDX-License-Identifier: AGPL-3.0-or-later
/* As fuzz_shuffle: the task is what the object says of itself. */
#include <string.h>

#include "fuzz.h"
#include "seal/point.h"
#include "seal/share.h"

enum {
    EID_AT = 4,
    CID_AT = 36,
    BOX_AT = 38,
    J_AT = 70,
    COUNT_AT = 74, /* its lowest byte */
    COUNT_MAX = 8,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ciphertext output[COUNT_MAX];
    struct span bytes = span_of(data, size);
    struct span list = SPAN(output);
    const struct pieces object = pieces_of(&bytes);
    struct share_task task = {.key = point_base, .count = 1};
    size_t i;

    for (i = 0; i < COUNT_MAX; i++) {
        output[i] = (struct ciphertext){point_base, point_identity};
    }
    if (size > COUNT_AT) {
        memcpy(&task.eid, data + EID_AT, sizeof(task.eid));
        task.cid = (uint16_t)(data[CID_AT] << 8 | data[CID_AT + 1]);
        memcpy(&task.box, data + BOX_AT, sizeof(task.box));
        task.j = data[J_AT];
        task.count = 1 + (data[COUNT_AT] - 1U) % COUNT_MAX;
    }
    list.size = task.count * sizeof(*output);
    task.output = pieces_of(&list);
    fuzz_must(share_verify(&task, &object, NULL) > 0);
    return 0;
}
