// SPDX-License-Identifier: AGPL-3.0-or-later
/* The task is what the object says of itself, so that its values are looked at; a proof
 * that holds is not to be found by chance. */
#include <string.h>

#include "fuzz.h"
#include "seal/point.h"
#include "seal/shuffle.h"

enum {
    EID_AT = 4,
    CID_AT = 36,
    BOX_AT = 38,
    K_AT = 70,
    MIXER_AT = 71,
    COUNT_AT = 106, /* its lowest byte */
    COUNT_MAX = 8,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ciphertext input[COUNT_MAX];
    struct span bytes = span_of(data, size);
    struct span list = SPAN(input);
    const struct pieces object = pieces_of(&bytes);
    struct shuffle_task task = {.key = point_base, .count = 1};
    size_t i;

    for (i = 0; i < COUNT_MAX; i++) {
        input[i] = (struct ciphertext){point_base, point_identity};
    }
    if (size > COUNT_AT) {
        memcpy(&task.eid, data + EID_AT, sizeof(task.eid));
        task.cid = (uint16_t)(data[CID_AT] << 8 | data[CID_AT + 1]);
        memcpy(&task.box, data + BOX_AT, sizeof(task.box));
        task.k = data[K_AT];
        memcpy(&task.mixer, data + MIXER_AT, sizeof(task.mixer));
        task.count = 1 + (data[COUNT_AT] - 1U) % COUNT_MAX;
    }
    list.size = task.count * sizeof(*input);
    task.input = pieces_of(&list);
    fuzz_must(shuffle_verify(&task, &object, NULL) > 0);
    return 0;
}
