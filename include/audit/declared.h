/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a record declared: the result in it, signed by an officer its definition names,
 * and the count sheets it names. Whether it had to be this result is not looked at:
 * that is audit/verify's.
 */
#ifndef AUDIT_DECLARED_H
#define AUDIT_DECLARED_H

#include "audit/verify.h"
#include "base/attr.h"
#include "base/buf.h"
#include "core/definition.h"
#include "core/result.h"
#include "record/source.h"

struct declared;

enum declared_refusal {
    DECLARED_ABSENT = 1, /* the record does not reach to a result */
    DECLARED_WRONG,      /* an entry or a sheet is not what the record says */
    DECLARED_UNKNOWN,    /* no such constituency, or it was not counted */
};

/* Of a record of `size` entries. The source is borrowed and must live longer. */
MUST_USE int
declared_read(const struct record_source *source, uint64_t size, struct declared **out);
void declared_free(struct declared *declared);

/* Borrowed from it. */
const struct definition *declared_definition(const struct declared *declared);
const struct result_document *declared_result(const struct declared *declared);

/* Appends the sheet's JSON of constituency 1 …. */
MUST_USE int
declared_sheet(const struct declared *declared, uint16_t cid, struct buf *out);

OWNED(declared)

#endif
