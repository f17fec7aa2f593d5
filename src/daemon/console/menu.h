/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The menu: every page of the console, and which grants open it. A new page needs one
 * line of the table in menu.c, a handler (serve_x.c) that begins with office_find and
 * ends a refusal with office_refuse, and a template (console_x.html) that begins with
 * {{>desk}} and is given `.desk = &office.desk`. What lies below a page's address
 * belongs to it. office_find refuses whoever the line does not admit, and a test walks
 * all routes below /console.
 */
#ifndef DAEMON_MENU_H
#define DAEMON_MENU_H

#include <stddef.h>

#include "base/span.h"
#include "web/pages.h"

enum {
    MENU_MAX = 32,
};

struct menu_page {
    const char *href; /* "/console/box" */
    const char *name; /* in the menu: "Ballot box" */
    const char *hint; /* what is done there */
    unsigned see;     /* any of these grants; 0: every officer */
    unsigned act;     /* for a POST, any of these; 0: whoever may see it */
};

/* All pages, in the order shown. */
const struct menu_page *menu_pages(size_t *count);

/* The page that the path is of or lies below; NULL: none. */
const struct menu_page *menu_find(struct span path);

/* What an officer with these grants is offered; gives how many. */
size_t
menu_fill(unsigned may, struct span here, struct part_desk_pages out[static MENU_MAX]);

#endif
