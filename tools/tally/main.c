// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally: every act of the officer, a trustee or an auditor, on a copy of the record. */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/moment.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "wire/node.h"

#include "commands.h"

static const struct command *const commands[] = {
    &tally_count,
    &tally_report,
    &tally_explain,
    &tally_recount,
    &tally_compare,
    &tally_convert,
    &tally_fetch,
    &tally_submit,
    &tally_console,
    &tally_sign,
    &tally_replace,
    &tally_remind,
    &tally_extend,
    &tally_receive,
    &tally_enter,
    &tally_disqualify,
    &tally_letters,
    &tally_issue,
    &tally_issue_replace,
    &tally_note,
    &tally_open_one_order,
    &tally_open_one,
    &tally_open_one_join,
    &tally_packets,
    &tally_packets_open,
    &tally_officer_new,
    &tally_trustee_new,
    &tally_mixer_new,
    &tally_witness_new,
    &tally_timetable,
    &tally_issuer_new,
    &tally_definition_new,
    &tally_trustee_ceremony,
    &tally_trustee_backup,
    &tally_trustee_restore,
    &tally_definition_check,
    &tally_definition_sign,
    &tally_mix,
    &tally_decrypt,
    &tally_declare,
    &tally_run,
    &tally_verify,
    &tally_audit_ballot,
    &tally_witness_sign,
    &tally_witness_serve,
    NULL,
};

static void print_usage(FILE *stream)
{
    (void)fputs("usage: tally COMMAND …\n\n", stream);
    for (const struct command *const *at = commands; *at != NULL; at++) {
        (void)fprintf(stream,
                      "  tally %s %s\n      %s\n",
                      (*at)->name,
                      (*at)->arguments,
                      (*at)->summary);
    }
}

/* How many words of argv the name takes up: 0 when it is another command. */
static int words_matched(const char *name, int argc, char **argv)
{
    const char *space = strchr(name, ' ');
    size_t first = space == NULL ? strlen(name) : (size_t)(space - name);

    if (argc < 2 || strlen(argv[1]) != first || strncmp(argv[1], name, first) != 0) {
        return 0;
    }
    if (space == NULL) {
        return 1;
    }
    return argc > 2 && strcmp(argv[2], space + 1) == 0 ? 2 : 0;
}

static const struct command *find(int argc, char **argv, int *words)
{
    const struct command *found = NULL;

    *words = 0;
    for (const struct command *const *at = commands; *at != NULL; at++) {
        int matched = words_matched((*at)->name, argc, argv);

        if (matched > *words) {
            *words = matched;
            found = *at;
        }
    }
    return found;
}

int main(int argc, char **argv)
{
    const struct command *command;
    int words;
    int r;

    moment_set_zone();
    node_prepare();
    if (seal_init() != 0 || secret_forbid_dumps() != 0) {
        return COMMAND_FAULT;
    }

    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        print_usage(stdout);
        return 0;
    }
    command = find(argc, argv, &words);
    if (command == NULL) {
        print_usage(stderr);
        return COMMAND_USAGE;
    }

    r = command->run(argc - words, argv + words);
    if (r < 0) {
        command_say("stopped by a fault: %s", fault_name(r));
        return COMMAND_FAULT;
    }
    if (r == COMMAND_USAGE) {
        command_say("usage: tally %s %s", command->name, command->arguments);
    }
    return r;
}
