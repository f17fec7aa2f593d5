/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For tests of fetch: a web server that gives the files of a folder, and 404. */
#ifndef TESTS_SHELF_HELP_H
#define TESTS_SHELF_HELP_H

#include <pthread.h>

struct shelf {
    int listener;
    pthread_t thread;
    const char *folder;
    char address[64];          /* "http://127.0.0.1:PORT" */
    _Atomic(const char *) shy; /* a path that is not there when first asked for */
};

void shelf_start(struct shelf *shelf, const char *folder);
void shelf_stop(struct shelf *shelf);

#endif
