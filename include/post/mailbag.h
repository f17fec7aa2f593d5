/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The mail child as settings ask for it: a server, with the password in a file of its
 * own, or in a practice election a folder. */
#ifndef POST_MAILBAG_H
#define POST_MAILBAG_H

#include <stdbool.h>

#include "base/attr.h"
#include "post/courier.h"

/* Texts may be NULL or empty where there is none. */
struct mailbag {
    const char *server; /* none: mails are files of `folder` */
    const char *user;
    const char *password_file; /* the password, and perhaps a line end */
    const char *from;
    const char *folder;
    bool is_clear_text;
};

enum mailbag_refusal {
    MAILBAG_PASSWORD = 1, /* the file with the password cannot be read */
    MAILBAG_FOLDER,       /* it is not a folder */
};

/* Forks, as courier_start. The password goes with the child; ours is wiped. */
MUST_USE int mailbag_start(const struct mailbag *mailbag, struct courier **out);

#endif
