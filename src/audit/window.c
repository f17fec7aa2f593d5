// SPDX-License-Identifier: AGPL-3.0-or-later
#include "window.h"

#include "base/fault.h"
#include "base/threads.h"
#include "record/entry.h"

enum {
    SIZE = 1 << 20, /* bytes: no further entry is read when there are so many */
    PART = 64,
};

void window_init(struct window *window)
{
    window->count = 0;
    buf_init(&window->bytes, SIZE + ENTRY_SIZE_MAX);
}

void window_deinit(struct window *window)
{
    buf_deinit(&window->bytes);
}

bool window_holds(const struct window *window, uint64_t index)
{
    return index >= window->first && index - window->first < window->count;
}

static struct span at(const struct window *window, size_t place)
{
    size_t start = place == 0 ? 0 : window->ends[place - 1];

    return span_of(window->bytes.data + start, window->ends[place] - start);
}

struct span window_entry(const struct window *window, uint64_t index)
{
    return at(window, (size_t)(index - window->first));
}

const struct digest *window_leaf(const struct window *window, uint64_t index)
{
    return &window->leaves[index - window->first];
}

/* A threads_part. */
static int hash_part(void *context, size_t part)
{
    struct window *window = context;
    size_t i;

    for (i = part * PART; i < (part + 1) * PART && i < window->count; i++) {
        entry_leaf(at(window, i), &window->leaves[i]);
    }
    return 0;
}

int window_load(struct window *window,
                const struct record_source *source,
                uint64_t first,
                uint64_t end)
{
    size_t count = 0;
    int r = 0;

    window->first = first;
    window->count = 0;
    buf_reset(&window->bytes);
    while (r == 0 && count < WINDOW_MOST && first + count < end
           && window->bytes.size < SIZE) {
        r = source_entry(source, first + count, &window->bytes);
        if (r == 0) {
            window->ends[count] = window->bytes.size;
            count++;
        }
    }
    /* What is missing further on is missed when it is asked for. */
    if (r < 0 || count == 0) {
        return r;
    }
    window->count = count;
    return threads_run((count + PART - 1) / PART, hash_part, window);
}
