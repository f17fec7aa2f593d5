/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The officer who asks, with what every page of the console shows. */
#ifndef DAEMON_OFFICE_H
#define DAEMON_OFFICE_H

#include "base/attr.h"
#include "core/officer.h"

#include "face.h"

struct office {
    struct face face; /* there is a definition */
    struct part_desk desk;
    const struct officer *officer;
};

enum office_refusal {
    OFFICE_NOBODY = 1, /* not signed in */
};

MUST_USE int
office_find(const struct site *site, const struct request *request, struct office *out);

/* The name of the officer with this key; of no officer: who runs the machine. */
const char *office_name(const struct office *office, const struct sign_key *key);

#endif
