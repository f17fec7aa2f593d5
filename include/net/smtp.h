/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Submission of mail to one SMTP server (RFC 5321, RFC 6409), message by message over a
 * connection that is kept. Only the mail child calls it. It neither writes the words of
 * a message nor keeps any of it.
 */
#ifndef NET_SMTP_H
#define NET_SMTP_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/span.h"

struct smtp;

struct smtp_server {
    const char *url;  /* "smtp://host:port" or "smtps://host:port" */
    const char *user; /* NULL where the server asks for none */
    const char *password;
    const char *from;   /* envelope sender */
    bool is_clear_text; /* no TLS is demanded of an smtp:// server (loopback only) */
};

enum smtp_refusal {
    SMTP_ADDRESS = 1, /* not an address one could send to */
    SMTP_REFUSED,     /* the server will not take this message */
    SMTP_UNREACHABLE, /* no server, no TLS, no sign-in: worth another try later */
};

/* server is borrowed for the life of the smtp. Connects at the first message. */
MUST_USE int smtp_new(const struct smtp_server *server, struct smtp **out);
void smtp_free(struct smtp *smtp);

/* Sends a whole message (RFC 5322, lines ended by CR LF); 0 once the server took it. */
MUST_USE int smtp_send(struct smtp *smtp, const char *to, struct span message);

/* Whether a text may stand as an address in an envelope and a header. */
MUST_USE int smtp_address_check(const char *address);

OWNED(smtp)

#endif
