// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/allotment.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "seal/credential.h"
#include "seal/secret.h"

struct allotment {
    size_t count;
    uint32_t *numbers;
    struct token *tokens; /* guarded */
};

void allotment_free(struct allotment *allotment)
{
    if (allotment != NULL) {
        secret_free(allotment->tokens);
        free(allotment->numbers);
        free(allotment);
    }
}

/* 1…count, every order as likely. */
static void shuffle(uint32_t *numbers, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        numbers[i] = (uint32_t)i + 1;
    }
    for (i = count; i > 1; i--) {
        uint32_t other = randombytes_uniform((uint32_t)i);
        uint32_t held = numbers[i - 1];

        numbers[i - 1] = numbers[other];
        numbers[other] = held;
    }
}

static int fill(struct allotment *allotment, size_t count)
{
    void *memory = NULL;
    size_t i;
    int r;

    allotment->numbers = calloc(count + 1, sizeof(*allotment->numbers));
    if (allotment->numbers == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = secret_new(count * sizeof(struct token) + 1, &memory);
    if (r != 0) {
        return r;
    }
    allotment->count = count;
    allotment->tokens = memory;
    for (i = 0; i < count; i++) {
        token_new(&allotment->tokens[i]);
    }
    shuffle(allotment->numbers, count);
    return 0;
}

int allotment_new(size_t count, struct allotment **out)
{
    struct allotment *allotment;
    int r;

    if (count > ALLOTMENT_MAX) {
        return ALLOTMENT_LARGE;
    }
    allotment = calloc(1, sizeof(*allotment));
    if (allotment == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill(allotment, count);
    if (r != 0) {
        allotment_free(allotment);
        return r;
    }
    *out = allotment;
    return 0;
}

size_t allotment_count(const struct allotment *allotment)
{
    return allotment->count;
}

uint32_t allotment_number(const struct allotment *allotment, size_t place)
{
    return allotment->numbers[place];
}

const struct token *allotment_token(const struct allotment *allotment, size_t place)
{
    return &allotment->tokens[place];
}

int allotment_write(const struct allotment *allotment,
                    const struct eid *eid,
                    uint16_t cid,
                    struct buf *out)
{
    uint8_t *keys;
    size_t i;

    buf_put_text(out, "GB1R");
    buf_put(out, eid, sizeof(*eid));
    buf_put_u16(out, cid);
    buf_put_u32(out, (uint32_t)allotment->count);
    keys = buf_extend(out, allotment->count * SIGN_KEY_SIZE);
    for (i = 0; keys != NULL && i < allotment->count; i++) {
        struct sign_key key;

        credential_key(&allotment->tokens[i], eid, &key);
        memcpy(keys + (size_t)(allotment->numbers[i] - 1) * SIGN_KEY_SIZE,
               key.bytes,
               sizeof(key));
    }
    return FOLD(buf_status(out));
}
