/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The handlers of the console's pages of members and of whom they represent. */
#ifndef DAEMON_SERVE_ROLL_H
#define DAEMON_SERVE_ROLL_H

#include "serve.h"

SERVE(serve_represent);        /* GET /console/representation */
SERVE(serve_represent_send);   /* POST /console/representation */
SERVE(serve_represent_pdf);    /* GET /console/representation/report.pdf */
SERVE(serve_represent_html);   /* GET /console/representation/report.html */
SERVE(serve_represent_csv);    /* GET /console/representation/report.csv */
SERVE(serve_roll);             /* GET /console/roll */
SERVE(serve_roll_send);        /* POST /console/roll */
SERVE(serve_roll_list);        /* GET /console/roll/{list} */
SERVE(serve_roll_confirm);     /* POST /console/roll/{list} */
SERVE(serve_roll_voters);      /* GET /console/roll/voters */
SERVE(serve_roll_letters);     /* POST /console/roll/letters */
SERVE(serve_roll_deaths);      /* POST /console/roll/deaths */
SERVE(serve_roll_voters_csv);  /* GET /console/roll/voters.csv */
SERVE(serve_roll_choices_csv); /* GET /console/roll/choices.csv */

/* Before a file sent to the console is read: whether this officer may send it. */
MUST_USE int serve_console_admit(const struct site *site,
                                 const struct request *request,
                                 size_t *limit);

#endif
