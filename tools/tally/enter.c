// SPDX-License-Identifier: AGPL-3.0-or-later
/* enter: papers keyed without their numbers, twice where two officers must. */
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "core/statement.h"
#include "record/ledger_view.h"

#include "commands.h"
#include "confirm.h"
#include "copy.h"
#include "errand.h"
#include "keying.h"
#include "papers.h"

struct wish {
    const char *batch;
    const char *record;
    uint32_t cid;
    bool is_sure;
};

/* Which keying this is. */
enum turn {
    TURN_ONLY = 1, /* nobody keys it again */
    TURN_FIRST,
    TURN_SECOND,
};

struct entering {
    struct errand errand;
    const struct wish *wish;
    struct keying keying;
    struct pile *pile;
};

static void entering_deinit(struct entering *entering)
{
    errand_deinit(&entering->errand);
    pile_free(entering->pile);
}

/* Who stands is in the record before the poll, and open to everybody. */
static int find_nominees(struct entering *entering)
{
    const struct definition *definition = errand_definition(&entering->errand);
    const struct statement *statement =
        ledger_statement(copy_ledger(entering->errand.copy));
    struct keying *keying = &entering->keying;

    keying->constituency =
        definition_constituency(definition, (uint16_t)entering->wish->cid);
    if (keying->constituency == NULL || statement == NULL
        || statement->lists[entering->wish->cid - 1].outcome != OUTCOME_CONTESTED) {
        return command_fail(COMMAND_REFUSED, "there is no poll in this constituency");
    }
    keying->nominees = &statement->lists[entering->wish->cid - 1];
    keying->rules = (struct choice_rules){
        keying->constituency->method,
        (unsigned)keying->nominees->count,
        constituency_marks_max(keying->constituency,
                               (unsigned)keying->nominees->count)};
    return 0;
}

static int prepare(struct entering *entering)
{
    int r;

    if ((errand_officer(&entering->errand)->may & GRANT_PAPERS) == 0) {
        return command_fail(COMMAND_REFUSED,
                            "the definition does not grant this key \"papers\"");
    }
    r = find_nominees(entering);
    if (r == 0) {
        r = pile_new(&entering->pile);
    }
    if (r != 0) {
        return r;
    }
    entering->pile->eid = entering->errand.login.election.eid;
    entering->pile->cid = (uint16_t)entering->wish->cid;
    entering->pile->officer = errand_officer(&entering->errand)->key;
    return 0;
}

static int find_turn(const struct entering *entering, enum turn *out)
{
    uint64_t size = 0;
    int r = file_size(entering->wish->batch, &size);

    if (r < 0 || (r > 0 && r != FILE_ABSENT)) {
        return r < 0 ? r
                     : command_fail(
                         COMMAND_REFUSED, "%s: not a file", entering->wish->batch);
    }
    if (r == 0) {
        *out = TURN_SECOND;
    } else {
        *out = errand_definition(&entering->errand)->hands > 1 ? TURN_FIRST : TURN_ONLY;
    }
    return 0;
}

/* The second officer's keying, held against the first's. */
static int key_again(struct entering *entering)
{
    CLEANUP(pile_freep) struct pile *first = NULL;
    int r = pile_new(&first);

    if (r == 0) {
        r = pile_load(entering->wish->batch, &entering->keying.rules, first);
    }
    if (r != 0) {
        return r;
    }
    if (memcmp(&first->eid, &entering->pile->eid, sizeof(first->eid)) != 0
        || first->cid != entering->pile->cid) {
        return command_fail(COMMAND_REFUSED,
                            "%s: papers of another election or constituency",
                            entering->wish->batch);
    }
    if (memcmp(&first->officer, &entering->pile->officer, sizeof(first->officer))
        == 0) {
        return command_fail(COMMAND_REFUSED,
                            "%s: you keyed it yourself; another officer keys it again",
                            entering->wish->batch);
    }
    r = keying_run(&entering->keying, entering->pile);
    return r == 0 ? keying_compare(&entering->keying, first, entering->pile) : r;
}

static int keep_for_second(const struct entering *entering)
{
    int r = pile_save(entering->pile, entering->wish->batch);

    if (r == 0) {
        command_say("%s: %zu papers, in the clear: keep it to yourself. Now another "
                    "officer keys the same pile with the same command",
                    entering->wish->batch,
                    entering->pile->count);
    }
    return r;
}

static int seal_and_send(struct entering *entering)
{
    int r;

    command_say("%zu papers for %s",
                entering->pile->count,
                entering->keying.constituency->name);
    r = confirm(entering->wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK,
                "Encrypt them and send them into the record?");
    if (r == 0) {
        r = papers_seal(&entering->errand,
                        entering->pile,
                        &entering->keying.rules,
                        entering->wish->batch);
    }
    return r == 0 ? papers_send(&entering->errand, entering->wish->batch) : r;
}

static int key(struct entering *entering)
{
    enum turn turn = TURN_ONLY;
    int r = prepare(entering);

    if (r == 0) {
        r = find_turn(entering, &turn);
    }
    if (r == 0) {
        r = turn == TURN_SECOND ? key_again(entering)
                                : keying_run(&entering->keying, entering->pile);
    }
    if (r != 0) {
        return r;
    }
    if (entering->pile->count == 0) {
        return command_fail(COMMAND_REFUSED, "no paper was keyed");
    }
    return turn == TURN_FIRST ? keep_for_second(entering) : seal_and_send(entering);
}

static int run(int argc, char **argv)
{
    CLEANUP(entering_deinit) struct entering entering = {.pile = NULL};
    struct wish wish = {.batch = ""};
    struct login_wish who = {.key = ""};
    const struct option_value options[] = {
        NUMBER("constituency", &wish.cid),
        REQUIRED_TEXT("batch", &wish.batch),
        REQUIRED_TEXT("key", &who.key),
        TEXT("passphrase-file", &who.passphrase_file),
        TEXT("record", &wish.record),
        FLAG("yes", &wish.is_sure),
    };
    const char *word = NULL;
    bool is_sealed = false;
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r != 0) {
        return r;
    }
    if (wish.cid == 0 || wish.cid > CONSTITUENCIES_MAX) {
        return command_fail(COMMAND_USAGE, "--constituency N: its number");
    }
    who.url = word;
    entering.wish = &wish;
    r = papers_are_sealed(wish.batch, &is_sealed);
    if (r == 0) {
        r = errand_open(&who, wish.record, &entering.errand);
    }
    if (r != 0) {
        return r;
    }
    return is_sealed ? papers_send(&entering.errand, wish.batch) : key(&entering);
}

const struct command tally_enter = {
    .name = "enter",
    .arguments = "URL --constituency N --batch FILE --key FILE [--record DIR] "
                 "[--passphrase-file FILE] [--yes]",
    .summary = "key papers without their numbers, such as 3,1,2, and send them "
               "encrypted; where two officers must, the second keys them again",
    .run = run,
};
