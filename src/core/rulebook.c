// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * Northern Ireland's numbers are those of the Local Elections Rules (Electoral Law Act
 * 1962, Schedule 5, as substituted by SI 1985/454); Scotland's of SSI 2011/399,
 * Schedule 1, one higher than in the Order of 2007; Meek's the letters of the PR
 * Foundation's reference rule.
 */
#include "core/rulebook.h"

#include <stddef.h>

#define NHS RULES_NHS_2014_STV
#define FPP RULES_NHS_2014_FPP
#define NI RULES_NI_1985
#define SCO RULES_SCOTTISH_2011
#define ERS RULES_ERS97
#define MEEK RULES_MEEK_PRF_2009

static const char *const titles[RULES_END] = {
    [NHS] = "NHS Model Election Rules 2014, single transferable vote",
    [FPP] = "NHS Model Election Rules 2014, first past the post",
    [NI] = "Local Elections Rules (Northern Ireland) 1985",
    [SCO] = "Scottish Local Government Elections Rules 2011",
    [ERS] = "Electoral Reform Society rules of 1997 (ERS97)",
    [MEEK] = "Meek's method, PR Foundation reference rule of 2009",
};

static const char *const cites[RULEBOOK_STEPS][RULES_END] = {
    [STEP_VALID] = {[NHS] = "rule STV45.3",
                    [FPP] = "rule FPP43",
                    [NI] = "rule 47(3)",
                    [SCO] = "rule 46(3)",
                    [ERS] = "5.1.2",
                    [MEEK] = "A"},
    [STEP_REJECT] = {[NHS] = "rule STV44.1",
                     [FPP] = "rule FPP44.1",
                     [NI] = "rule 46(1)",
                     [SCO] = "rule 44(1)",
                     [ERS] = "5.1.2"},
    [STEP_PASS_OVER] = {[NHS] = "rule STV59"},
    [STEP_FIRST] = {[NHS] = "rules STV45.1-45.2",
                    [FPP] = "rule FPP43",
                    [NI] = "rule 47(1)-(2)",
                    [SCO] = "rule 46(1)-(2)",
                    [ERS] = "5.1.2-5.1.4",
                    [MEEK] = "B.2.a"},
    [STEP_QUOTA] = {[NHS] = "rules STV46.1-46.2",
                    [NI] = "rule 48(1)-(2)",
                    [SCO] = "rule 47",
                    [ERS] = "5.1.6",
                    [MEEK] = "B.2.b"},
    [STEP_QUOTA_AGAIN] = {[ERS] = "5.4.8", [MEEK] = "B.2.b"},
    [STEP_ELECT] = {[NHS] = "rule STV46.3",
                    [FPP] = "rule FPP52.1",
                    [NI] = "rule 48(3)",
                    [SCO] = "rule 48(1)",
                    [ERS] = "5.1.7, 5.3.13, 5.4.9 (a)",
                    [MEEK] = "B.2.c"},
    [STEP_ELECT_ACTIVE] = {[ERS] = "5.1.7, 5.3.13, 5.4.9 (b)"},
    [STEP_ELECT_LAST] = {[NHS] = "rule STV50.2", [NI] = "rule 52(2)"},
    [STEP_ELECT_REST] = {[NHS] = "rule STV50.1",
                         [NI] = "rule 52(1)",
                         [SCO] = "rule 53(1)",
                         [ERS] = "5.5.1",
                         [MEEK] = "C.1"},
    [STEP_ELECT_LEVEL] =
        {[NHS] = "rule STV50.2", [FPP] = "rule FPP51", [NI] = "rule 52(2)"},
    [STEP_STOP] = {[NHS] = "rule STV50.3",
                   [NI] = "rule 52(3)",
                   [SCO] = "rule 53(2)",
                   [ERS] = "5.5.2",
                   [MEEK] = "C.2"},
    [STEP_DEFER] = {[NHS] = "rule STV47.10", [NI] = "rule 49(10)", [ERS] = "5.2.2"},
    [STEP_SURPLUS] = {[NHS] = "rules STV47.9, 48.1",
                      [NI] = "rules 49(9), 50(1)",
                      [SCO] = "rules 49(1), 50(1)",
                      [ERS] = "5.2.2, 5.2.3"},
    [STEP_SURPLUS_LEVEL] = {[NHS] = "rule STV48.1(a)",
                            [NI] = "rule 50(1)(a)",
                            [SCO] = "rule 50(2)",
                            [ERS] = "5.2.3"},
    [STEP_SURPLUS_LOT] = {[NHS] = "rule STV48.1(b)",
                          [NI] = "rule 50(1)(b)",
                          [SCO] = "rule 50(3)",
                          [ERS] = "5.2.3"},
    [STEP_EXAMINE_FIRST] = {[NHS] = "rules STV47.1-47.2",
                            [NI] = "rule 49(1)-(2)",
                            [SCO] = "rule 49(1)",
                            [ERS] = "5.3.1"},
    [STEP_EXAMINE_LAST] = {[NHS] = "rule STV47.5",
                           [NI] = "rule 49(5)",
                           [SCO] = "rule 49(1)",
                           [ERS] = "5.3.2"},
    [STEP_VALUE] = {[NHS] = "rule STV47.4",
                    [NI] = "rule 49(4)",
                    [SCO] = "rule 49(3)",
                    [ERS] = "5.3.7"},
    [STEP_VALUE_CAP] = {[NHS] = "rules STV47.4(a), 47.7",
                        [NI] = "rule 49(4)(a), (7)",
                        [ERS] = "5.3.7"},
    [STEP_SURPLUS_GIVE] = {[NHS] = "rules STV47.3, 47.6, 48.2(a)-(b)",
                           [NI] = "rules 49(3), (6), 50(2)(a)-(b)",
                           [SCO] = "rule 49(2)",
                           [ERS] = "5.3.8-5.3.10"},
    [STEP_SURPLUS_LOSE] = {[NHS] = "rule STV48.2(c)",
                           [NI] = "rule 50(2)(c)",
                           [SCO] = "rule 49(1)(b), (3)",
                           [ERS] = "5.3.9"},
    [STEP_SURPLUS_CHECK] =
        {[NHS] = "rule STV48.2(d)", [NI] = "rule 50(2)(d)", [ERS] = "5.3.11"},
    [STEP_EXCLUDE] = {[NHS] = "rule STV49.1",
                      [NI] = "rule 51(1)",
                      [SCO] = "rule 51(1)",
                      [ERS] = "5.2.5",
                      [MEEK] = "B.3"},
    [STEP_EXCLUDE_BATCH] =
        {[NHS] = "rule STV49.12", [NI] = "rule 51(12)", [ERS] = "5.2.5"},
    [STEP_EXCLUDE_LEVEL] = {[NHS] = "rule STV49.13(a)",
                            [NI] = "rule 51(13)(a)",
                            [SCO] = "rule 52(2)(a)",
                            [ERS] = "5.2.5"},
    [STEP_EXCLUDE_LOT] = {[NHS] = "rule STV49.13(b)",
                          [NI] = "rule 51(13)(b)",
                          [SCO] = "rule 52(2)(b)",
                          [ERS] = "5.2.5",
                          [MEEK] = "T"},
    [STEP_EXCLUDE_SORT] = {[NHS] = "rules STV49.2, 49.5-49.7, 49.9",
                           [NI] = "rule 51(2), (5)-(7), (9)",
                           [SCO] = "rule 51(2), (4)",
                           [ERS] = "5.4.1, 5.4.2"},
    [STEP_EXCLUDE_GIVE] = {[NHS] = "rules STV49.3, 49.6, 49.10(a)-(b)",
                           [NI] = "rule 51(3), (6), (10)(a)-(b)",
                           [SCO] = "rule 51(3)-(4)",
                           [ERS] = "5.4.2-5.4.7"},
    [STEP_EXCLUDE_LOSE] = {[NHS] = "rules STV49.2(b), 49.8, 49.10(c)",
                           [NI] = "rule 51(2)(b), (8), (10)(c)",
                           [SCO] = "rule 51(2)(b)",
                           [ERS] = "5.4.2"},
    [STEP_EXCLUDE_CHECK] =
        {[NHS] = "rule STV49.10(d)", [NI] = "rule 51(10)(d)", [ERS] = "5.4.15"},
    [STEP_KEEP] = {[MEEK] = "B.2.f"},
    [STEP_ORDER] = {[NHS] = "rules STV51.1-51.3", [NI] = "rule 53(1)-(3)"},
    [STEP_ORDER_LOT] = {[NHS] = "rule STV51.4", [NI] = "rule 53(4)"},
    [STEP_UNCLEAR] = {[NHS] = "rule STV48.4", [NI] = "rule 50(4)"},
};

const char *rulebook_cite(enum rule_set rules, enum rulebook_step step)
{
    return rules > 0 && rules < RULES_END && step < RULEBOOK_STEPS ? cites[step][rules]
                                                                   : NULL;
}

const char *rulebook_title(enum rule_set rules)
{
    return rules > 0 && rules < RULES_END ? titles[rules] : NULL;
}
