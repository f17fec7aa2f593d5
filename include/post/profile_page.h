/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A report of tables (post/profile) as part of a page, and as a page of its own that
 * needs no other file. */
#ifndef POST_PROFILE_PAGE_H
#define POST_PROFILE_PAGE_H

#include "base/attr.h"
#include "base/buf.h"
#include "post/profile.h"
#include "web/pages.h"

struct profile_page;

/* Fills the part, which borrows from the profile. */
MUST_USE int profile_page_new(const struct profile *profile, struct profile_page **out);
void profile_page_free(struct profile_page *page);

/* Borrowed. */
const struct part_profile *profile_page_part(const struct profile_page *page);

/* Appends the page of its own. */
MUST_USE int profile_page_write(const struct profile *profile, struct buf *out);

OWNED(profile_page)

#endif
