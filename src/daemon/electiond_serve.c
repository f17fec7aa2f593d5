// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "desk/delivered.h"
#include "desk/gather.h"
#include "desk/privacy.h"
#include "desk/tick.h"

#include "face.h"
#include "http/httpd.h"
#include "opening.h"
#include "public/press.h"
#include "room.h"
#include "routes.h"
#include "sandbox.h"
#include "serve.h"
#include "signin/sessions.h"

enum {
    DRAIN_MILLISECONDS = 6000, /* longer than who answers later may take */
    NEWS_MAX = 256,            /* of deliveries in one act: each ends with a sync */
};

/* Before any thread, so that only this one is told. */
static int hold_signals(sigset_t *out)
{
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || sigemptyset(out) != 0
        || sigaddset(out, SIGTERM) != 0 || sigaddset(out, SIGINT) != 0
        || pthread_sigmask(SIG_BLOCK, out, NULL) != 0) {
        return FAULT(FAULT_IO);
    }
    return 0;
}

static int64_t time_of(void *desk)
{
    return desk_now(desk);
}

static int
listen_and_serve(struct opening *opening, const struct site *site, struct httpd **out)
{
    const struct conf *conf = &opening->conf;
    bool has_tls = opening->certificate.size > 0;
    const struct httpd_options options = {
        .address = conf->listen,
        .port = (uint16_t)conf->port,
        .threads = (unsigned)conf->threads,
        .per_thread = (unsigned)conf->connections,
        .per_address =
            conf->is_behind_proxy ? 0 : (unsigned)conf->connections_per_address,
        .per_forwarded =
            conf->is_behind_proxy ? (unsigned)conf->connections_per_address : 0,
        .certificate = has_tls ? buf_text(&opening->certificate) : NULL,
        .key = has_tls ? buf_text(&opening->certificate_key) : NULL,
        .deadlines = httpd_deadlines_usual,
        .site = site,
        .routes = routes_all,
        .origin = conf->address,
        .explain = face_problem,
        .now = time_of,
        .now_context = opening->desk,
    };
    int r = httpd_start(&options, out);

    if (r <= 0) {
        return r;
    }
    switch ((enum httpd_refusal)r) {
    case HTTPD_TLS:
        return electiond_refuse("certificate and certificate_key do not serve: they "
                                "are not PEM, or the key is another certificate's");
    case HTTPD_FILES:
        return electiond_refuse("the system allows too few open files for that many "
                                "connections");
    case HTTPD_ADDRESS:
        break;
    }
    return electiond_refuse("%s, port %d: not an address of this machine, or in use",
                            conf->listen,
                            (int)conf->port);
}

struct gathered {
    struct desk *desk;
    size_t count;
    struct delivered_news list[NEWS_MAX];
};

static int write_news(struct gathered *gathered)
{
    size_t count = gathered->count;

    gathered->count = 0;
    return count == 0 ? 0 : desk_delivered(gathered->desk, gathered->list, count);
}

static int take_news(void *context, int64_t id, enum courier_news news)
{
    struct gathered *gathered = context;

    gathered->list[gathered->count++] = (struct delivered_news){
        id, news == COURIER_SENT ? DELIVERY_SENT : DELIVERY_FAILED};
    return gathered->count == NEWS_MAX ? write_news(gathered) : 0;
}

/* Mail that is no more is no reason to stop a poll: what is handed over then fails. */
static void read_news(struct opening *opening, struct courier **courier)
{
    struct gathered gathered = {.desk = opening->desk};

    if (*courier != NULL && courier_read(*courier, take_news, &gathered) < 0) {
        log_say(LOG_MAIL, LOG_WORD("child", "gone"));
        *courier = NULL;
    }
    /* A fault of the desk is found by the next second's look at it. */
    (void)write_news(&gathered);
}

/* A record that a witness has seen otherwise must not go on. */
static int refuse_history(struct opening *opening, struct gather *gather, int refusal)
{
    struct gather_proof proof = gather_proof(gather);
    struct conf_witnesses witnesses;

    conf_split_witnesses(&opening->conf, &witnesses);
    return electiond_refuse(
        refusal == GATHER_OLDER
            ? "the witness at %s has cosigned a checkpoint of %" PRIu64
              " entries, which this folder no longer has: it is an old copy. The "
              "checkpoint is in the folder, as `witnessed`; bring the record up to it "
              "from any copy before you start again"
            : "the witness at %s has cosigned a checkpoint of %" PRIu64
              " entries, and they are not those of this folder. The checkpoint is in "
              "the folder, as `witnessed`: find out which of the two is true",
        witnesses.addresses[proof.witness],
        proof.size);
}

/* Without witnesses a poll goes on, should their process be gone. */
static int
gather_on(struct opening *opening, struct gather *gather, int (*act)(struct gather *))
{
    int r = gather == NULL ? 0 : act(gather);

    if (r > 0) {
        return refuse_history(opening, gather, r);
    }
    if (r < 0) {
        log_say(LOG_WITNESS, LOG_WORD("child", "gone"));
    }
    return r;
}

/* Each second until told to stop; a fault ends the process. */
static int run(struct opening *opening, struct gather *gather, const sigset_t *signals)
{
    const struct timespec second = {.tv_sec = 1};
    struct courier *courier = opening->courier;
    int told = -1;
    int r = 0;

    while (r == 0 && told < 0) {
        told = sigtimedwait(signals, NULL, &second);
        r = desk_fault(opening->desk);
        if (r == 0 && told < 0) {
            r = FOLD(desk_tick(opening->desk));
            read_news(opening, &courier);
        }
        if (r == 0 && told < 0) {
            r = gather_on(opening, gather, gather_step);
            gather = r < 0 ? NULL : gather;
            r = r < 0 ? 0 : r;
        }
    }
    return r;
}

/* Asks the witnesses what they have seen, before anybody else sees this record. */
static int meet_witnesses(struct opening *opening, struct gather **out)
{
    int r = opening->herald == NULL
                ? 0
                : gather_new(opening->desk, opening->herald, sessions_monotonic, out);

    return r != 0 ? r : gather_on(opening, *out, gather_meet);
}

static int begin(struct opening *opening, struct gather **gather)
{
    int r = meet_witnesses(opening, gather);

    if (r == 0) {
        r = FOLD(desk_start(opening->desk));
    }
    if (r == 0) {
        r = FOLD(desk_privacy_note(opening->desk, opening->conf.publish_addresses_why));
    }
    return r == 0 ? FOLD(desk_tick(opening->desk)) : r;
}

static int serve(struct opening *opening, const sigset_t *signals)
{
    CLEANUP(sessions_freep) struct sessions *sessions = NULL;
    CLEANUP(room_freep) struct room *room = NULL;
    CLEANUP(gather_freep) struct gather *gather = NULL;
    CLEANUP(httpd_freep) struct httpd *httpd = NULL;
    struct press press = {ATOMIC_FLAG_INIT};
    struct site site = {
        .desk = opening->desk, .press = &press, .darkroom = opening->darkroom};
    int r = begin(opening, &gather);

    if (r == 0) {
        r = FOLD(sessions_new(sessions_monotonic, &sessions));
    }
    if (r != 0) {
        return r;
    }
    if (opening->conf.ceremony[0] != '\0') {
        r = room_new(opening->conf.ceremony, &room);
    }
    if (r != 0) {
        return r;
    }
    site.sessions = sessions;
    site.room = room;
    r = listen_and_serve(opening, &site, &httpd);
    if (r == 0) {
        r = sandbox_calls();
    }
    if (r == 0) {
        log_say(LOG_LISTEN, LOG_NUMBER("port", httpd_port(httpd)));
        r = run(opening, gather, signals);
    }
    if (r == 0) {
        httpd_drain(httpd, DRAIN_MILLISECONDS);
        log_say(LOG_STOP, LOG_NUMBER("port", httpd_port(httpd)));
    }
    desk_stop(opening->desk);
    return r;
}

int electiond_serve(const struct electiond_args *args)
{
    struct opening opening;
    sigset_t signals;
    int r = hold_signals(&signals);

    if (r != 0) {
        return r;
    }
    r = opening_to_serve(args, &opening);
    if (r == 0) {
        r = serve(&opening, &signals);
    }
    opening_deinit(&opening);
    return r;
}
