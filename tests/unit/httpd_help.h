/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the tests of the web server share: a few routes, and a client of plain bytes. */
#ifndef TEST_HTTPD_HELP_H
#define TEST_HTTPD_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/httpd.h"

enum {
    HELP_ANSWER = 4096, /* bytes of an answer that are looked at */
    HELP_BIG = 10 << 20,
    PATIENCE = 600000, /* milliseconds that a busy machine may take over anything */
};

extern struct httpd *help_httpd;
extern _Atomic(struct ticket *) help_kept; /* of POST /api/never */
extern atomic_int help_stored;             /* bodies that reached a handler */
extern const char help_hello[];            /* GET /hello, then close */

int64_t help_time(void *context);

/* Two threads, and deadlines so long that a test ends before; but who has been answered
 * is soon hung up on. A test of a deadline shortens that one alone. */
extern const struct httpd_deadlines help_patient;
int help_start(void **state);
int help_start_patient(void **state); /* hung up on late, too */
int help_start_within(struct httpd_deadlines deadlines);

/* The daemon's own routes with no election behind them: for what is refused before a
 * handler is asked. */
int help_start_all(void **state);
int help_start_with(unsigned per_thread, unsigned per_address, unsigned per_forwarded);
int help_stop(void **state);

int help_call(void);
void help_say(int file, const void *data, size_t size);

/* All until the other side closes; closes the file. */
void help_hear(int file, char out[static HELP_ANSWER]);
void help_ask(const char *request, size_t size, char out[static HELP_ANSWER]);

bool help_begins(const char *text, const char *with);
int64_t help_milliseconds(void);

#define HELP_SERVED(function)                                                          \
    cmocka_unit_test_setup_teardown(function, help_start, help_stop)

#define HELP_PATIENT(function)                                                         \
    cmocka_unit_test_setup_teardown(function, help_start_patient, help_stop)

#endif
