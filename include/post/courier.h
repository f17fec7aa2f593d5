/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The mail child (house.md §4): a process of its own, forked before any thread or
 * database is opened, that alone sends mail: to an SMTP server, or in a practice
 * election into a folder. It is handed whole messages over a socket pair, keeps them in
 * memory only, tries an unreachable server again, and reports each delivery. It ends
 * when the daemon does, after what it was handed.
 */
#ifndef POST_COURIER_H
#define POST_COURIER_H

#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "net/smtp.h"

struct courier;

struct courier_options {
    const struct smtp_server *server; /* NULL: mails are files of `folder` */
    const char *folder;               /* practice only; must exist */
};

/* Forks. Call it before any thread, database or secret exists in this process. */
MUST_USE int courier_start(const struct courier_options *options, struct courier **out);

/* Lets the child finish for at most some seconds, then ends it. */
void courier_free(struct courier *courier);

/* Hands a message over, from any thread. id 0: nobody waits for news of it. */
MUST_USE int
courier_hand(struct courier *courier, int64_t id, const char *to, struct span message);

/* Mails that are files of the folder are overwritten and removed; those of others there
 * stay. Without a folder nothing is kept. */
MUST_USE int courier_forget(struct courier *courier);

enum courier_news {
    COURIER_SENT = 1, /* the server took it; or the file is there */
    COURIER_FAILED,
};

typedef int (*courier_visit)(void *context, int64_t id, enum courier_news news);

/* Visits the news that has come, without waiting. One thread at a time. A fault when
 * the child is gone. */
MUST_USE int courier_read(struct courier *courier, courier_visit visit, void *context);

OWNED(courier)

#endif
