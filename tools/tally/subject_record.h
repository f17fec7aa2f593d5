/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The count sheet a record declared, for subject. */
#ifndef TALLY_SUBJECT_RECORD_H
#define TALLY_SUBJECT_RECORD_H

#include "base/attr.h"
#include "base/buf.h"
#include "subject.h"

/* Appends the sheet's text, and fills in what else the record says of the count. */
MUST_USE int subject_read_record(const struct subject_options *options,
                                 struct subject *subject,
                                 struct buf *out);

#endif
