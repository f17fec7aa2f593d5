// SPDX-License-Identifier: AGPL-3.0-or-later
/* Counted by each of the other rule sets, or where a candidate has died; and wrongly.
 */
#include "mutation.h"

/* As audit counts the tale as it now is. */
static void declare_again(struct tale *tale)
{
    tale_remove(tale, tale_scene(tale, ENTRY_RESULT, 1));
    tale_declare(tale);
}

static void set_rules(struct tale *tale, int rules)
{
    tale_scene(tale, ENTRY_DEFINITION, 1)
        ->document->of.definition->constituencies[0]
        .rules = (enum rule_set)rules;
}

static void count_by(struct tale *tale, int rules)
{
    set_rules(tale, rules);
    declare_again(tale);
}

/* A vote more is lost at the first stage than was. */
static void alter_stage(struct tale *tale, int rules)
{
    count_by(tale, rules);
    mutation_edit_sheet(tale, "\"nontransferable\": \"0", "\"nontransferable\": \"1");
}

static void alter_order(struct tale *tale, int rules)
{
    struct result_list *list;
    uint8_t first;

    count_by(tale, rules);
    list = tale_result(tale, 1);
    first = list->elected[0];
    list->elected[0] = list->elected[1];
    list->elected[1] = first;
}

static void die(struct tale *tale, int candidate)
{
    struct scene *scene = tale_add(tale, ENTRY_NOTE, BY_RETURNING);

    scene->document->of.note =
        (struct note){.kind = NOTE_DEATH, .cid = 1, .candidate = (uint8_t)candidate};
    tale_move_behind(tale, scene, tale_scene(tale, ENTRY_OPEN, 1));
}

static void pass_over(struct tale *tale, int candidate)
{
    die(tale, candidate);
    declare_again(tale);
}

const struct mutation mutations_of_counts[] = {
    {"good-by-ni-1985", "", count_by, RULES_NI_1985, NULL},
    {"good-by-scottish-2011", "", count_by, RULES_SCOTTISH_2011, NULL},
    {"good-by-ers97", "", count_by, RULES_ERS97, NULL},
    {"good-by-meek-prf-2009", "", count_by, RULES_MEEK_PRF_2009, NULL},
    {"good-first-has-died", "", pass_over, 1, NULL},
    {"good-second-has-died", "", pass_over, 2, NULL},
    {"count-as-by-other-rules", "result-sheet", set_rules, RULES_SCOTTISH_2011, NULL},
    {"count-by-ni-1985-altered", "result-sheet", alter_stage, RULES_NI_1985, NULL},
    {"count-by-scottish-2011-altered",
     "result-sheet",
     alter_stage,
     RULES_SCOTTISH_2011,
     NULL},
    {"count-by-ers97-altered", "result-sheet", alter_stage, RULES_ERS97, NULL},
    {"count-by-meek-prf-2009-altered",
     "result-sheet",
     alter_stage,
     RULES_MEEK_PRF_2009,
     NULL},
    {"count-by-scottish-2011-reordered",
     "result-elects",
     alter_order,
     RULES_SCOTTISH_2011,
     NULL},
    {"count-by-ers97-reordered", "result-elects", alter_order, RULES_ERS97, NULL},
    {"count-by-meek-prf-2009-reordered",
     "result-elects",
     alter_order,
     RULES_MEEK_PRF_2009,
     NULL},
    {"count-elects-the-first-who-has-died", "result-elects", die, 1, NULL},
    {"count-elects-the-second-who-has-died", "result-elects", die, 2, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
