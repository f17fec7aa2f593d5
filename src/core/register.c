// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/register.h"

#include <stddef.h>

static const char *const registers[REGISTER_END] = {
    [REGISTER_LOST] = "lost",
    [REGISTER_SPOILT] = "spoilt",
    [REGISTER_TENDERED] = "tendered",
    [REGISTER_OMITTED] = "omitted",
};

static const char *const reasons[REASON_END] = {
    [REASON_LATER] = "later",
    [REASON_DECLARATION] = "declaration",
    [REASON_INELIGIBLE] = "ineligible",
    [REASON_IMPERSONATED] = "impersonated",
    [REASON_MISKEYED] = "miskeyed",
    [REASON_INVALID] = "invalid",
};

const char *register_name(unsigned kept_in)
{
    return kept_in < REGISTER_END ? registers[kept_in] : NULL;
}

const char *register_reason_name(unsigned reason)
{
    return reason < REASON_END ? reasons[reason] : NULL;
}

static const struct {
    unsigned gates;
    const char *rule;
} rules[REGISTER_END] = {
    [REGISTER_LOST] = {GATE_IDENTITY | GATE_RECEIVED | GATE_DECLARED, "30"},
    [REGISTER_SPOILT] = {GATE_IDENTITY | GATE_DECLARED, "29"},
    [REGISTER_TENDERED] = {GATE_IDENTITY | GATE_VOTED, "31"},
    [REGISTER_OMITTED] = {GATE_IDENTITY | GATE_ELIGIBLE, "27"},
};

unsigned register_gates(enum replace_register kept_in, size_t wording_count)
{
    unsigned gates = rules[kept_in].gates;

    return wording_count > 0 ? gates : gates & ~(unsigned)GATE_DECLARED;
}

const char *register_gate_name(size_t place)
{
    static const char *const gates[GATES] = {
        "identity", "received", "declared", "voted", "eligible"};

    return place < GATES ? gates[place] : NULL;
}

const char *register_rule(enum replace_register kept_in)
{
    return kept_in >= REGISTER_LOST && kept_in < REGISTER_END ? rules[kept_in].rule
                                                              : "";
}

const char *register_arrival_name(unsigned kind)
{
    static const char *const kinds[ARRIVAL_END] = {
        [ARRIVAL_VOTE] = "vote",
        [ARRIVAL_RETURNED] = "returned",
        [ARRIVAL_APPLICATION] = "application",
    };

    return (unsigned)kind < ARRIVAL_END ? kinds[kind] : NULL;
}
