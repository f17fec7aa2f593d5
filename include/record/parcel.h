/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An object too large to hold: it is read through and checked once, and what is read of
 * it afterwards, in pieces, is the same bytes or a fault. Of every 4 KiB 32 bytes are
 * remembered.
 */
#ifndef RECORD_PARCEL_H
#define RECORD_PARCEL_H

#include "base/attr.h"
#include "base/pieces.h"
#include "core/bytes.h"
#include "record/source.h"

struct parcel;

/* SOURCE_ABSENT or SOURCE_FALSE, as source_check_object. The source is borrowed. */
MUST_USE int parcel_open(const struct record_source *source,
                         const struct object_ref *object,
                         struct parcel **out);
void parcel_free(struct parcel *parcel);

/* They live as long as the parcel. FAULT_CORRUPT of an object that has changed. */
struct pieces parcel_pieces(struct parcel *parcel);

OWNED(parcel)

#endif
