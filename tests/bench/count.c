// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * How fast a count is: 1,000,000 ballots, 30 candidates, 9 seats, mostly distinct
 * rankings; read(2) alone, parsing, each rule set, and the whole `tally count` with its
 * memory.
 *
 * usage: bench_count TALLY [BALLOTS]
 */
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "core/constituency.h"
#include "count/count.h"
#include "wire/blt.h"

enum {
    CANDIDATES = 30,
    SEATS = 9,
    SHORTEST = 5,
    BALLOTS = 1000000,
};

#define ROOM ((size_t)1 << 32)

/* Always the same ballots. */
static uint32_t below(uint32_t bound)
{
    static uint64_t chance = UINT64_C(88172645463325252);

    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (uint32_t)(chance % bound);
}

static double seconds(clockid_t clock)
{
    struct timespec now;

    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* One ranking; lower numbers are liked better. */
static void put_ballot(FILE *out)
{
    uint8_t left[CANDIDATES];
    uint32_t length = SHORTEST + below(CANDIDATES - SHORTEST + 1);

    for (uint32_t i = 0; i < CANDIDATES; i++) {
        left[i] = (uint8_t)(i + 1);
    }
    (void)fputs("1", out);
    for (uint32_t i = 0; i < length; i++) {
        uint32_t a = below(CANDIDATES - i);
        uint32_t b = below(CANDIDATES - i);
        uint32_t pick = a < b ? a : b;

        (void)fprintf(out, " %u", (unsigned)left[pick]);
        memmove(left + pick, left + pick + 1, CANDIDATES - i - pick - 1);
    }
    (void)fputs(" 0\n", out);
}

/* Piece by piece: what this process once held would count as tally's memory. */
static int make(const char *path, uint32_t ballots)
{
    FILE *out = fopen(path, "wxe");

    if (out == NULL) {
        return 1;
    }
    (void)fprintf(out, "%d %d\n", CANDIDATES, SEATS);
    for (uint32_t i = 0; i < ballots; i++) {
        put_ballot(out);
    }
    (void)fputs("0\n", out);
    for (int i = 1; i <= CANDIDATES; i++) {
        (void)fprintf(out, "\"Candidate %d\"\n", i);
    }
    (void)fputs("\"bench\"\n", out);
    return fclose(out) == 0 ? 0 : 1;
}

static void bench_rules(const struct blt *blt, enum rule_set rules)
{
    struct count_input input = {
        .rules = rules, .slate = blt->slate, .rankings = blt->rankings};
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    struct tie needed;
    double start = seconds(CLOCK_MONOTONIC);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    int r = count_votes(&input, NULL, &needed, &sheet);

    (void)printf("count %-14s %6.3f s  cpu %6.3f s  %s\n",
                 constituency_rules_name(rules),
                 seconds(CLOCK_MONOTONIC) - start,
                 seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
                 r == 0 ? "" : "did not end");
}

/* The program as people run it, with the most memory it ever had. */
static void bench_tally(char *tally, char *path, enum rule_set rules)
{
    char name[32];
    char words[][16] = {"count", "--ballots", "--rules", "--json"};
    char *arguments[] = {
        tally, words[0], words[1], path, words[2], name, words[3], NULL};
    char *environment[] = {NULL};
    posix_spawn_file_actions_t quiet;
    struct rusage used = {0};
    double start = seconds(CLOCK_MONOTONIC);
    pid_t child;

    (void)snprintf(name, sizeof(name), "%s", constituency_rules_name(rules));
    if (posix_spawn_file_actions_init(&quiet) != 0
        || posix_spawn_file_actions_addopen(
               &quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
               != 0
        || posix_spawn(&child, tally, &quiet, NULL, arguments, environment) != 0
        || wait4(child, NULL, 0, &used) < 0) {
        (void)printf("tally %s: could not be run\n", name);
        return;
    }
    (void)posix_spawn_file_actions_destroy(&quiet);
    (void)printf("tally %-14s %6.3f s  cpu %6.3f s  %5ld MB\n",
                 name,
                 seconds(CLOCK_MONOTONIC) - start,
                 (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
                     + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
                 used.ru_maxrss / 1024);
}

/* read(2) of the whole file into memory, then parsing it. */
static int bench_parse(const char *path, struct blt *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct blt_error error;
    double start = seconds(CLOCK_MONOTONIC);
    int r;

    buf_init(&text, ROOM);
    r = file_read(path, &text);
    (void)printf("read                 %6.3f s  %zu MB\n",
                 seconds(CLOCK_MONOTONIC) - start,
                 text.size >> 20);
    start = seconds(CLOCK_MONOTONIC);
    if (r == 0) {
        r = blt_parse(buf_span(&text), out, &error);
    }
    (void)printf("parse                %6.3f s\n", seconds(CLOCK_MONOTONIC) - start);
    return r;
}

static int bench(char *tally, char *path)
{
    CLEANUP(blt_deinit) struct blt blt = {0};
    int r;

    for (int rules = RULES_NHS_2014_STV; rules < RULES_END; rules++) {
        bench_tally(tally, path, (enum rule_set)rules);
    }
    r = bench_parse(path, &blt);
    for (int rules = RULES_NHS_2014_STV; r == 0 && rules < RULES_END; rules++) {
        bench_rules(&blt, (enum rule_set)rules);
    }
    return r;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/bench-count-XXXXXX";
    char path[sizeof(folder) + 16];
    uint32_t ballots = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : BALLOTS;
    int r;

    if (argc < 2 || ballots == 0 || mkdtemp(folder) == NULL) {
        (void)fputs("usage: bench_count TALLY [BALLOTS]\n", stderr);
        return 2;
    }
    (void)snprintf(path, sizeof(path), "%s/ballots.blt", folder);
    r = make(path, ballots);
    if (r == 0) {
        r = bench(argv[1], path);
    }
    (void)unlink(path);
    (void)rmdir(folder);
    return r == 0 ? 0 : 1;
}
