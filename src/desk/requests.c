// SPDX-License-Identifier: AGPL-3.0-or-later
#include "requests.h"

#include <string.h>

void requests_init(struct requests *requests)
{
    (void)pthread_mutex_init(&requests->lock, NULL);
    requests->count = 0;
}

void requests_deinit(struct requests *requests)
{
    (void)pthread_mutex_destroy(&requests->lock);
}

void requests_put(struct requests *requests, const struct request_row *row)
{
    (void)pthread_mutex_lock(&requests->lock);
    if (requests->count < REQUESTS_MAX) {
        requests->rows[requests->count++] = *row;
    }
    (void)pthread_mutex_unlock(&requests->lock);
}

bool requests_take(struct requests *requests, struct request_row *out)
{
    bool found;

    (void)pthread_mutex_lock(&requests->lock);
    found = requests->count > 0;
    if (found) {
        *out = requests->rows[0];
        requests->count--;
        memmove(&requests->rows[0],
                &requests->rows[1],
                requests->count * sizeof(requests->rows[0]));
    }
    (void)pthread_mutex_unlock(&requests->lock);
    return found;
}
