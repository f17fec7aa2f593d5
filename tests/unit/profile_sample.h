/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A small report on a membership. */
#ifndef TESTS_PROFILE_SAMPLE_H
#define TESTS_PROFILE_SAMPLE_H

#include <stdio.h>

#include "base/attr.h"
#include "post/profile.h"

static UNUSED struct profile *profile_sample(void)
{
    static const char *const heads[] = {"Category", "Members", "Share", NULL};
    struct profile *profile = profile_new();
    struct profile_table *table;
    struct profile_row *row;

    if (profile == NULL) {
        return NULL;
    }
    (void)snprintf(profile->title, sizeof(profile->title), "How well it represents");
    (void)snprintf(profile->trust, sizeof(profile->trust), "Town & Country Trust");
    (void)snprintf(profile->note, sizeof(profile->note), "As of 1 June 2026.");
    profile->is_practice = true;
    table = profile_add(profile, "By sex", heads);
    row = profile_row(table, "Women");
    (void)snprintf(row->cells[1], sizeof(row->cells[1]), "1234");
    (void)snprintf(row->cells[2], sizeof(row->cells[2]), "60.0%%");
    table = profile_add(profile, "By area", heads);
    row = profile_row(table, "North, and \"beyond\"");
    (void)snprintf(row->cells[1], sizeof(row->cells[1]), "44");
    row = profile_row(table, "South");
    (void)snprintf(row->cells[1], sizeof(row->cells[1]), "withheld");
    return profile;
}

#endif
