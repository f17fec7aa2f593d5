/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A count as NIST's common data format for election results has it (SP 1500-100,
 * version 2, as JSON): one ElectionReport of one contest, each candidate's votes by
 * round, a round being a stage. Unlike our own documents it has numbers with decimals.
 */
#ifndef WIRE_NIST_H
#define WIRE_NIST_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "core/sheet.h"
#include "core/slate.h"

/* What a count itself does not know. */
struct nist_facts {
    const char *issuer; /* who publishes the result */
    int64_t made;       /* when this report was made */
    int64_t opened;     /* the days of the poll */
    int64_t closed;
};

/* Appends. */
MUST_USE int nist_write(const struct sheet *sheet,
                        const struct slate *slate,
                        const struct nist_facts *facts,
                        struct buf *out);

#endif
