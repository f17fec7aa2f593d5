/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The particulars of a candidate as a file: what the statement commits to by SHA-256(
 * salt ‖ file) and pages show. The file can be destroyed; the record then still
 * verifies. Inside desk/ only.
 */
#ifndef DESK_PARTICULARS_H
#define DESK_PARTICULARS_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/bytes.h"
#include "desk/privacy.h"
#include "store/forms.h"
#include "store/members.h"

/* "forenames surname" into out[NAME_SIZE]. */
void particulars_name(const struct member *member, char *out);

/* The address as it is published: the form's, or the town of the members' list. */
const char *particulars_address(enum privacy addresses,
                                const struct member *member,
                                const struct form *form);

/* Appends the file's JSON text. */
MUST_USE int particulars_write(enum privacy addresses,
                               const struct member *member,
                               const struct form *form,
                               struct buf *out);

void particulars_digest(const struct nomination *nomination, struct digest *out);

#endif
