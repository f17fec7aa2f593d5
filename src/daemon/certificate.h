/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The site's own TLS certificate, looked at before anybody is answered with it. */
#ifndef DAEMON_CERTIFICATE_H
#define DAEMON_CERTIFICATE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum certificate_refusal {
    CERTIFICATE_MALFORMED = 1, /* no certificate in PEM */
    CERTIFICATE_EXPIRED,       /* `when`: since then */
    CERTIFICATE_EARLY,         /* `when`: not before then */
};

/* Whether the first of the file, the site's, is valid at this time. */
MUST_USE int certificate_check(struct span pem, int64_t now, int64_t *when);

#endif
