// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/label.h"

#include <stdio.h>
#include <string.h>

const char *label_own(const struct definition *definition, const char *rule)
{
    size_t i;

    for (i = 0; definition != NULL && i < definition->label_count; i++) {
        if (strcmp(definition->labels[i].rule, rule) == 0) {
            return definition->labels[i].own;
        }
    }
    return rule;
}

void label_rules(const struct definition *definition,
                 const char *rules,
                 char out[static LABEL_RULES_SIZE])
{
    const char *at = rules;
    size_t used = (size_t)snprintf(
        out, LABEL_RULES_SIZE, "%s", strchr(rules, ',') != NULL ? "rules" : "rule");
    const char *mark = " ";

    while (*at != '\0') {
        char one[LABEL_SIZE];
        size_t size = strcspn(at, ",");
        const char *own;

        (void)snprintf(one, sizeof(one), "%.*s", (int)size, at);
        own = label_own(definition, one);
        if (used + strlen(mark) + strlen(own) >= LABEL_RULES_SIZE) {
            return;
        }
        used +=
            (size_t)snprintf(out + used, LABEL_RULES_SIZE - used, "%s%s", mark, own);
        mark = ", ";
        at += size;
        at += strspn(at, ", ");
    }
}
