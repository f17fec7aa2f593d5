// SPDX-License-Identifier: AGPL-3.0-or-later
#include "menu.h"

#include <stdbool.h>
#include <string.h>

#include "base/attr.h"
#include "core/officer.h"

static const struct menu_page pages[] = {
    {.href = "/console",
     .name = "Overview",
     .hint = "What needs you today, the timetable, every constituency"},
    {.href = "/console/nominations",
     .name = "Nominations",
     .hint = "Examine nomination forms and decide",
     .see = GRANT_NOMINATIONS | GRANT_STATEMENT,
     .act = GRANT_NOMINATIONS},
    {.href = "/console/forms",
     .name = "Forms on paper",
     .hint = "Print nomination forms for members, and enter those that come back",
     .see = GRANT_NOMINATIONS},
    {.href = "/console/board",
     .name = "Notices",
     .hint = "Notices to publish, and when each was",
     .act = GRANT_STATEMENT | GRANT_RESULT | GRANT_NOTE},
    {.href = "/console/roll",
     .name = "Members",
     .hint = "The members' list again, who may vote, what members chose",
     .see = GRANT_ROLL},
    {.href = "/console/representation",
     .name = "Representation",
     .hint = "How well the membership represents the people it serves",
     .see = GRANT_ROLL},
    {.href = "/console/replacements",
     .name = "Replacements",
     .hint = "Replace lost, spoilt and misused voting codes",
     .see = GRANT_REPLACE},
    {.href = "/console/waiting",
     .name = "Documents",
     .hint = "Extend the poll, disqualify a vote, and what waits for a signature",
     .see = GRANT_DISQUALIFY | GRANT_BOX | GRANT_RESULT | GRANT_NOTE},
    {.href = "/console/late",
     .name = "Late arrivals",
     .hint = "Write down what came too late, and letters that came back",
     .see = GRANT_PAPERS | GRANT_DISQUALIFY | GRANT_REPLACE},
    {.href = "/console/box",
     .name = "Ballot box",
     .hint = "Figures that the box needs after the close of the poll",
     .see = GRANT_BOX | GRANT_PAPERS},
    {.href = "/console/papers",
     .name = "Papers",
     .hint = "Letters to collect, packets to seal, how long papers are kept",
     .see = GRANT_REPLACE | GRANT_NOTE,
     .act = GRANT_REPLACE},
    {.href = "/console/exports",
     .name = "Exports",
     .hint = "The registers as tables, to download"},
    {.href = "/console/log", .name = "Log", .hint = "Every act of every officer"},
};

const struct menu_page *menu_pages(size_t *count)
{
    *count = ARRAY_SIZE(pages);
    return pages;
}

/* Whether the path is this page's or lies below it. */
static bool is_within(const char *href, struct span path)
{
    size_t size = strlen(href);

    return path.size >= size && memcmp(path.data, href, size) == 0
           && (path.size == size || path.data[size] == '/');
}

const struct menu_page *menu_find(struct span path)
{
    const struct menu_page *found = NULL;
    size_t i;

    for (i = 0; i < ARRAY_SIZE(pages); i++) {
        if (is_within(pages[i].href, path)
            && (found == NULL || strlen(pages[i].href) > strlen(found->href))) {
            found = &pages[i];
        }
    }
    return found;
}

size_t
menu_fill(unsigned may, struct span here, struct part_desk_pages out[static MENU_MAX])
{
    const struct menu_page *current = menu_find(here);
    size_t count = 0;
    size_t i;

    for (i = 0; i < ARRAY_SIZE(pages); i++) {
        if (pages[i].see == 0 || (pages[i].see & may) != 0) {
            out[count++] = (struct part_desk_pages){.href = pages[i].href,
                                                    .name = pages[i].name,
                                                    .is_here = &pages[i] == current};
        }
    }
    return count;
}

_Static_assert(ARRAY_SIZE(pages) <= MENU_MAX, "the menu is full");
