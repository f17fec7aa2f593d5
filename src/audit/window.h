/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Some entries of a source, one after another, and their leaf hashes, which all threads
 * find together. Whether they are the tree's is for others to say.
 */
#ifndef AUDIT_WINDOW_H
#define AUDIT_WINDOW_H

#include <stdbool.h>

#include "record/source.h"

enum {
    WINDOW_MOST = 1024,
};

struct window {
    uint64_t first;
    size_t count;
    struct buf bytes;
    size_t ends[WINDOW_MOST];
    struct digest leaves[WINDOW_MOST];
};

void window_init(struct window *window);
void window_deinit(struct window *window);

/* Entries from `first` on, at least one and none from `end` on. Refused as by the
 * source when `first` itself is not there; the window is empty then. */
MUST_USE int window_load(struct window *window,
                         const struct record_source *source,
                         uint64_t first,
                         uint64_t end);

/* An entry that is in it, until the next load, and its leaf. */
bool window_holds(const struct window *window, uint64_t index);
struct span window_entry(const struct window *window, uint64_t index);
const struct digest *window_leaf(const struct window *window, uint64_t index);

#endif
