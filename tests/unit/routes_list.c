// SPDX-License-Identifier: AGPL-3.0-or-later
/* Prints the table of routes, a line each, for the comparison with schema/openapi.json.
 */
#include <stdio.h>

#include "routes.h"

int main(void)
{
    size_t i;

    for (i = 0; i < routes_all.count; i++) {
        const struct route *route = &routes_all.table[i];

        if (printf("%s %s %zu %s\n",
                   request_verb_name(route->verb),
                   route->pattern,
                   route->limit,
                   route->type != NULL ? route->type : "-")
            < 0) {
            return 1;
        }
    }
    return 0;
}
