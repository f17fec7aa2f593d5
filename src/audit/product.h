/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents and objects on their way to the sink. */
#ifndef AUDIT_PRODUCT_H
#define AUDIT_PRODUCT_H

#include "audit.h"
#include "audit/perform.h"

/* Sets the base, writes and signs the document and puts it, with its object. */
struct draft {
    struct document *document;
    struct span object; /* empty: none */
    const struct keyfile *const *signers;
    size_t signer_count;
    uint16_t cid;
    unsigned index;
};
MUST_USE int
audit_put(struct audit *audit, const struct draft *draft, const struct sink *sink);

/* An object alone. */
MUST_USE int
audit_put_object(const struct sink *sink, uint16_t cid, struct span object);

#endif
