// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certificate.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <time.h>

#include "base/fault.h"

enum {
    NO_TIME = -1, /* of GnuTLS: it cannot be read */
};

static int check_times(gnutls_x509_crt_t certificate, int64_t now, int64_t *when)
{
    int64_t from = (int64_t)gnutls_x509_crt_get_activation_time(certificate);
    int64_t until = (int64_t)gnutls_x509_crt_get_expiration_time(certificate);

    if (from == NO_TIME || until == NO_TIME) {
        return CERTIFICATE_MALFORMED;
    }
    if (now < from) {
        *when = from;
        return CERTIFICATE_EARLY;
    }
    if (now > until) {
        *when = until;
        return CERTIFICATE_EXPIRED;
    }
    return 0;
}

int certificate_check(struct span pem, int64_t now, int64_t *when)
{
    gnutls_x509_crt_t certificate = NULL;
    /* Only read, though the type does not say so. */
    union {
        const uint8_t *given;
        uint8_t *taken;
    } data = {.given = pem.data};
    const gnutls_datum_t text = {.data = data.taken, .size = (unsigned)pem.size};
    int r;

    if (gnutls_x509_crt_init(&certificate) != GNUTLS_E_SUCCESS) {
        return FAULT(FAULT_MEMORY);
    }
    r = gnutls_x509_crt_import(certificate, &text, GNUTLS_X509_FMT_PEM)
                == GNUTLS_E_SUCCESS
            ? check_times(certificate, now, when)
            : CERTIFICATE_MALFORMED;
    gnutls_x509_crt_deinit(certificate);
    return r;
}
