/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The flow picture on a wide page. */
#ifndef POST_PRINT_FLOW_H
#define POST_PRINT_FLOW_H

#include "base/attr.h"
#include "paper.h"
#include "post/story.h"

/* Nothing where the count has no picture. */
MUST_USE int
print_flow(struct paper *paper, const struct story *story, struct buf *text);

#endif
