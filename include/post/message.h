/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A mail as it goes over the wire: headers and a plain text in UTF-8 (RFC 5322, RFC
 * 2047), lines ended by CR LF. The words come from post/words, the transport is
 * net/smtp. It may hold a token in the clear: whoever owns the bytes wipes them.
 */
#ifndef POST_MESSAGE_H
#define POST_MESSAGE_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"

enum {
    MESSAGE_SIZE_MAX = 65536,
};

struct message {
    const char *from;      /* address of the sender */
    const char *from_name; /* the trust, shown before it */
    const char *reply_to;  /* the returning officer's address, or NULL */
    const char *to;
    const char *subject;
    const char *body; /* lines ended by '\n' */
    int64_t time;
};

enum message_refusal {
    MESSAGE_ADDRESS = 1, /* an address that could not stand in a header */
};

/* Appends the whole message to out; buf_status(out) tells whether it fitted. */
MUST_USE int message_write(const struct message *message, struct buf *out);

#endif
