/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For tests: a witness of one log that listens on a port of its own, in a thread. */
#ifndef TESTS_SENTRY_HELP_H
#define TESTS_SENTRY_HELP_H

#include <pthread.h>
#include <stdbool.h>

#include "audit/witness.h"
#include "scratch.h"

struct sentry {
    struct scratch scratch;
    struct sign_secret *secret;
    struct vkey key;
    const struct vkey *log;
    struct witness *witness;
    struct server *server;
    pthread_t thread;
    bool is_running;
    char address[64];
};

/* It has its port, and answers once it is started. Log and clock are borrowed. */
void sentry_make(struct sentry *sentry,
                 const char *name,
                 const struct vkey *log,
                 struct clock *clock);
void sentry_start(struct sentry *sentry);
void sentry_drop(struct sentry *sentry);

/* Before it is started: whoever has the log's key shows it this first checkpoint. */
void sentry_show(struct sentry *sentry,
                 const struct tree_head *head,
                 const struct sign_secret *log_secret);

#endif
