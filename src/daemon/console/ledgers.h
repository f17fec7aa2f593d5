/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The registers an officer keeps, as tables to download (CSV). A new one needs one line
 * of the table in ledgers.c and a function that writes its rows with rows_write; who
 * may have it goes by the grants of the line. Acts and forms come from the roll, the
 * rest from the record; none says who has voted.
 */
#ifndef DAEMON_LEDGERS_H
#define DAEMON_LEDGERS_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"

#include "office.h"
#include "serve.h"

struct ledgers_one {
    const char *name; /* in the address, before ".csv" */
    const char *title;
    const char *hint;
    unsigned grants;  /* any of these; 0: every officer */
    const char *href; /* of one that another page makes; it has no write */

    /* Appends head and rows: 0, or a fault. */
    int (*write)(const struct site *site, const struct office *office, struct buf *out);
};

/* All of them, in the order shown. */
const struct ledgers_one *ledgers_all(size_t *count);

#endif
