// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>

#include "base/fault.h"

enum {
    HEADERS_MAX = 8192,
    STATUS_FAULT = 500,
    PAUSE = 1, /* seconds, when the system gives no further connection */
    EVENTS = 2,
};

struct server {
    struct server_options options;
    struct event_base *base;
    struct evhttp *http;
    struct evconnlistener *listener; /* http's */
    struct event *events[EVENTS];    /* what ends the run */
    struct event *again;             /* accepts again after a pause */
    int stop;                        /* eventfd */
    int signals;                     /* signalfd */
    uint16_t port;
    int fault;
};

static void end(evutil_socket_t unused, short what, void *context)
{
    struct server *server = context;

    (void)unused;
    (void)what;
    (void)event_base_loopbreak(server->base);
}

static void accept_again(evutil_socket_t unused, short what, void *context)
{
    struct server *server = context;

    (void)unused;
    (void)what;
    (void)evconnlistener_enable(server->listener);
}

/* Out of descriptors, say: trying again at once would only burn the processor. */
static void pause_accepting(struct evconnlistener *listener, void *context)
{
    const struct timeval pause = {.tv_sec = PAUSE};
    struct server *server = context;

    (void)evconnlistener_disable(listener);
    (void)event_add(server->again, &pause);
}

static void send_reply(struct evhttp_request *request, const struct server_reply *reply)
{
    struct evkeyvalq *headers = evhttp_request_get_output_headers(request);
    struct evbuffer *body = evbuffer_new();

    if (body == NULL || evbuffer_add(body, reply->body.data, reply->body.size) != 0
        || evhttp_add_header(headers, "Content-Type", reply->type) != 0) {
        evhttp_send_error(request, STATUS_FAULT, NULL);
    } else {
        evhttp_send_reply(request, (int)reply->status, NULL, body);
    }
    if (body != NULL) {
        evbuffer_free(body);
    }
}

static void handle(struct evhttp_request *request, void *context)
{
    const struct evhttp_uri *uri = evhttp_request_get_evhttp_uri(request);
    struct evbuffer *input = evhttp_request_get_input_buffer(request);
    struct server *server = context;
    const char *path = uri == NULL ? NULL : evhttp_uri_get_path(uri);
    size_t size = evbuffer_get_length(input);
    struct server_request question = {
        .verb = evhttp_request_get_command(request) == EVHTTP_REQ_POST ? SERVER_POST
                                                                       : SERVER_GET,
        .path = path == NULL ? "" : path,
        .body = span_of(size == 0 ? NULL : evbuffer_pullup(input, -1), size),
    };
    struct server_reply reply = {.status = STATUS_FAULT, .type = "text/plain"};
    int r;

    buf_init(&reply.body, server->options.body_max);
    r = server->options.answer(server->options.context, &question, &reply);
    if (r == 0) {
        send_reply(request, &reply);
    } else {
        evhttp_send_error(request, STATUS_FAULT, NULL);
        server->fault = FOLD(r);
        (void)event_base_loopbreak(server->base);
    }
    buf_deinit(&reply.body);
}

/* Names would be asked of a resolver. */
static bool is_in_figures(const char *address)
{
    struct in6_addr unused;

    return inet_pton(AF_INET, address, &unused) == 1
           || inet_pton(AF_INET6, address, &unused) == 1;
}

static int listen_there(struct server *server)
{
    struct evhttp_bound_socket *bound;
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } name = {.any.sa_family = AF_UNSPEC};
    socklen_t size = sizeof(name);

    if (!is_in_figures(server->options.address)) {
        return SERVER_ADDRESS;
    }
    bound = evhttp_bind_socket_with_handle(
        server->http, server->options.address, server->options.port);
    if (bound == NULL) {
        return SERVER_ADDRESS;
    }
    server->listener = evhttp_bound_socket_get_listener(bound);
    evconnlistener_set_error_cb(server->listener, pause_accepting);
    if (getsockname(evhttp_bound_socket_get_fd(bound), &name.any, &size) != 0) {
        return FAULT(FAULT_IO);
    }
    server->port =
        ntohs(name.any.sa_family == AF_INET6 ? name.six.sin6_port : name.four.sin_port);
    return 0;
}

static void fill_signals(sigset_t *out)
{
    (void)sigemptyset(out);
    (void)sigaddset(out, SIGTERM);
    (void)sigaddset(out, SIGINT);
}

static int prepare(struct server *server)
{
    sigset_t signals;

    fill_signals(&signals);
    server->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    server->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    server->base = event_base_new();
    server->http = server->base == NULL ? NULL : evhttp_new(server->base);
    if (server->stop < 0 || server->signals < 0 || server->http == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    server->events[0] = event_new(server->base, server->stop, EV_READ, end, server);
    server->events[1] = event_new(server->base, server->signals, EV_READ, end, server);
    server->again = evtimer_new(server->base, accept_again, server);
    if (server->events[0] == NULL || server->events[1] == NULL
        || server->again == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    evhttp_set_max_headers_size(server->http, HEADERS_MAX);
    evhttp_set_max_body_size(server->http, (ev_ssize_t)server->options.body_max);
    evhttp_set_timeout(server->http, (int)server->options.silence);
    evhttp_set_allowed_methods(server->http, EVHTTP_REQ_GET | EVHTTP_REQ_POST);
    evhttp_set_gencb(server->http, handle, server);
    return listen_there(server);
}

int server_new(const struct server_options *options, struct server **out)
{
    struct server *server = calloc(1, sizeof(*server));
    int r;

    if (server == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    server->options = *options;
    server->stop = -1;
    server->signals = -1;
    r = prepare(server);
    if (r == 0) {
        *out = server;
    } else {
        server_free(server);
    }
    return r;
}

void server_free(struct server *server)
{
    size_t i;

    if (server == NULL) {
        return;
    }
    if (server->http != NULL) {
        evhttp_free(server->http);
    }
    for (i = 0; i < EVENTS; i++) {
        if (server->events[i] != NULL) {
            event_free(server->events[i]);
        }
    }
    if (server->again != NULL) {
        event_free(server->again);
    }
    if (server->base != NULL) {
        event_base_free(server->base);
    }
    if (server->stop >= 0) {
        (void)close(server->stop);
    }
    if (server->signals >= 0) {
        (void)close(server->signals);
    }
    free(server);
}

uint16_t server_port(const struct server *server)
{
    return server->port;
}

/* Those that ended the run have done their work. */
static void drop_signals(const struct server *server)
{
    struct signalfd_siginfo signal;

    while (read(server->signals, &signal, sizeof(signal)) > 0) {
    }
}

int server_run(struct server *server)
{
    sigset_t signals;
    sigset_t before;
    size_t i;
    int r = 0;

    for (i = 0; i < EVENTS; i++) {
        if (event_add(server->events[i], NULL) != 0) {
            return FAULT(FAULT_IO);
        }
    }
    fill_signals(&signals);
    if (pthread_sigmask(SIG_BLOCK, &signals, &before) != 0) {
        return FAULT(FAULT_IO);
    }
    if (event_base_dispatch(server->base) < 0) {
        r = FAULT(FAULT_IO);
    }
    drop_signals(server);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return r != 0 ? r : server->fault;
}

void server_stop(struct server *server)
{
    (void)eventfd_write(server->stop, 1);
}
