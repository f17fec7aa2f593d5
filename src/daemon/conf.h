/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * DIR/electiond.conf: what the daemon is told about the machine it runs on. Nothing
 * about the election is a setting (that is the definition), and no secret is one: a
 * password stands in a file of its own. Checked as a whole before anything starts.
 */
#ifndef DAEMON_CONF_H
#define DAEMON_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "core/holidays.h"

enum {
    CONF_TEXT_SIZE = 256,
    CONF_PATH_SIZE = 1024,
    CONF_WORD_SIZE = 16,
    CONF_WHY_SIZE = 161,
    CONF_FILE_MAX = 64 << 10,
    CONF_COMPLAINT_SIZE = 256,
    CONF_WITNESSES_MAX = 16,
};

enum conf_refusal {
    CONF_REFUSED = 1, /* the complaint says what, and what to do */
};

struct conf {
    char listen[CONF_TEXT_SIZE];
    int64_t port;
    char address[CONF_TEXT_SIZE]; /* "": http:// and where it listens */
    bool is_behind_proxy;
    char certificate[CONF_PATH_SIZE];
    char certificate_key[CONF_PATH_SIZE];
    int64_t threads;
    int64_t connections; /* a thread */
    int64_t connections_per_address;
    char mail_server[CONF_TEXT_SIZE]; /* "": no mail */
    char mail_user[CONF_TEXT_SIZE];
    char mail_password_file[CONF_PATH_SIZE];
    char mail_from[CONF_TEXT_SIZE];
    bool is_mail_clear_text;
    char mail_folder[CONF_PATH_SIZE]; /* practice only */
    char ceremony[CONF_TEXT_SIZE];    /* the word of the trustees' room; "": none */
    char publish_addresses[CONF_WORD_SIZE]; /* "full" or "town" */
    char publish_addresses_why[CONF_WHY_SIZE];
    char witnesses[CONF_PATH_SIZE]; /* addresses, blanks between */
    bool is_email_only;
    char holidays[CONF_PATH_SIZE]; /* proclaimed later, commas between */
};

/* The addresses of the witnesses, one by one. */
struct conf_witnesses {
    size_t count;
    const char *addresses[CONF_WITNESSES_MAX]; /* within the text */
    char text[CONF_PATH_SIZE];
};

struct conf_complaint {
    char text[CONF_COMPLAINT_SIZE];
};

/* The settings of a new folder. */
void conf_init(struct conf *out);

/* Appends the file, every setting explained. */
void conf_write(const struct conf *conf, struct buf *out);

/* Reads the file's text and checks that its settings go together; fills in the address
 * of the site when it is not given. */
MUST_USE int conf_read(struct span text, struct conf *out, struct conf_complaint *why);

/* Whether of candidates' addresses only the town is published. */
bool conf_is_town_only(const struct conf *conf);

/* Whether mail goes out, by a server or into a folder. */
bool conf_has_mail(const struct conf *conf);

/* The holidays proclaimed later; conf_read has seen that they can be read. */
MUST_USE int conf_holidays(const struct conf *conf, struct holidays *out);

void conf_split_witnesses(const struct conf *conf, struct conf_witnesses *out);

#endif
