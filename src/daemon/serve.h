/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The handlers, a resource a file: each parses, asks the desk, answers. They share
 * nothing but the site they are given, hold no SQL, key or clock, and are tested with
 * requests made by hand.
 */
#ifndef DAEMON_SERVE_H
#define DAEMON_SERVE_H

#include <stddef.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/desk.h"

#include "http/reply.h"
#include "http/request.h"

struct darkroom;
struct press;
struct room;
struct sessions;

/* What handlers are given. */
struct site {
    struct desk *desk;
    struct sessions *sessions;
    struct room *room;         /* of the trustees; NULL: none */
    struct press *press;       /* for what is printed; NULL: no limit */
    struct darkroom *darkroom; /* NULL: no photographs are taken */
};

/* One line a handler: int serve_x(site, request, reply). */
#define SERVE(name)                                                                    \
    MUST_USE int name(                                                                 \
        const struct site *site, const struct request *request, struct reply *reply)

SERVE(serve_front);           /* GET / */
SERVE(serve_vote);            /* GET /vote */
SERVE(serve_receipt);         /* GET /receipt */
SERVE(serve_check);           /* GET /check */
SERVE(serve_ceremony_get);    /* GET /api/ceremony/{word}/{file} */
SERVE(serve_ceremony_put);    /* PUT */
SERVE(serve_problem);         /* GET /problems/{slug} */
SERVE(serve_notices);         /* GET /notices/{election,statement,poll,result}[.pdf] */
SERVE(serve_definition);      /* GET /definition */
SERVE(serve_definition_make); /* POST /definition */

SERVE(serve_results);     /* GET /results */
SERVE(serve_results_one); /* GET /results/{n}, {n}.json, {n}.csv, {n}.blt, {n}.pdf */

SERVE(serve_signin);        /* GET /sign-in */
SERVE(serve_signin_ask);    /* POST /sign-in */
SERVE(serve_signin_sent);   /* GET /sign-in/sent */
SERVE(serve_signin_code);   /* GET /sign-in/code */
SERVE(serve_signin_letter); /* POST /sign-in/code */
SERVE(serve_signin_link);   /* GET /sign-in/{code} */
SERVE(serve_signin_enter);  /* POST /sign-in/{code} */

SERVE(serve_me);            /* GET /me */
SERVE(serve_me_act);        /* POST /me */
SERVE(serve_choices);       /* GET /me/choices */
SERVE(serve_choices_keep);  /* POST /me/choices */
SERVE(serve_leave);         /* GET /me/leave */
SERVE(serve_leave_confirm); /* POST /me/leave */
SERVE(serve_left);          /* GET /left */

SERVE(serve_console);        /* GET /console */
SERVE(serve_console_act);    /* POST /console */
SERVE(serve_console_enter);  /* GET /console/enter/{secret} */
SERVE(serve_console_log);    /* GET /console/log */
SERVE(serve_exports);        /* GET /console/exports */
SERVE(serve_exports_one);    /* GET /console/exports/{name}.csv */
SERVE(serve_swear_form);     /* GET /console/declaration */
SERVE(serve_swear);          /* POST /console/declaration */
SERVE(serve_replace_form);   /* GET /console/replacements */
SERVE(serve_replace);        /* POST /console/replacements */
SERVE(serve_box_form);       /* GET /console/box */
SERVE(serve_box);            /* POST /console/box */
SERVE(serve_board);          /* GET /console/board */
SERVE(serve_board_act);      /* POST /console/board */
SERVE(serve_waiting);        /* GET /console/waiting */
SERVE(serve_waiting_act);    /* POST /console/waiting */
SERVE(serve_extend);         /* GET /console/waiting/extension */
SERVE(serve_extend_act);     /* POST /console/waiting/extension */
SERVE(serve_disqualify);     /* GET /console/waiting/disqualification */
SERVE(serve_disqualify_act); /* POST /console/waiting/disqualification */
SERVE(serve_late_form);      /* GET /console/late */
SERVE(serve_late);           /* POST /console/late */
SERVE(serve_papers_form);    /* GET /console/papers */
SERVE(serve_papers);         /* POST /console/papers */
SERVE(serve_roster);         /* GET /api/electors/{n} */

SERVE(serve_election);      /* GET /api/election */
SERVE(serve_ballots_cast);  /* POST /api/ballots */
SERVE(serve_ballots_find);  /* GET /api/ballots/{credential} */
SERVE(serve_unsigned);      /* GET /api/unsigned */
SERVE(serve_numbers);       /* GET /api/numbers/{n} */
SERVE(serve_references);    /* GET /api/references */
SERVE(serve_numbers_one);   /* GET /api/numbers/{n}/{number} */
SERVE(serve_objects_put);   /* PUT /api/objects/{sha256} */
SERVE(serve_entries_post);  /* POST /api/entries */
SERVE(serve_sessions_ask);  /* POST /api/sessions */
SERVE(serve_sessions_sign); /* POST /api/sessions/{challenge} */
SERVE(serve_record);        /* GET /record/{path} */
SERVE(serve_health);        /* GET /health */
SERVE(serve_assets);        /* GET /assets/{hash}/{name} */

/* Before the body of PUT /api/objects/{sha256} is read: whether it is expected. */
MUST_USE int serve_objects_admit(const struct site *site,
                                 const struct request *request,
                                 size_t *limit);

#endif
