// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/message.h"

#include <stdbool.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/fault.h"
#include "base/hex.h"
#include "net/smtp.h"
#include "seal/base64.h"

enum {
    WORD_BYTES = 42, /* of text in one encoded word, which may have 75 symbols */
    ID_BYTES = 12,
    DATE_SIZE = 64,
};

static bool is_plain(const char *text)
{
    for (; *text != 0; text++) {
        if ((unsigned char)*text < ' ' || (unsigned char)*text > '~') {
            return false;
        }
    }
    return true;
}

/* As much of the text as one encoded word takes, without cutting a character. */
static size_t next_word(const char *text)
{
    size_t size = strnlen(text, WORD_BYTES);

    if (text[size] == 0) {
        return size;
    }
    while (size > 0 && ((unsigned char)text[size] & 0xc0U) == 0x80U) {
        size--;
    }
    return size;
}

/* A header's text: as it is when plain, else as encoded words on lines of their own. */
static void put_words(struct buf *out, const char *text)
{
    const char *gap = "";
    size_t size;

    if (is_plain(text)) {
        buf_put_text(out, text);
        return;
    }
    for (; *text != 0; text += size) {
        size = next_word(text);
        buf_printf(out, "%s=?UTF-8?B?", gap);
        base64_encode(span_of(text, size), out);
        buf_put_text(out, "?=");
        gap = "\r\n ";
    }
}

/* A name before an address stands in quotes, which it must not hold itself. */
static void put_name(struct buf *out, const char *name)
{
    if (!is_plain(name)) {
        put_words(out, name);
        return;
    }
    buf_put_text(out, "\"");
    for (; *name != 0; name++) {
        if (*name == '"' || *name == '\\') {
            buf_put_text(out, "\\");
        }
        buf_put(out, name, 1);
    }
    buf_put_text(out, "\"");
}

static int put_date(struct buf *out, int64_t moment)
{
    char text[DATE_SIZE];
    struct tm parts;
    time_t when = (time_t)moment;

    if (gmtime_r(&when, &parts) == NULL
        || strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S +0000", &parts) == 0) {
        return FAULT(FAULT_BUG);
    }
    buf_printf(out, "Date: %s\r\n", text);
    return 0;
}

static int put_id(struct buf *out, const char *from)
{
    uint8_t bytes[ID_BYTES];
    char text[2 * ID_BYTES + 1];

    if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes)) {
        return FAULT(FAULT_IO);
    }
    hex_encode(SPAN(bytes), text);
    buf_printf(out, "Message-ID: <%s%s>\r\n", text, strrchr(from, '@'));
    return 0;
}

static int put_headers(const struct message *message, struct buf *out)
{
    int r;

    buf_put_text(out, "From: ");
    put_name(out, message->from_name);
    buf_printf(out, " <%s>\r\nTo: <%s>\r\n", message->from, message->to);
    if (message->reply_to != NULL) {
        buf_printf(out, "Reply-To: <%s>\r\n", message->reply_to);
    }
    buf_put_text(out, "Subject: ");
    put_words(out, message->subject);
    buf_put_text(out, "\r\n");
    r = put_date(out, message->time);
    if (r == 0) {
        r = put_id(out, message->from);
    }
    buf_put_text(out,
                 "MIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=UTF-8\r\n"
                 "Content-Transfer-Encoding: 8bit\r\n"
                 "Auto-Submitted: auto-generated\r\n"
                 "\r\n");
    return r;
}

int message_write(const struct message *message, struct buf *out)
{
    const char *line = message->body;
    const char *end;
    int r;

    if (smtp_address_check(message->from) != 0 || smtp_address_check(message->to) != 0
        || (message->reply_to != NULL && smtp_address_check(message->reply_to) != 0)) {
        return MESSAGE_ADDRESS;
    }
    r = put_headers(message, out);
    if (r != 0) {
        return r;
    }
    for (; *line != 0; line = *end == 0 ? end : end + 1) {
        end = strchrnul(line, '\n');
        buf_put(out, line, (size_t)(end - line));
        buf_put_text(out, "\r\n");
    }
    return 0;
}
