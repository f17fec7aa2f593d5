// SPDX-License-Identifier: AGPL-3.0-or-later
/* voter: what the voting page does, from the command line; for demonstrations, tests of
 * whole elections, and benchmarks. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "election.h"
#include "make.h"
#include "report.h"
#include "seal/ballot.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "send.h"
#include "voter.h"
#include "wire/node.h"

enum {
    BALLOTS_MODE = 0600,
    TRIES = 5,
    TRIES_MAX = 1000,
};

struct voter_command {
    const char *name;
    const char *arguments;
    const char *summary;
    int words;
    int (*run)(const struct voter_settings *settings, const struct election *election);
};

/* Makes the ballots of settings->in. */
static int load_and_make(const struct voter_settings *settings,
                         const struct election *election,
                         struct buf *out)
{
    struct buf lines;
    int r;

    buf_init(&lines, VOTER_FILE_MAX);
    r = voter_load(settings->in, &lines);
    if (r == 0) {
        r = make_ballots(buf_span(&lines), election, out);
    }
    buf_deinit(&lines);
    return r == 0 ? FOLD(buf_status(out)) : r;
}

static int deliver(const struct voter_settings *settings,
                   const struct election *election,
                   struct span ballots)
{
    struct sending sending;
    int saved = 0;
    int r;

    r = send_ballots(settings, election, ballots, &sending);
    if (r != 0) {
        return r;
    }
    if (settings->receipts != NULL) {
        saved = report_save(settings, &sending);
    }
    r = report_print(settings, &sending);
    send_deinit(&sending);
    return saved != 0 ? saved : r;
}

static int run_cast(const struct voter_settings *settings,
                    const struct election *election)
{
    struct buf ballots;
    int r;

    buf_init(&ballots, VOTER_FILE_MAX);
    r = load_and_make(settings, election, &ballots);
    if (r == 0) {
        r = deliver(settings, election, buf_span(&ballots));
    }
    buf_deinit(&ballots);
    return r;
}

static int run_prepare(const struct voter_settings *settings,
                       const struct election *election)
{
    struct buf ballots;
    int r;

    buf_init(&ballots, VOTER_FILE_MAX);
    r = load_and_make(settings, election, &ballots);
    if (r == 0) {
        r = file_replace(settings->out, buf_span(&ballots), BALLOTS_MODE);
        if (r > 0) {
            voter_say("%s cannot be written", settings->out);
            r = VOTER_REFUSED;
        }
    }
    buf_deinit(&ballots);
    return r;
}

static int run_send(const struct voter_settings *settings,
                    const struct election *election)
{
    struct buf ballots;
    int r;

    buf_init(&ballots, VOTER_FILE_MAX);
    r = voter_load(settings->in, &ballots);
    if (r == 0 && ballots.size % BALLOT_SIZE != 0) {
        voter_say("%s: not whole ballots", settings->in);
        r = VOTER_REFUSED;
    }
    if (r == 0) {
        r = deliver(settings, election, buf_span(&ballots));
    }
    buf_deinit(&ballots);
    return r;
}

static int run_check(const struct voter_settings *settings,
                     const struct election *election)
{
    struct voter_settings asking = *settings;

    asking.is_asking = true;
    return run_send(&asking, election);
}

static const struct voter_command commands[] = {
    {"cast",
     "URL FILE",
     "casts a vote for each line of FILE: TOKEN.CID.NUMBER, a tab, candidates' numbers",
     2,
     run_cast},
    {"prepare",
     "URL FILE OUT",
     "makes the ballots and writes them to OUT",
     3,
     run_prepare},
    {"send",
     "URL OUT",
     "sends prepared ballots and checks their receipts",
     2,
     run_send},
    {"check", "URL OUT", "asks whether prepared ballots are recorded", 2, run_check},
};

static void print_usage(FILE *stream)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(commands); i++) {
        (void)fprintf(stream,
                      "  voter %s %s\n      %s\n",
                      commands[i].name,
                      commands[i].arguments,
                      commands[i].summary);
    }
    (void)fputs(
        "\n  --election CODE    stop unless the election is the one of this code\n"
        "  --receipts FOLDER  write each good receipt there\n"
        "  --connections N    at a time; 8\n"
        "  --tries N          of a ballot whose answer is lost; 5\n"
        "  --json             the summary alone, as JSON\n",
        stream);
}

static int read_number(const char *text, unsigned most, unsigned *out)
{
    unsigned number = 0;
    size_t i;

    for (i = 0; text[i] != 0; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return VOTER_USAGE;
        }
        number = 10 * number + (unsigned)(text[i] - '0');
        if (number > most) {
            return VOTER_USAGE;
        }
    }
    *out = number;
    return number > 0 ? 0 : VOTER_USAGE;
}

static int read_options(int argc, char **argv, struct voter_settings *out)
{
    static const struct option options[] = {
        {"election", required_argument, NULL, 'e'},
        {"receipts", required_argument, NULL, 'r'},
        {"connections", required_argument, NULL, 'c'},
        {"tries", required_argument, NULL, 't'},
        {"json", no_argument, NULL, 'j'},
        {NULL, 0, NULL, 0},
    };
    int option;
    int r = 0;

    /* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread, at the start */
    while (r == 0 && (option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (option) {
        case 'e':
            out->code = optarg;
            break;
        case 'r':
            out->receipts = optarg;
            break;
        case 'c':
            r = read_number(optarg, VOTER_CONNECTIONS_MAX, &out->connections);
            break;
        case 't':
            r = read_number(optarg, TRIES_MAX, &out->tries);
            break;
        case 'j':
            out->is_json = true;
            break;
        default:
            r = VOTER_USAGE;
        }
    }
    return r;
}

static int run(const struct voter_command *command,
               int argc,
               char **argv,
               struct voter_settings *settings)
{
    struct election election;
    int r;

    r = read_options(argc, argv, settings);
    if (r != 0 || argc - optind != command->words) {
        return VOTER_USAGE;
    }
    settings->url = argv[optind];
    settings->in = argv[optind + 1];
    settings->out = argv[argc - 1];
    r = seal_init();
    if (r == 0) {
        r = secret_forbid_dumps();
    }
    if (r == 0) {
        r = election_fetch(settings->url, settings->code, &election);
    }
    if (r != 0) {
        return r < 0 ? r : VOTER_REFUSED;
    }
    return command->run(settings, &election);
}

int main(int argc, char **argv)
{
    struct voter_settings settings = {.connections = 8, .tries = TRIES};
    const struct voter_command *command = NULL;
    size_t i;
    int r;

    for (i = 0; argc > 1 && i < ARRAY_SIZE(commands); i++) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            command = &commands[i];
        }
    }
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        print_usage(stdout);
        return 0;
    }
    node_prepare();
    r = command == NULL ? VOTER_USAGE : run(command, argc - 1, argv + 1, &settings);
    if (r == VOTER_USAGE) {
        print_usage(stderr);
    }
    if (r < 0) {
        voter_say("stopped by a fault: %s", fault_name(r));
        return VOTER_FAULT;
    }
    return r;
}
