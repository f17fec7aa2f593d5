// SPDX-License-Identifier: AGPL-3.0-or-later
/* electiond: serves one election to members, voters and officers, and keeps its record.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/fault.h"

#include "electiond.h"

enum choice {
    CHOICE_OFFICER = 1 << 0,
    CHOICE_CLOCK = 1 << 1,
    CHOICE_SKIP_BAD = 1 << 2,
    CHOICE_ADD = 1 << 3,
    CHOICE_CHECK = 1 << 4,
    CHOICE_CONFIRM = 1 << 5,
    CHOICE_ISSUER = 1 << 6,
};

struct command {
    const char *name; /* one word or two */
    const char *arguments;
    const char *summary;
    int words;    /* beside the options: DIR, FILE */
    unsigned may; /* options it takes */
    unsigned must;
    int (*run)(const struct electiond_args *args);
};

static const struct command commands[] = {
    {.name = "init",
     .arguments = "DIR --officer FILE",
     .summary = "make an election folder for the officer of that card",
     .words = 1,
     .may = CHOICE_OFFICER,
     .must = CHOICE_OFFICER,
     .run = electiond_init},
    {.name = "serve",
     .arguments = "DIR [--clock FILE]",
     .summary = "serve the election until told to stop",
     .words = 1,
     .may = CHOICE_CLOCK,
     .run = electiond_serve},
    {.name = "roll import",
     .arguments = "DIR FILE.csv [--add] [--skip-bad] [--check | --confirm HASH] "
                  "[--clock FILE]",
     .summary = "import the members' list, all or none; electiond must be stopped",
     .words = 2,
     .may = CHOICE_SKIP_BAD | CHOICE_CLOCK | CHOICE_ADD | CHOICE_CHECK | CHOICE_CONFIRM,
     .run = electiond_roll_import},
    {.name = "roll export",
     .arguments = "DIR --issuer FILE [--clock FILE]",
     .summary = "write the list of voters, sealed to the issuer of that card, to "
                "standard output; electiond must be stopped",
     .words = 1,
     .may = CHOICE_ISSUER | CHOICE_CLOCK,
     .must = CHOICE_ISSUER,
     .run = electiond_roll_export},
    {.name = "check",
     .arguments = "DIR",
     .summary = "check databases, record and objects; changes nothing",
     .words = 1,
     .run = electiond_check},
};

static int print_usage(void)
{
    size_t i;

    (void)fputs("usage:\n", stderr);
    for (i = 0; i < ARRAY_SIZE(commands); i++) {
        (void)fprintf(stderr,
                      "  electiond %s %s\n      %s\n",
                      commands[i].name,
                      commands[i].arguments,
                      commands[i].summary);
    }
    return ELECTIOND_USAGE;
}

/* How many words of the command line name this command; 0: another. */
static int words_of(const struct command *command, int argc, char **argv)
{
    const char *space = strchr(command->name, ' ');
    size_t first =
        space != NULL ? (size_t)(space - command->name) : strlen(command->name);

    if (argc < 2 || strlen(argv[1]) != first
        || strncmp(argv[1], command->name, first) != 0) {
        return 0;
    }
    if (space == NULL) {
        return 1;
    }
    return argc > 2 && strcmp(argv[2], space + 1) == 0 ? 2 : 0;
}

static void
set_option(int option, const char *value, struct electiond_args *args, unsigned *seen)
{
    *seen |= (unsigned)option;
    if (option == CHOICE_OFFICER) {
        args->officer = value;
    } else if (option == CHOICE_ISSUER) {
        args->issuer = value;
    } else if (option == CHOICE_CLOCK) {
        args->clock = value;
    } else if (option == CHOICE_CONFIRM) {
        args->confirm = value;
    }
    args->skips_bad = (*seen & CHOICE_SKIP_BAD) != 0;
    args->adds_only = (*seen & CHOICE_ADD) != 0;
    args->checks_only = (*seen & CHOICE_CHECK) != 0;
}

static int read_args(const struct command *command,
                     int argc,
                     char **argv,
                     struct electiond_args *out)
{
    static const struct option options[] = {
        {"officer", required_argument, NULL, CHOICE_OFFICER},
        {"issuer", required_argument, NULL, CHOICE_ISSUER},
        {"clock", required_argument, NULL, CHOICE_CLOCK},
        {"skip-bad", no_argument, NULL, CHOICE_SKIP_BAD},
        {"add", no_argument, NULL, CHOICE_ADD},
        {"check", no_argument, NULL, CHOICE_CHECK},
        {"confirm", required_argument, NULL, CHOICE_CONFIRM},
        {NULL, 0, NULL, 0},
    };
    unsigned seen = 0;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == '?' || (seen & (unsigned)option) != 0) {
            return ELECTIOND_USAGE;
        }
        set_option(option, optarg, out, &seen);
    }
    if ((seen & ~command->may) != 0 || (command->must & ~seen) != 0
        || argc - optind != command->words) {
        return ELECTIOND_USAGE;
    }
    out->dir = argv[optind];
    out->file = command->words > 1 ? argv[optind + 1] : NULL;
    return 0;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct electiond_args args = {.dir = NULL};
    int r = read_args(command, argc, argv, &args);

    if (r != 0) {
        return print_usage();
    }
    r = command->run(&args);
    if (r < 0) {
        (void)fprintf(stderr, "electiond: a fault of the machine: %s\n", fault_name(r));
        return ELECTIOND_FAULT;
    }
    return r;
}

int main(int argc, char **argv)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(commands); i++) {
        int words = words_of(&commands[i], argc, argv);

        if (words > 0) {
            /* getopt takes the first word for the program's name. */
            return run(&commands[i], argc - words, argv + words);
        }
    }
    return print_usage();
}
