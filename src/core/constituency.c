// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/constituency.h"

#include <string.h>

static const char *const kinds[KIND_END] = {
    [KIND_PUBLIC] = "public",
    [KIND_PATIENT] = "patient",
    [KIND_STAFF] = "staff",
};

static const char *const methods[METHOD_END] = {
    [METHOD_FPP] = "fpp",
    [METHOD_STV] = "stv",
};

static const char *const channels[CHANNEL_END] = {
    [CHANNEL_ONLINE] = "online",
    [CHANNEL_POST] = "post",
    [CHANNEL_TELEPHONE] = "telephone",
    [CHANNEL_TEXT] = "text",
};

static const struct {
    const char *name;
    enum method method;
} rule_sets[RULES_END] = {
    [RULES_NHS_2014_STV] = {"nhs-2014-stv", METHOD_STV},
    [RULES_NHS_2014_FPP] = {"nhs-2014-fpp", METHOD_FPP},
    [RULES_NI_1985] = {"ni-1985", METHOD_STV},
    [RULES_SCOTTISH_2011] = {"scottish-2011", METHOD_STV},
    [RULES_ERS97] = {"ers97", METHOD_STV},
    [RULES_MEEK_PRF_2009] = {"meek-prf-2009", METHOD_STV},
};

const char *constituency_kind_name(unsigned kind)
{
    return kind < KIND_END ? kinds[kind] : NULL;
}

const char *constituency_method_name(unsigned method)
{
    return method < METHOD_END ? methods[method] : NULL;
}

const char *constituency_channel_name(unsigned channel)
{
    return channel < CHANNEL_END ? channels[channel] : NULL;
}

const char *constituency_rules_name(unsigned rules)
{
    return rules < RULES_END ? rule_sets[rules].name : NULL;
}

enum rule_set constituency_rules_find(const char *name)
{
    unsigned i;

    for (i = 1; i < RULES_END; i++) {
        if (strcmp(rule_sets[i].name, name) == 0) {
            return (enum rule_set)i;
        }
    }
    return (enum rule_set)0;
}

enum method constituency_rules_method(enum rule_set rules)
{
    return (unsigned)rules < RULES_END ? rule_sets[rules].method : (enum method)0;
}

unsigned constituency_marks_max(const struct constituency *constituency,
                                unsigned candidates)
{
    if (constituency->method == METHOD_FPP) {
        return constituency->seats;
    }
    return candidates < RANKS_MAX ? candidates : RANKS_MAX;
}
