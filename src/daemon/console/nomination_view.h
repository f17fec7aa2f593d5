/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One nomination in the console, with the officer who looks at it: found by the
 * request's path, and shown with what may be done with it now. It decides nothing.
 */
#ifndef DAEMON_NOMINATION_VIEW_H
#define DAEMON_NOMINATION_VIEW_H

#include "base/attr.h"
#include "desk/decide.h"
#include "store/forms.h"

#include "member/visitor.h"
#include "office.h"

enum {
    NOMINATION_VIEW_CHOICES = 7,
};

/* A choice of the officer, as its form sends it. */
struct nomination_choice {
    const char *code;
    enum decide_verdict verdict;
    enum decide_ground ground;
};
extern const struct nomination_choice nomination_view_choices[NOMINATION_VIEW_CHOICES];

struct nomination_view {
    const struct request *request;
    struct office office;
    int64_t id; /* of the form */
    bool is_found;
    struct nomination nomination;
    struct member member;
};

/* What a handler does once it is known who asks, and the nomination of the path is
 * found: with the officer's form, or without. */
typedef int (*nomination_view_page)(const struct site *site,
                                    const struct nomination_view *view,
                                    struct reply *reply);
typedef int (*nomination_view_act)(const struct site *site,
                                   struct nomination_view *view,
                                   const struct urlform *form,
                                   struct reply *reply);

/* Handlers: they answer those who may not, what is not there, and forms that are none.
 */
MUST_USE int nomination_view_show(const struct site *site,
                                  const struct request *request,
                                  nomination_view_page show,
                                  struct reply *reply);
MUST_USE int nomination_view_answer(const struct site *site,
                                    const struct request *request,
                                    nomination_view_act act,
                                    struct reply *reply);

/* Looks at the form again: what somebody else did meanwhile. */
MUST_USE int nomination_view_renew(const struct site *site,
                                   struct nomination_view *view);

/* What is said above the page; both may be NULL. */
struct nomination_view_notes {
    const struct part_errors *errors;
    const char *conflict; /* status 409: nothing was recorded */
};
MUST_USE int nomination_view_write(const struct site *site,
                                   const struct nomination_view *view,
                                   const struct nomination_view_notes *notes,
                                   struct reply *reply);

/* In words: "To be decided". */
const char *nomination_view_state(enum form_state state);

/* Digits as a number, 0 when they are none. */
int64_t nomination_view_id(struct span text);

#endif
