/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An opened election folder and all that goes with it, in the order it must be made:
 * settings, the children (before any thread, database or secret), clock, way out of
 * the building, rights to files given up, desk. Released in the reverse order.
 */
#ifndef DAEMON_OPENING_H
#define DAEMON_OPENING_H

#include "base/attr.h"
#include "base/file.h"
#include "post/courier.h"
#include "post/dispatch.h"
#include "post/herald.h"

#include "darkroom.h"
#include "electiond.h"

struct opening {
    struct conf conf;
    struct buf certificate; /* PEM texts; empty without TLS */
    struct buf certificate_key;
    struct darkroom *darkroom;
    struct courier *courier; /* NULL: no mail */
    struct herald *herald;   /* NULL: no witnesses */
    struct clock *clock;
    char letters[FILE_PATH_SIZE]; /* the folder of print files */
    struct dispatch *dispatch;
    struct desk *desk;
};

/* To serve: all of it. */
MUST_USE int opening_to_serve(const struct electiond_args *args, struct opening *out);

/* To act while the daemon is stopped: no mail child, no certificate. */
MUST_USE int opening_to_act(const struct electiond_args *args, struct opening *out);

void opening_deinit(struct opening *opening);

#endif
