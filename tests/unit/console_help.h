/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An officer's browser in the console of a town, for tests of its pages. */
#ifndef TESTS_CONSOLE_HELP_H
#define TESTS_CONSOLE_HELP_H

#include "http/problem.h"
#include "visit.h"

enum {
    CONSOLE_COOKIE_SIZE = 200,
    CONSOLE_PATH_SIZE = 120,
};

/* As an officer whose challenge was answered rightly. */
void console_enter(struct town *town,
                   size_t officer,
                   char cookie[static CONSOLE_COOKIE_SIZE]);

/* An officer in the console, who has declared what rule 69 asks. */
void console_open(struct town *town,
                  size_t officer,
                  char cookie[static CONSOLE_COOKIE_SIZE]);

/* A GET, or a POST of this body: the status. reply_deinit the visit's reply. */
unsigned console_ask(struct town *town,
                     const char *cookie,
                     const char *path,
                     const char *body,
                     struct visit *visit);

/* A page that holds the text; a POST that ends so; what is refused. */
void console_get(struct town *town,
                 const char *cookie,
                 const char *path,
                 const char *text);
void console_post(struct town *town,
                  const char *cookie,
                  const char *path,
                  const char *body,
                  unsigned status);
void console_refuse(struct town *town,
                    const char *cookie,
                    const char *path,
                    const char *body,
                    enum problem problem);

#endif
