// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sentry_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "record/watch.h"

enum {
    SILENCE = 600, /* seconds: nobody is left, however slow the machine is */
};

static void *run(void *context)
{
    struct sentry *sentry = context;

    assert_int_equal(server_run(sentry->server), 0);
    return NULL;
}

void sentry_make(struct sentry *sentry,
                 const char *name,
                 const struct vkey *log,
                 struct clock *clock)
{
    struct witness_options options = {.folder = sentry->scratch.folder,
                                      .key = &sentry->key,
                                      .clock = clock,
                                      .logs = log,
                                      .log_count = 1};
    struct server_options listen = {.address = "127.0.0.1",
                                    .body_max = WITNESS_BODY_MAX,
                                    .silence = SILENCE,
                                    .answer = witness_answer};

    sentry->log = log;
    assert_int_equal(scratch_make(&sentry->scratch), 0);
    assert_int_equal(sign_secret_new(&sentry->secret), 0);
    assert_int_equal(
        vkey_make(name, VKEY_WITNESS, sign_secret_key(sentry->secret), &sentry->key),
        0);
    options.secret = sentry->secret;
    assert_int_equal(witness_open(&options, &sentry->witness), 0);
    listen.context = sentry->witness;
    assert_int_equal(server_new(&listen, &sentry->server), 0);
    (void)snprintf(sentry->address,
                   sizeof(sentry->address),
                   "http://127.0.0.1:%u",
                   (unsigned)server_port(sentry->server));
}

void sentry_start(struct sentry *sentry)
{
    assert_int_equal(pthread_create(&sentry->thread, NULL, run, sentry), 0);
    sentry->is_running = true;
}

void sentry_drop(struct sentry *sentry)
{
    if (sentry->is_running) {
        server_stop(sentry->server);
        assert_int_equal(pthread_join(sentry->thread, NULL), 0);
    }
    server_free(sentry->server);
    witness_free(sentry->witness);
    sign_secret_free(sentry->secret);
    scratch_remove(&sentry->scratch);
    *sentry = (struct sentry){.is_running = false};
}

void sentry_show(struct sentry *sentry,
                 const struct tree_head *head,
                 const struct sign_secret *log_secret)
{
    const struct proof none = {.count = 0};
    struct server_request request = {.verb = SERVER_POST, .path = "/add-checkpoint"};
    struct server_reply reply;
    struct buf note;
    struct buf body;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_init(&body, WITNESS_BODY_MAX);
    buf_init(&reply.body, WITNESS_BODY_MAX);
    assert_int_equal(checkpoint_write(head, sentry->log, log_secret, &note), 0);
    assert_int_equal(watch_write(0, &none, buf_span(&note), &body), 0);
    request.body = buf_span(&body);
    assert_int_equal(witness_answer(sentry->witness, &request, &reply), 0);
    assert_int_equal(reply.status, 200);
    buf_deinit(&note);
    buf_deinit(&body);
    buf_deinit(&reply.body);
}
