// SPDX-License-Identifier: AGPL-3.0-or-later
#include "count/count.h"

#include "base/fault.h"
#include "fpp.h"
#include "meek.h"
#include "stv.h"

typedef int (*counting)(const struct count_input *input,
                        const struct lots *lots,
                        struct tie *needed,
                        struct sheet **out);

struct rule_row {
    const struct stv_rules *stv; /* papers that move, by these rules */
    counting other;              /* or an engine of its own */
};

static const struct rule_row rows[RULES_END] = {
    [RULES_NHS_2014_STV] = {.stv = &ni_rules},
    [RULES_NI_1985] = {.stv = &ni_rules},
    [RULES_SCOTTISH_2011] = {.stv = &scottish_rules},
    [RULES_ERS97] = {.stv = &ers97_rules},
    [RULES_MEEK_PRF_2009] = {.other = meek_count},
    [RULES_NHS_2014_FPP] = {.other = fpp_count},
};

int count_votes(const struct count_input *input,
                const struct lots *lots,
                struct tie *needed,
                struct sheet **out)
{
    const struct rule_row *row;

    if (input->rules <= 0 || input->rules >= RULES_END) {
        return COUNT_RULES;
    }
    if (input->slate->seats == 0 || input->slate->seats > RANKING_CANDIDATES_MAX) {
        return COUNT_SEATS;
    }
    if (input->rankings->candidates != input->slate->candidates) {
        return FAULT(FAULT_BUG);
    }
    row = &rows[input->rules];
    if (row->stv != NULL) {
        return stv_count(row->stv, input, lots, needed, out);
    }
    return row->other == NULL ? COUNT_RULES : row->other(input, lots, needed, out);
}
