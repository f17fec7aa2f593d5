// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/mailbag.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"

enum {
    PASSWORD_MAX = 512,
};

static bool is_given(const char *text)
{
    return text != NULL && text[0] != 0;
}

static int load_password(const struct mailbag *mailbag, struct buf *out)
{
    int r;

    if (!is_given(mailbag->password_file)) {
        return 0;
    }
    r = file_read(mailbag->password_file, out);
    if (r == 0 && out->size > 0 && out->data[out->size - 1] == '\n') {
        out->size--;
    }
    return r > 0 ? MAILBAG_PASSWORD : r;
}

static int start_server(const struct mailbag *mailbag, struct courier **out)
{
    CLEANUP(buf_deinit) struct buf password;
    struct smtp_server server = {.url = mailbag->server,
                                 .from = mailbag->from,
                                 .is_clear_text = mailbag->is_clear_text};
    const struct courier_options options = {.server = &server};
    int r;

    buf_init(&password, PASSWORD_MAX);
    r = load_password(mailbag, &password);
    if (r != 0) {
        return r;
    }
    if (is_given(mailbag->user)) {
        server.user = mailbag->user;
        server.password = buf_text(&password);
    }
    return FOLD(courier_start(&options, out));
}

int mailbag_start(const struct mailbag *mailbag, struct courier **out)
{
    const struct courier_options options = {.folder = mailbag->folder};
    struct stat found;

    if (is_given(mailbag->server)) {
        return start_server(mailbag, out);
    }
    if (!is_given(mailbag->folder) || stat(mailbag->folder, &found) != 0
        || !S_ISDIR(found.st_mode)) {
        return MAILBAG_FOLDER;
    }
    return FOLD(courier_start(&options, out));
}
