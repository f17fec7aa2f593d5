// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/listing.h"

#include <string.h>

#include "base/fault.h"
#include "seal/hash.h"

#include "listings.h"
#include "state.h"

void listing_init(struct listings *listings)
{
    (void)pthread_mutex_init(&listings->lock, NULL);
    buf_init(&listings->csv, LISTING_SIZE_MAX);
}

void listing_deinit(struct listings *listings)
{
    buf_deinit(&listings->csv);
    (void)pthread_mutex_destroy(&listings->lock);
}

void listing_forget(struct listings *listings)
{
    (void)pthread_mutex_lock(&listings->lock);
    buf_deinit(&listings->csv);
    (void)pthread_mutex_unlock(&listings->lock);
}

static int
keep(struct listings *listings, const struct import_order *order, struct digest *name)
{
    int r;

    buf_deinit(&listings->csv);
    buf_put_span(&listings->csv, order->csv);
    r = buf_status(&listings->csv);
    if (r != 0) {
        buf_deinit(&listings->csv);
        return r < 0 ? r : IMPORT_NO_ROOM;
    }
    listings->scope = order->scope;
    hash_sha256(order->csv, &listings->name);
    *name = listings->name;
    return 0;
}

int desk_listing_put(struct desk *desk,
                     const struct import_order *order,
                     struct digest *name)
{
    struct listings *listings = &desk->listings;
    int r;

    if (order->csv.size == 0) {
        return IMPORT_NOT_TEXT;
    }
    (void)pthread_mutex_lock(&listings->lock);
    r = keep(listings, order, name);
    (void)pthread_mutex_unlock(&listings->lock);
    return r;
}

static int import(struct desk *desk,
                  const struct digest *name,
                  const struct import_order *order,
                  struct imported *out)
{
    struct listings *listings = &desk->listings;
    struct import_order whole = *order;
    int r;

    if (listings->csv.size == 0
        || memcmp(name, &listings->name, sizeof(listings->name)) != 0) {
        return IMPORT_GONE;
    }
    whole.csv = buf_span(&listings->csv);
    whole.scope = listings->scope;
    r = desk_import(desk, &whole, out);
    if (r == 0 && order->step == IMPORT_CONFIRMED) {
        buf_deinit(&listings->csv);
    }
    return r;
}

int desk_listing(struct desk *desk,
                 const struct digest *name,
                 const struct import_order *order,
                 struct imported *out)
{
    int r;

    (void)pthread_mutex_lock(&desk->listings.lock);
    r = import(desk, name, order, out);
    (void)pthread_mutex_unlock(&desk->listings.lock);
    return r;
}
