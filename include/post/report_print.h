/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The report of a count as a PDF for the notice board: A4, the steps in words, the flow
 * picture and the count sheet on wide pages. Headings, paragraphs and tables are
 * tagged, and each stage is in the outline. The words are those of post/sentence.
 */
#ifndef POST_REPORT_PRINT_H
#define POST_REPORT_PRINT_H

#include "base/attr.h"
#include "base/buf.h"
#include "post/report.h"

/* Appends the whole PDF. */
MUST_USE int report_print(const struct report *report, struct buf *out);

#endif
