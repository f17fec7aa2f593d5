/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * For tests of clients: a server that says what it is told, whatever it hears:
 * texts[i] to the i-th request, NULL meaning silence until the client gives up. It
 * closes the connection after the last one and keeps all it heard.
 */
#ifndef TESTS_ANSWERS_HELP_H
#define TESTS_ANSWERS_HELP_H

#include <pthread.h>
#include <stddef.h>

enum {
    ANSWERS_MAX = 8,
    ANSWERS_HEARD_MAX = 65536,
};

struct answers {
    int listener;
    pthread_t thread;
    const char *texts[ANSWERS_MAX + 1];
    unsigned connections;
    char heard[ANSWERS_HEARD_MAX];
    size_t heard_size;
    char address[64]; /* "http://127.0.0.1:PORT" */
};

void answers_start(struct answers *answers, const char *first, const char *second);

/* texts: ends with NULL. */
void answers_start_all(struct answers *answers, const char *const *texts);
void answers_stop(struct answers *answers);

#endif
