/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The officer who asks, with what every page of the console shows. Nobody comes to a
 * page of the console but through here.
 */
#ifndef DAEMON_OFFICE_H
#define DAEMON_OFFICE_H

#include "base/attr.h"
#include "core/officer.h"

#include "face.h"
#include "http/multipart.h"
#include "http/urlform.h"
#include "menu.h"

struct office {
    struct face face; /* there is a definition */
    struct part_desk desk;
    struct part_desk_pages pages[MENU_MAX]; /* desk points here: do not copy */
    const struct officer *officer;
};

enum office_refusal {
    OFFICE_NOBODY = 1, /* not signed in */
    OFFICE_UNSWORN,    /* has not made the declaration of rule 69 */
    OFFICE_MEMBER,     /* has, but is on the roll */
    OFFICE_GRANT,      /* this page is not for this officer, by the menu */
    OFFICE_REFUSALS,
};

MUST_USE int
office_find(const struct site *site, const struct request *request, struct office *out);

/* Whether rule 69 lets the officer act: 0, OFFICE_UNSWORN or OFFICE_MEMBER. */
MUST_USE int office_sworn(const struct site *site, const struct sign_key *key);

/* Ends a handler whom office_find did not admit: faults pass, refusals are problems. */
MUST_USE int office_refuse(struct reply *reply, int r);

/* A handler of a page: finds who asks and shows it, or answers why not. */
typedef int (*office_page)(const struct site *site,
                           const struct office *office,
                           struct reply *reply);
MUST_USE int office_show(const struct site *site,
                         const struct request *request,
                         office_page show,
                         struct reply *reply);

/* The same of a form with a file, which is read once it is known who sends it. */
typedef int (*office_taking)(const struct site *site,
                             const struct office *office,
                             const struct multipart *form,
                             struct reply *reply);
MUST_USE int office_take(const struct site *site,
                         const struct request *request,
                         office_taking take,
                         struct reply *reply);

/* What an officer's form does; the last to answer. */
typedef int (*office_act)(const struct site *site,
                          const struct request *request,
                          const struct office *office,
                          const struct urlform *form,
                          struct reply *reply);

/* A handler of a form: reads it, finds who sends it, and acts, or answers why not. */
MUST_USE int office_answer(const struct site *site,
                           const struct request *request,
                           office_act act,
                           struct reply *reply);

/* The problem that a refusal of office_find is. */
enum problem office_problem(int refusal);

/* The name of the officer with this key; of no officer: who runs the machine. */
const char *office_name(const struct office *office, const struct sign_key *key);

#endif
