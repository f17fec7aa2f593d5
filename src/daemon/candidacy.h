/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The handlers of nominations and candidates, as serve.h has those of all else. */
#ifndef DAEMON_CANDIDACY_H
#define DAEMON_CANDIDACY_H

#include "serve.h"

SERVE(serve_candidates);      /* GET /candidates */
SERVE(serve_candidates_one);  /* GET /candidates/{n} */
SERVE(serve_photo_candidate); /* GET /candidates/{n}/photos/{k} */
SERVE(serve_vacancies);       /* GET /notices/new-election */

SERVE(serve_nomination);            /* GET /me/nomination */
SERVE(serve_nomination_keep);       /* POST /me/nomination */
SERVE(serve_nomination_check);      /* GET /me/nomination/check */
SERVE(serve_nomination_submit);     /* POST /me/nomination/check */
SERVE(serve_nomination_done);       /* GET /me/nomination/done */
SERVE(serve_nomination_withdrawal); /* GET /me/nomination/withdraw */
SERVE(serve_nomination_withdraw);   /* POST /me/nomination/withdraw */
SERVE(serve_inspect);               /* GET /me/nominations/{n} */
SERVE(serve_photo);                 /* GET /me/nomination/photo */
SERVE(serve_photo_keep);            /* POST /me/nomination/photo */
SERVE(serve_photo_picture);         /* GET /me/nomination/picture */
SERVE(serve_asked);                 /* GET /me/nomination/form */
SERVE(serve_asked_ask);             /* POST /me/nomination/form */
SERVE(serve_asked_print);           /* GET /me/nomination/print */

SERVE(serve_decide_list);        /* GET /console/nominations */
SERVE(serve_decide_one);         /* GET /console/nominations/{id} */
SERVE(serve_decide);             /* POST /console/nominations/{id} */
SERVE(serve_photo_desk);         /* GET /console/nominations/{id}/photo */
SERVE(serve_photo_desk_keep);    /* POST /console/nominations/{id}/photo */
SERVE(serve_photo_desk_picture); /* GET /console/nominations/{id}/picture */
SERVE(serve_departure_form);     /* GET /console/nominations/{id}/leave */
SERVE(serve_departure);          /* POST /console/nominations/{id}/leave */
SERVE(serve_departure_letter);   /* GET /console/nominations/{id}/letter */
SERVE(serve_forms);              /* GET /console/forms */
SERVE(serve_forms_act);          /* POST /console/forms */
SERVE(serve_forms_print);        /* GET /console/forms/{member}/print */
SERVE(serve_keying_form);        /* GET /console/forms/{member}/paper */
SERVE(serve_keying);             /* POST /console/forms/{member}/paper */

/* Before five megabytes are read: whether they come from a member, or an officer. */
MUST_USE int serve_photo_admit(const struct site *site,
                               const struct request *request,
                               size_t *limit);
MUST_USE int serve_photo_desk_admit(const struct site *site,
                                    const struct request *request,
                                    size_t *limit);

#endif
