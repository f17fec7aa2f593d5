/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The one list that waits to be confirmed, under a lock of its own: before all others.
 * Inside desk/ only. */
#ifndef DESK_LISTINGS_H
#define DESK_LISTINGS_H

#include <pthread.h>

#include "base/buf.h"
#include "core/bytes.h"
#include "desk/import.h"

struct listings {
    pthread_mutex_t lock;
    struct digest name;
    enum import_scope scope;
    struct buf csv; /* empty: none waits */
};

void listing_init(struct listings *listings);
/* What waits is wiped. */
void listing_forget(struct listings *listings);
void listing_deinit(struct listings *listings);

#endif
