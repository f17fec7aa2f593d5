// SPDX-License-Identifier: AGPL-3.0-or-later
#include "httpd.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <microhttpd.h>

#include "base/fault.h"
#include "base/log.h"

#include "exchange.h"
#include "head.h"
#include "listener.h"
#include "peers.h"
#include "reaper.h"

enum {
    STACK_BYTES = 1 << 20,
    POOL_BYTES = 32 << 10,
    SPARE_FILES = 128,         /* databases, mail, letters, the programs' own */
    BYTES_A_SECOND = 32 << 10, /* slower clients are not waited for */
    LIBRARY_SECONDS = 60,      /* the library's idle timeout, behind our own */
    EXIT_PANIC = 4,
    SMALL_BODY = 64 << 10,
    FAREWELL_MAX = 4 << 10,
    HURRY_MILLISECONDS = 3000,
    NAP_MILLISECONDS = 5,
};

const struct httpd_deadlines httpd_deadlines_usual = {
    .headers = 10000,
    .request = 30000,
    .idle = 15000,
    .later = 5000,
    .reply = 30000,
};

static const char *const tls_versions = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

struct httpd {
    struct exchange_world world;
    struct httpd_deadlines deadlines;
    size_t admitted; /* connections served; the few above get 503 */
    bool has_tls;
    struct buf farewell;
    struct reaper *reaper;
    struct peers *peers; /* NULL: not behind a proxy */
    struct MHD_Daemon *daemon;
    int socket; /* -1 while libmicrohttpd owns it */
    uint16_t port;
    atomic_size_t exchanges; /* under way */
    atomic_bool is_stopping;
};

static void suspend(void *connection)
{
    MHD_suspend_connection(connection);
}

static void resume(void *connection)
{
    MHD_resume_connection(connection);
}

static void
panic(void *context UNUSED, const char *file, unsigned line, const char *reason UNUSED)
{
    log_say(LOG_FAULT,
            LOG_WORD("fault", "httpd-panic"),
            LOG_WORD("file", file != NULL ? file : "?"),
            LOG_NUMBER("line", (int64_t)line));
    _exit(EXIT_PANIC);
}

static struct line *line_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

static void on_connection(void *context,
                          struct MHD_Connection *connection,
                          void **line,
                          enum MHD_ConnectionNotificationCode code)
{
    struct httpd *httpd = context;
    const union MHD_ConnectionInfo *info;
    struct line *made = NULL;

    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*line != NULL) {
            reaper_remove(httpd->reaper, *line);
        }
        return;
    }
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info == NULL || reaper_add(httpd->reaper, info->connect_fd, &made) != 0) {
        return;
    }
    reaper_allow(made, httpd->deadlines.headers, LINE_CUT);
    *line = made;
}

/* The first line is here. NULL makes on_access end the connection. */
static void *
on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct httpd *httpd = context;
    struct exchange *exchange = NULL;
    struct line *line = line_of(connection);

    if (line == NULL
        || exchange_new(
               &httpd->world, connection, target != NULL ? target : "", &exchange)
               != 0) {
        return NULL;
    }
    reaper_hasten(line, httpd->deadlines.headers, LINE_TELL);
    atomic_fetch_add(&httpd->exchanges, 1);
    return exchange;
}

static void read_head(struct httpd *httpd,
                      struct exchange *exchange,
                      const char *method,
                      const char *version)
{
    if (atomic_load(&httpd->is_stopping)) {
        exchange_refuse(exchange, PROBLEM_STOPPING);
    } else if (reaper_count(httpd->reaper) > httpd->admitted) {
        exchange_refuse(exchange, PROBLEM_BUSY);
    } else {
        head_read(exchange, method, version);
    }
}

/* How long the rest of the request may take. */
static void allow_body(const struct httpd *httpd, const struct exchange *exchange)
{
    int64_t allowed = httpd->deadlines.request - httpd->deadlines.headers;
    uint64_t length =
        exchange->state == EXCHANGE_BODY ? guard_length(&exchange->request) : 0;

    if (length > SMALL_BODY) {
        allowed += (int64_t)(length / BYTES_A_SECOND) * 1000;
    }
    reaper_allow(line_of(exchange->connection), allowed, LINE_TELL);
}

static enum MHD_Result send_reply(struct httpd *httpd, struct exchange *exchange)
{
    const struct reply *reply = &exchange->reply;
    size_t size = reply->fixed.data != NULL ? reply->fixed.size : reply->body.size;
    int64_t allowed = httpd->deadlines.reply + (int64_t)(size / BYTES_A_SECOND) * 1000;
    bool is_last = exchange->is_last || atomic_load(&httpd->is_stopping);
    int r;

    reaper_allow(line_of(exchange->connection), allowed, LINE_CUT);
    r = is_last ? reply_send_last(reply, exchange->connection)
                : reply_send(reply, exchange->connection);
    return r == 0 ? MHD_YES : MHD_NO;
}

static enum MHD_Result end_request(struct httpd *httpd, struct exchange *exchange)
{
    if (exchange_end(exchange)) {
        return send_reply(httpd, exchange);
    }
    reaper_wake(line_of(exchange->connection),
                httpd->deadlines.later,
                exchange_expire,
                exchange);
    return MHD_YES;
}

/* NOLINTNEXTLINE(readability-function-size): the library's shape */
static enum MHD_Result on_access(void *context,
                                 struct MHD_Connection *connection UNUSED,
                                 const char *path UNUSED,
                                 const char *method,
                                 const char *version,
                                 const char *data,
                                 size_t *size,
                                 void **state)
{
    struct httpd *httpd = context;
    struct exchange *exchange = *state;
    bool is_taken;

    if (exchange == NULL) {
        return MHD_NO;
    }
    if (exchange->state == EXCHANGE_HEAD) {
        read_head(httpd, exchange, method, version);
        if (exchange->state == EXCHANGE_CLOSE) {
            return end_request(httpd, exchange);
        }
        allow_body(httpd, exchange);
        return MHD_YES;
    }
    if (*size > 0) {
        is_taken = exchange_data(exchange, span_of(data, *size));
        *size = 0;
        return is_taken ? MHD_YES : MHD_NO;
    }
    return end_request(httpd, exchange);
}

static void on_completed(void *context,
                         struct MHD_Connection *connection,
                         void **state,
                         enum MHD_RequestTerminationCode code)
{
    struct httpd *httpd = context;
    struct exchange *exchange = *state;
    struct line *line = line_of(connection);

    if (exchange == NULL) {
        return;
    }
    *state = NULL;
    if (line != NULL) {
        if (code == MHD_REQUEST_TERMINATED_CLIENT_ABORT
            && exchange->state == EXCHANGE_BODY) {
            reaper_tell(line);
        }
        reaper_allow(line, httpd->deadlines.idle, LINE_CUT);
    }
    exchange_free(exchange);
    atomic_fetch_sub(&httpd->exchanges, 1);
}

static void close_socket(struct httpd *httpd)
{
    if (httpd->socket >= 0) {
        (void)close(httpd->socket);
        httpd->socket = -1;
    }
}

/* Options are void *, although the library only reads them. */
static void *pem(const char *text)
{
    union {
        const char *given;
        void *taken;
    } option;

    option.given = text;
    return option.taken;
}

static int start_library(struct httpd *httpd, const struct httpd_options *options)
{
    bool has_tls = options->certificate != NULL;
    unsigned flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    intptr_t connections = (intptr_t)options->threads * options->per_thread;
    const struct MHD_OptionItem items[] = {
        {MHD_OPTION_LISTEN_SOCKET, httpd->socket, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, options->threads, NULL},
        {MHD_OPTION_THREAD_STACK_SIZE, STACK_BYTES, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_BYTES, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, connections, NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->per_address, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, LIBRARY_SECONDS, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, httpd},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_target, httpd},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, httpd},
        /* The rest only with TLS. */
        {has_tls ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END,
         0,
         pem(options->certificate)},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, pem(options->key)},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, pem(tls_versions)},
        {MHD_OPTION_END, 0, NULL}};

    MHD_set_panic_func(panic, NULL);
    httpd->daemon = MHD_start_daemon(has_tls ? flags | MHD_USE_TLS : flags,
                                     0,
                                     NULL,
                                     NULL,
                                     on_access,
                                     httpd,
                                     MHD_OPTION_ARRAY,
                                     items,
                                     MHD_OPTION_END);
    if (httpd->daemon == NULL) {
        return has_tls ? HTTPD_TLS : FAULT(FAULT_MEMORY);
    }
    httpd->socket = -1;
    return 0;
}

static int start(struct httpd *httpd, const struct httpd_options *options)
{
    size_t connections = (size_t)options->threads * options->per_thread;
    struct span farewell;
    int r;

    r = listener_need_files(connections + SPARE_FILES);
    if (r != 0) {
        return r == LISTENER_FILES ? HTTPD_FILES : FOLD(r);
    }
    httpd->port = options->port;
    r = listener_open(options->address, &httpd->port, &httpd->socket);
    if (r != 0) {
        return r == LISTENER_ADDRESS ? HTTPD_ADDRESS : FOLD(r);
    }
    r = reply_write_raw(PROBLEM_INCOMPLETE, &httpd->farewell);
    if (r != 0) {
        return FOLD(r);
    }
    /* Inside TLS nobody but the library can say anything. */
    farewell =
        options->certificate == NULL ? buf_span(&httpd->farewell) : span_of(NULL, 0);
    r = reaper_new(farewell, &httpd->reaper);
    if (r == 0 && options->per_forwarded > 0) {
        r = peers_new(connections, options->per_forwarded, &httpd->peers);
        httpd->world.peers = httpd->peers;
    }
    return r != 0 ? FOLD(r) : start_library(httpd, options);
}

int httpd_start(const struct httpd_options *options, struct httpd **out)
{
    CLEANUP(httpd_freep) struct httpd *httpd = calloc(1, sizeof(*httpd));
    int r;

    if (httpd == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    httpd->world = (struct exchange_world){.site = options->site,
                                           .routes = options->routes,
                                           .origin = options->origin,
                                           .explain = options->explain,
                                           .now = options->now,
                                           .now_context = options->now_context,
                                           .suspend = suspend,
                                           .resume = resume};
    httpd->deadlines = options->deadlines;
    httpd->admitted = (size_t)options->threads * options->per_thread * 9 / 10;
    httpd->socket = -1;
    buf_init(&httpd->farewell, FAREWELL_MAX);
    r = start(httpd, options);
    if (r != 0) {
        return r;
    }
    *out = httpd_take(&httpd);
    return 0;
}

uint16_t httpd_port(const struct httpd *httpd)
{
    return httpd->port;
}

static void wait_for_exchanges(struct httpd *httpd, int64_t milliseconds)
{
    const struct timespec nap = {.tv_nsec = NAP_MILLISECONDS * 1000000L};
    int64_t left = milliseconds / NAP_MILLISECONDS;

    while (atomic_load(&httpd->exchanges) > 0 && left > 0) {
        (void)nanosleep(&nap, NULL);
        left--;
    }
}

void httpd_drain(struct httpd *httpd, int64_t milliseconds)
{
    atomic_store(&httpd->is_stopping, true);
    close_socket(httpd);
    httpd->socket = MHD_quiesce_daemon(httpd->daemon);
    wait_for_exchanges(httpd, milliseconds);
}

void httpd_free(struct httpd *httpd)
{
    if (httpd == NULL) {
        return;
    }
    if (httpd->daemon != NULL) {
        /* The library wants nobody suspended when it stops. */
        reaper_hurry(httpd->reaper);
        wait_for_exchanges(httpd, HURRY_MILLISECONDS);
        MHD_stop_daemon(httpd->daemon);
    }
    close_socket(httpd);
    reaper_free(httpd->reaper);
    peers_free(httpd->peers);
    buf_deinit(&httpd->farewell);
    free(httpd);
}
