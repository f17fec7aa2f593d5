/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * electiond's commands, a file each, and what they share: words for people on stderr,
 * results on stdout, and exit codes as house.md §9 has them. A command returns 0, a
 * fault (main says which and exits 4) or an enum electiond_exit.
 */
#ifndef DAEMON_ELECTIOND_H
#define DAEMON_ELECTIOND_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/clock.h"
#include "core/bytes.h"
#include "core/person.h"
#include "desk/desk.h"

#include "conf.h"

enum electiond_exit {
    ELECTIOND_REFUSED = 1, /* the answer is no */
    ELECTIOND_USAGE = 2,
    ELECTIOND_FAULT = 4,
};

/* What the words and options of the command line came to; NULL: not given. */
struct electiond_args {
    const char *dir;
    const char *file;
    const char *officer;
    const char *issuer;
    const char *clock;
    const char *confirm; /* the hash of the difference seen */
    bool skips_bad;
    bool adds_only;
    bool checks_only;
};

int electiond_init(const struct electiond_args *args);
int electiond_serve(const struct electiond_args *args);
int electiond_roll_import(const struct electiond_args *args);
int electiond_roll_export(const struct electiond_args *args);
int electiond_check(const struct electiond_args *args);

/* The libraries, and no core file of this process. After forking, before threads. */
MUST_USE int electiond_prepare(void);

/* Says "electiond: …" on stderr and returns ELECTIOND_REFUSED. */
MUST_USE int electiond_refuse(const char *format, ...) PRINTF(1, 2);

/* Reads a file whole; says why not. `out` is a buf with its ceiling. */
MUST_USE int electiond_load(const char *path, struct buf *out);

/* A person's card, which must be of this role; says why not. */
MUST_USE int
electiond_load_card(const char *path, enum person_role role, struct person *out);

/* DIR/electiond.conf. */
MUST_USE int electiond_load_conf(const char *dir, struct conf *out);

/* The system's clock, or the file's. */
MUST_USE int electiond_make_clock(const struct electiond_args *args,
                                  struct clock **out);

/* SHA-256 of the voting page's code in this program. */
struct digest electiond_page(void);

#endif
