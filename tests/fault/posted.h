/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The submission a trial posts, made ready anew before each try. */
#ifndef TESTS_POSTED_H
#define TESTS_POSTED_H

#include "town.h"

/* Signed; takes the document over. */
void posted_make(struct town *town, struct document *document, unsigned by);

/* What waits for the officer's signature, as the daemon prepared it. */
void posted_waiting(struct town *town, enum entry_type type);

/* Posts it. */
int posted_submit(struct town *town);

/* For cmocka, after the last test. */
int posted_end(void **state);

#endif
