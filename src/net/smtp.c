// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/smtp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "base/fault.h"

enum {
    CONNECT_SECONDS = 20,
    MESSAGE_SECONDS = 60,
    ADDRESS_SIZE = 330,
};

struct smtp {
    CURL *curl;
    const struct smtp_server *server;
};

/* What is still to be read by the library. */
struct upload {
    struct span rest;
};

int smtp_address_check(const char *address)
{
    const char *at = strrchr(address, '@');
    const char *symbol;

    if (at == NULL || at == address || at[1] == 0
        || strlen(address) > ADDRESS_SIZE - 3) {
        return SMTP_ADDRESS;
    }
    for (symbol = address; *symbol != 0; symbol++) {
        if ((unsigned char)*symbol <= ' ' || *symbol == 0x7f
            || strchr("<>\"\\,;:()[]", *symbol) != NULL) {
            return SMTP_ADDRESS;
        }
    }
    return 0;
}

static size_t give(char *out, size_t size, size_t count, void *context)
{
    struct upload *upload = context;
    size_t room = size * count;
    size_t given = upload->rest.size < room ? upload->rest.size : room;

    if (given > 0) {
        memcpy(out, upload->rest.data, given);
        upload->rest.data += given;
        upload->rest.size -= given;
    }
    return given;
}

/* Nobody is served by a server's greeting on our standard output. The library
 * dictates the shape. */
// NOLINTNEXTLINE(readability-non-const-parameter)
static size_t ignore(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    (void)context;
    return size * count;
}

static unsigned configure(CURL *curl, const struct smtp_server *server)
{
    long tls = server->is_clear_text ? CURLUSESSL_TRY : CURLUSESSL_ALL;
    unsigned bad = 0;

    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_URL, server->url);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_PROXY, "");
    bad |=
        (unsigned)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)MESSAGE_SECONDS);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    if (server->user != NULL) {
        bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        bad |= (unsigned)curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
    }
    return bad;
}

void smtp_free(struct smtp *smtp)
{
    if (smtp == NULL) {
        return;
    }
    curl_easy_cleanup(smtp->curl);
    free(smtp);
}

int smtp_new(const struct smtp_server *server, struct smtp **out)
{
    struct smtp *smtp;

    if (smtp_address_check(server->from) != 0) {
        return SMTP_ADDRESS;
    }
    smtp = calloc(1, sizeof(*smtp));
    if (smtp == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    smtp->server = server;
    smtp->curl = curl_easy_init();
    if (smtp->curl == NULL || configure(smtp->curl, server) != 0) {
        smtp_free(smtp);
        return FAULT(FAULT_IO);
    }
    *out = smtp;
    return 0;
}

/* A 5xx answer to the message or its addressee is about this mail; all else is not. */
static int judge(CURL *curl, CURLcode result)
{
    long answer = 0;

    if (result == CURLE_OK) {
        return 0;
    }
    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer / 100 == 5 && result != CURLE_LOGIN_DENIED) {
        return SMTP_REFUSED;
    }
    return SMTP_UNREACHABLE;
}

int smtp_send(struct smtp *smtp, const char *to, struct span message)
{
    char sender[ADDRESS_SIZE];
    char addressee[ADDRESS_SIZE];
    struct upload upload = {message};
    struct curl_slist *list;
    CURLcode result;
    unsigned bad = 0;

    if (smtp_address_check(to) != 0) {
        return SMTP_ADDRESS;
    }
    (void)snprintf(sender, sizeof(sender), "<%s>", smtp->server->from);
    (void)snprintf(addressee, sizeof(addressee), "<%s>", to);
    list = curl_slist_append(NULL, addressee);
    if (list == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    bad |= (unsigned)curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, sender);
    bad |= (unsigned)curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, list);
    bad |= (unsigned)curl_easy_setopt(smtp->curl, CURLOPT_READDATA, &upload);
    result = bad == 0 ? curl_easy_perform(smtp->curl) : CURLE_FAILED_INIT;
    (void)curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    (void)curl_easy_setopt(smtp->curl, CURLOPT_READDATA, NULL);
    curl_slist_free_all(list);
    return judge(smtp->curl, result);
}
