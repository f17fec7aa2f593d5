/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A checkpoint that witnesses have signed too, held against the record. */
#ifndef AUDIT_WITNESSES_H
#define AUDIT_WITNESSES_H

#include "audit.h"

/* AUDIT_BAD when it is of another history, or what witnesses say of it is not so. */
MUST_USE int witnesses_judge(struct audit *audit, struct span note, const char *what);

#endif
