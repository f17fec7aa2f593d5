// SPDX-License-Identifier: AGPL-3.0-or-later
#include "form.h"

#include <ctype.h>

#include "base/fault.h"

#include "command.h"

enum {
    ANSWER_MAX = 1 << 20,
    STATUS_OK = 200,
};

void form_value(const char *text, struct buf *out)
{
    const unsigned char *at;

    for (at = (const unsigned char *)text; *at != 0; at++) {
        if (*at < 0x80 && (isalnum(*at) || *at == '-' || *at == '.' || *at == '_')) {
            buf_put_u8(out, *at);
        } else {
            buf_printf(out, "%%%02X", *at);
        }
    }
}

int form_post(struct remote *remote,
              const char *path,
              const struct buf *form,
              const char *why)
{
    CLEANUP(buf_deinit) struct buf answer;
    struct remote_message message = {.verb = HTTP_POST,
                                     .path = path,
                                     .type = "application/x-www-form-urlencoded",
                                     .body = buf_span(form)};
    unsigned status = 0;
    int r;

    buf_init(&answer, ANSWER_MAX);
    if (buf_status(form) != 0) {
        return buf_status(form) < 0
                   ? buf_status(form)
                   : command_fail(COMMAND_REFUSED, "what was typed is too long");
    }
    r = remote_send(remote, &message, &answer, &status);
    if (r != 0 || status == FORM_TAKEN) {
        return r;
    }
    return status >= STATUS_OK && status < FORM_TAKEN
               ? command_fail(COMMAND_REFUSED, "%s", why)
               : remote_refuse(status, buf_span(&answer));
}
