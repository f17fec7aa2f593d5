/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A record in a folder, opened to be verified: its checkpoint, those seen before, and
 * its entries and objects. What it holds is believed by nobody yet.
 */
#ifndef AUDIT_READING_H
#define AUDIT_READING_H

#include "audit/verify.h"
#include "base/attr.h"

struct reading;

enum reading_refusal {
    READING_ABSENT = 1, /* no such folder, or no checkpoint in it */
};

MUST_USE int reading_open(const char *folder, struct reading **out);
void reading_free(struct reading *reading);

/* Fills in source, checkpoint, folder and older; they live as long as the reading. */
void reading_input(struct reading *reading, struct verify_input *out);

OWNED(reading)

#endif
