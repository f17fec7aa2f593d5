// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/http.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

#include <curl/curl.h>

#include "base/fault.h"

enum {
    CONNECT_TIMEOUT = 10,
    LINE_SIZE_MAX = 512,
};

struct http {
    CURL *easy;
};

/* What an answer is written to while it comes. */
struct sink {
    struct buf *body;
};

static once_flag once = ONCE_FLAG_INIT;
static CURLcode prepared;

static void prepare(void)
{
    prepared = curl_global_init(CURL_GLOBAL_DEFAULT);
}

int http_new(struct http **out)
{
    struct http *http;
    CURL *easy;

    call_once(&once, prepare);
    easy = prepared == CURLE_OK ? curl_easy_init() : NULL;
    if (easy == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    http = calloc(1, sizeof(*http));
    if (http == NULL) {
        curl_easy_cleanup(easy);
        return FAULT(FAULT_MEMORY);
    }
    http->easy = easy;
    *out = http;
    return 0;
}

void http_free(struct http *http)
{
    if (http == NULL) {
        return;
    }
    curl_easy_cleanup(http->easy);
    free(http);
}

static bool is_http(const char *address)
{
    return strncmp(address, "http://", 7) == 0 || strncmp(address, "https://", 8) == 0;
}

int http_address(const char *base, const char *path, char out[HTTP_ADDRESS_SIZE])
{
    char joined[HTTP_ADDRESS_SIZE];
    size_t size = strlen(base);
    int length;

    while (size > 0 && base[size - 1] == '/') {
        size--;
    }
    if (!is_http(base) || path[0] != '/' || size > HTTP_ADDRESS_SIZE) {
        return HTTP_ADDRESS;
    }
    length = snprintf(joined, sizeof(joined), "%.*s%s", (int)size, base, path);
    if (length < 0 || (size_t)length >= sizeof(joined)) {
        return HTTP_ADDRESS;
    }
    memcpy(out, joined, sizeof(joined));
    return 0;
}

static size_t receive(char *data, size_t item, size_t count, void *user)
{
    const struct sink *sink = user;

    buf_put(sink->body, data, item * count);
    return buf_status(sink->body) == 0 ? item * count : 0;
}

/* Appends "name: value" to the list. */
static int add_header(struct curl_slist **list, const char *name, const char *value)
{
    char line[LINE_SIZE_MAX];
    struct curl_slist *longer;
    int size;

    size = snprintf(line, sizeof(line), "%s: %s", name, value);
    if (size < 0 || (size_t)size >= sizeof(line) || strpbrk(line, "\r\n") != NULL) {
        return FAULT(FAULT_BUG);
    }
    longer = curl_slist_append(*list, line);
    explicit_bzero(line, sizeof(line));
    if (longer == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    *list = longer;
    return 0;
}

static int make_headers(const struct http_request *request, struct curl_slist **list)
{
    char value[LINE_SIZE_MAX];
    int r = 0;

    if (request->type != NULL) {
        r = add_header(list, "Content-Type", request->type);
    }
    if (r == 0 && request->bearer != NULL) {
        (void)snprintf(value, sizeof(value), "Bearer %s", request->bearer);
        r = add_header(list, "Authorization", value);
        explicit_bzero(value, sizeof(value));
    }
    if (r != 0) {
        return r;
    }
    /* An empty header takes away one libcurl would add: it would wait a second for
     * "100 Continue" before it sends a large body. */
    *list = curl_slist_append(*list, "Expect:");
    return *list == NULL ? FAULT(FAULT_MEMORY) : 0;
}

static CURLcode set_fixed(CURL *easy)
{
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        {CURLOPT_NOSIGNAL, 1},
        {CURLOPT_FOLLOWLOCATION, 0},
        {CURLOPT_CONNECTTIMEOUT, CONNECT_TIMEOUT},
        {CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
        {CURLOPT_HTTP09_ALLOWED, 0},
        {CURLOPT_NETRC, CURL_NETRC_IGNORED},
        {CURLOPT_SSL_VERIFYPEER, 1},
        {CURLOPT_SSL_VERIFYHOST, 2},
        {CURLOPT_TCP_NODELAY, 1},
    };
    CURLcode code = CURLE_OK;
    size_t i;

    for (i = 0; code == CURLE_OK && i < ARRAY_SIZE(numbers); i++) {
        code = curl_easy_setopt(easy, numbers[i].option, numbers[i].value);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    }
    /* An empty proxy also overrules the environment's. */
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_PROXY, "");
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_USERAGENT, "governor-ballot");
    }
    return code;
}

static CURLcode set_body(CURL *easy, const struct http_request *request)
{
    static const char *const verbs[] = {
        [HTTP_GET] = "GET", [HTTP_POST] = "POST", [HTTP_PUT] = "PUT"};
    CURLcode code;

    if (request->verb == HTTP_GET) {
        return curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    }
    code = curl_easy_setopt(easy, CURLOPT_POST, 1L);
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, verbs[request->verb]);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(
            easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.size);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(
            easy,
            CURLOPT_POSTFIELDS,
            request->body.size > 0 ? (const char *)request->body.data : "");
    }
    return code;
}

static CURLcode set_request(CURL *easy,
                            const struct http_request *request,
                            const struct curl_slist *headers,
                            struct sink *sink)
{
    long timeout = request->timeout > 0 ? (long)request->timeout : HTTP_TIMEOUT;
    CURLcode code;

    /* Keeps the connection, forgets all else of the request before. */
    curl_easy_reset(easy);
    code = set_fixed(easy);
    if (code == CURLE_OK) {
        code = set_body(easy, request);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_URL, request->address);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_TIMEOUT, timeout);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    }
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_WRITEDATA, sink);
    }
    return code;
}

/* What libcurl says, in our words. */
static int result_of(CURLcode code, const struct buf *body)
{
    int r = buf_status(body);

    if (r != 0) {
        return r < 0 ? r : HTTP_TOO_LARGE;
    }
    if (code == CURLE_OK) {
        return 0;
    }
    if (code == CURLE_OUT_OF_MEMORY) {
        return FAULT(FAULT_MEMORY);
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return HTTP_TIMED_OUT;
    }
    if (code == CURLE_URL_MALFORMAT) {
        return HTTP_ADDRESS;
    }
    return HTTP_UNREACHABLE;
}

static void read_answer(CURL *easy, struct http_answer *out)
{
    const char *type = NULL;
    long status = 0;

    (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    (void)curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    out->status = (unsigned)status;
    (void)snprintf(out->type, sizeof(out->type), "%s", type == NULL ? "" : type);
}

int http_send(struct http *http,
              const struct http_request *request,
              struct buf *body,
              struct http_answer *out)
{
    struct sink sink = {.body = body};
    struct curl_slist *headers = NULL;
    CURLcode code;
    int r;

    if (!is_http(request->address)) {
        return HTTP_ADDRESS;
    }
    r = make_headers(request, &headers);
    if (r == 0 && set_request(http->easy, request, headers, &sink) != CURLE_OK) {
        r = FAULT(FAULT_MEMORY);
    }
    if (r == 0) {
        code = curl_easy_perform(http->easy);
        r = result_of(code, body);
    }
    if (r == 0) {
        read_answer(http->easy, out);
    }
    curl_slist_free_all(headers);
    return r;
}

const char *http_refusal_name(int refusal)
{
    static const char *const names[] = {
        [HTTP_ADDRESS] = "not an http or https address",
        [HTTP_UNREACHABLE] = "no connection, or no whole answer",
        [HTTP_TIMED_OUT] = "no answer in time",
        [HTTP_TOO_LARGE] = "an answer longer than allowed",
    };

    if (refusal < HTTP_ADDRESS || refusal > HTTP_TOO_LARGE) {
        return "unknown";
    }
    return names[refusal];
}
