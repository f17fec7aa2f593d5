// SPDX-License-Identifier: AGPL-3.0-or-later
#include "spare.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/fault.h"

enum {
    ALIGNMENT = 16,
    /* Bytes Jansson asks for, all in all. A value has a bracket, comma or colon of its
     * own: an object is the largest, with its 8 buckets and its pair in another. */
    PER_VALUE = 640,
    PER_BYTE = 8, /* strings, and the lexer's buffer as it doubles */
    AT_FIRST = 4096,
};

/* Its hooks are given no context: so this, for each thread while it parses. */
static _Thread_local struct {
    uint8_t *start;
    size_t size;
    size_t used;
} spare;

static void *get(size_t size)
{
    void *memory = malloc(size);
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

    if (memory != NULL || rounded < size || rounded > spare.size - spare.used) {
        return memory;
    }
    memory = spare.start + spare.used;
    spare.used += rounded;
    return memory;
}

static void release(void *memory)
{
    uintptr_t at = (uintptr_t)memory;
    uintptr_t start = (uintptr_t)spare.start;

    if (spare.start == NULL || at < start || at >= start + spare.size) {
        free(memory);
    }
}

void spare_prepare(void)
{
    json_set_alloc_funcs(get, release);
}

static size_t count_values(struct span text)
{
    size_t count = 1;
    size_t i;

    for (i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '{':
        case '[':
        case ',':
        case ':':
            count++;
            break;
        default:
            break;
        }
    }
    return count;
}

int spare_take(struct span text)
{
    spare.size = count_values(text) * PER_VALUE + text.size * PER_BYTE + AT_FIRST;
    spare.used = 0;
    spare.start = malloc(spare.size);
    if (spare.start == NULL) {
        spare.size = 0;
        return FAULT(FAULT_MEMORY);
    }
    return 0;
}

bool spare_was_needed(void)
{
    return spare.used > 0;
}

void spare_give_back(void)
{
    free(spare.start);
    spare.start = NULL;
    spare.size = 0;
    spare.used = 0;
}
