/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Requests for sign-in links, queued so that asking takes the same time whether or not
 * a member exists; desk/tick deals with them. Inside desk/ only; used under a lock of
 * its own.
 */
#ifndef DESK_REQUESTS_H
#define DESK_REQUESTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "store/members.h"

enum {
    REQUESTS_MAX = 256, /* in one second; more are dropped */
};

struct request_row {
    char number[MEMBER_NUMBER_SIZE];
    char email[MEMBER_EMAIL_SIZE];
};

struct requests {
    pthread_mutex_t lock;
    size_t count;
    struct request_row rows[REQUESTS_MAX];
};

void requests_init(struct requests *requests);
void requests_deinit(struct requests *requests);

void requests_put(struct requests *requests, const struct request_row *row);

/* Takes the oldest; false when there is none. */
bool requests_take(struct requests *requests, struct request_row *out);

#endif
