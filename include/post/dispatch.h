/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The daemon's outbox: gives a parcel its words and sends it on, by the mail child or
 * into the print file of the act. One thread at a time (desk/ sees to it).
 */
#ifndef POST_DISPATCH_H
#define POST_DISPATCH_H

#include "base/attr.h"
#include "post/courier.h"
#include "post/outbox.h"

struct clock; /* base/clock */
struct dispatch;

/* All borrowed for as long as the dispatch. */
struct dispatch_options {
    struct courier *courier; /* NULL: mail is not set up, nothing is sent */
    struct clock *clock;
    const char *from;              /* address mails come from */
    const char *site;              /* address of the election's pages */
    const char *letters;           /* the folder of print files */
    const struct box_key *printer; /* whose they are; NULL: the first officer's */
};

enum dispatch_refusal {
    DISPATCH_NO_MAIL = 1, /* an email, and no mail is set up */
    DISPATCH_ADDRESS,     /* nothing could be sent to that address */
    DISPATCH_LONG,        /* the text is longer than a mail or print file may be */
};

MUST_USE int dispatch_new(const struct dispatch_options *options,
                          struct dispatch **out);
void dispatch_free(struct dispatch *dispatch);

/* What desk/ hands its parcels to; valid as long as the dispatch. */
const struct outbox *dispatch_outbox(const struct dispatch *dispatch);

OWNED(dispatch)

#endif
