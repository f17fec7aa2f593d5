/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The checks that verify.c's table names, in its order. */
#ifndef AUDIT_CHECKS_H
#define AUDIT_CHECKS_H

#include "audit.h"

#define AUDIT_CHECK(name) int audit_check_##name(struct audit *audit)
AUDIT_CHECK(note);
AUDIT_CHECK(checkpoint);
AUDIT_CHECK(older);
AUDIT_CHECK(present);
AUDIT_CHECK(root);
AUDIT_CHECK(forms);
AUDIT_CHECK(bases);
AUDIT_CHECK(files);
AUDIT_CHECK(witnesses);
AUDIT_CHECK(definition);
AUDIT_CHECK(code);
AUDIT_CHECK(ceremony_object);
AUDIT_CHECK(ceremony_people);
AUDIT_CHECK(ceremony_proofs);
AUDIT_CHECK(ceremony_key);
AUDIT_CHECK(statement);
AUDIT_CHECK(roll);
AUDIT_CHECK(rules);
AUDIT_CHECK(ballots);
AUDIT_CHECK(electors);
AUDIT_CHECK(box);
AUDIT_CHECK(inputs);
AUDIT_CHECK(mixes);
AUDIT_CHECK(shares);
AUDIT_CHECK(plaintexts);
AUDIT_CHECK(recount);
AUDIT_CHECK(result);

#endif
