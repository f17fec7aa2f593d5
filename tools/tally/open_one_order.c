// SPDX-License-Identifier: AGPL-3.0-or-later
/* open-one order: what the authority under Part 11 writes, for officers to note. */
#include <string.h>

#include "base/fault.h"
#include "wire/mandate.h"

#include "cards.h"
#include "commands.h"
#include "opened.h"

/* What the authority fills in an order from. */
struct drafting {
    const char *record;
    const char *election;
    const char *authority;
    const char *out;
    uint32_t constituency;
    uint32_t entry;
};

static int draft(const struct drafting *drafting, struct opened *opened)
{
    CLEANUP(buf_deinit) struct buf text;
    struct mandate mandate = {.eid = *verify_eid(opened->audit),
                              .cid = (uint16_t)drafting->constituency,
                              .entry = drafting->entry};
    struct person person;
    int r;

    buf_init(&text, MANDATE_SIZE_MAX);
    r = cards_load_role(drafting->authority, PERSON_OFFICER, &person);
    if (r == 0) {
        memcpy(mandate.authority, person.name, sizeof(mandate.authority));
        mandate.seal = person.seal;
        r = FOLD(mandate_write(&mandate, &text));
    }
    if (r == 0) {
        r = command_save_public(drafting->out, buf_span(&text));
    }
    if (r == 0) {
        command_say("officers note it with: tally note URL --kind open-one --order %s",
                    drafting->out);
    }
    return r;
}

static int run_order(int argc, char **argv)
{
    struct drafting drafting = {.authority = "", .out = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("authority", &drafting.authority),
        REQUIRED_TEXT("out", &drafting.out),
        NUMBER("constituency", &drafting.constituency),
        NUMBER("entry", &drafting.entry),
        TEXT("election", &drafting.election),
    };
    const char *word = NULL;
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0
        && (drafting.constituency < 1 || drafting.constituency > CONSTITUENCIES_MAX
            || drafting.entry < 1)) {
        r = command_fail(COMMAND_USAGE, "--constituency and --entry say which ballot");
    }
    if (r == 0) {
        r = opened_for_act(&opened, word, drafting.election, STAGE_DEFINITION);
    }
    return r == 0 ? draft(&drafting, &opened) : r;
}

const struct command tally_open_one_order = {
    .name = "open-one order",
    .arguments = "DIR|URL --constituency N --entry N --authority FILE.pub --out FILE "
                 "[--election CODE]",
    .summary = "write the order to open one ballot, for officers to note",
    .run = run_order,
};
