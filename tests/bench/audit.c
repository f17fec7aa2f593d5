// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * What proving and verifying an election cost for each ballot: CPU time of mixing with
 * its proof, decrypting, verifying each, and of the whole `tally verify`, with its
 * memory and how much two cores are faster than one.
 *
 * usage: bench_audit TALLY [--ballots N] [--mixers M] [--trustees T]
 */
#include <fcntl.h>
#include <getopt.h>
#include <sched.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "audit_bench.h"
#include "base/file.h"
#include "seal/hash.h"

enum {
    BALLOTS = 1000,
    BALLOTS_MAX = 1000000,
    GROWTH = 10, /* memory is compared with a record of a tenth */
    GROWTH_FROM = 10000,
    RUNS =
        5, /* of a short verification: the quickest counts, as others may be at work */
    SHORT = 10000,
};

static double seconds(clockid_t clock)
{
    struct timespec now;

    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void bench_begin(struct bench_timer *timer)
{
    timer->cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    timer->wall = seconds(CLOCK_MONOTONIC);
}

/* Milliseconds a ballot, what was to be reached, and all of it on the wall. */
static void print(const char *what, double cpu, double target, double wall)
{
    char aim[32] = "";

    if (target > 0) {
        (void)snprintf(aim, sizeof(aim), "<= %.2f%s", target, cpu > target ? " !" : "");
    }
    (void)printf("%-28s %8.4f ms  %-10s %9.3f s\n", what, cpu, aim, wall);
    (void)fflush(stdout);
}

void bench_tell(const struct bench *bench,
                const struct bench_timer *timer,
                const char *what,
                double target)
{
    print(what,
          (seconds(CLOCK_PROCESS_CPUTIME_ID) - timer->cpu) * 1e3 / bench->ballots,
          target,
          seconds(CLOCK_MONOTONIC) - timer->wall);
}

/* In a process of its own: what it once held would count as tally's memory. */
static int make(const struct bench *plan, const char *folder)
{
    struct bench bench = *plan;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        bench.folder = folder;
        bench_must(seal_init(), "the library");
        bench_poll(&bench);
        bench_tally(&bench);
        _exit(0);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0 ? 0 : 1;
}

struct run {
    double cpu;
    double wall;
    long memory; /* kB at most */
};

static double spent(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

/* `tally verify` as people run it. */
static int verify(char *tally, char *folder, struct run *out)
{
    char word[] = "verify";
    char *arguments[] = {tally, word, folder, NULL};
    char *environment[] = {NULL};
    posix_spawn_file_actions_t quiet;
    struct rusage used = {0};
    double start = seconds(CLOCK_MONOTONIC);
    int status = 0;
    pid_t child;

    if (posix_spawn_file_actions_init(&quiet) != 0
        || posix_spawn_file_actions_addopen(
               &quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
               != 0
        || posix_spawn(&child, tally, &quiet, NULL, arguments, environment) != 0
        || wait4(child, &status, 0, &used) != child) {
        return 1;
    }
    (void)posix_spawn_file_actions_destroy(&quiet);
    out->wall = seconds(CLOCK_MONOTONIC) - start;
    out->cpu = spent(&used.ru_utime) + spent(&used.ru_stime);
    out->memory = used.ru_maxrss;
    return status == 0 ? 0 : 1;
}

/* The first so many of the cores there are; false when there are fewer. */
// NOLINTNEXTLINE(readability-function-size): the macros nest
static bool choose_cores(const cpu_set_t *all, int cores, cpu_set_t *out)
{
    size_t cpu;

    CPU_ZERO(out);
    if (CPU_COUNT(all) < cores) {
        return false;
    }
    for (cpu = 0; CPU_COUNT(out) < cores; cpu++) {
        if (CPU_ISSET(cpu, all)) {
            CPU_SET(cpu, out);
        }
    }
    return true;
}

static int verify_often(unsigned times, char *tally, char *folder, struct run *out)
{
    struct run next;
    int r = verify(tally, folder, out);

    for (; r == 0 && times > 1; times--) {
        r = verify(tally, folder, &next);
        if (r == 0 && next.wall < out->wall) {
            *out = next;
        }
    }
    return r;
}

/* With this many cores; a child inherits what its parent may use. */
static int verify_on(
    int cores, const struct bench *bench, char *tally, char *folder, struct run *out)
{
    cpu_set_t all;
    cpu_set_t few;
    int r;

    if (sched_getaffinity(0, sizeof(all), &all) != 0
        || !choose_cores(&all, cores, &few)) {
        return 1;
    }
    (void)sched_setaffinity(0, sizeof(few), &few);
    r = verify_often(bench->ballots <= SHORT ? RUNS : 1, tally, folder, out);
    (void)sched_setaffinity(0, sizeof(all), &all);
    return r;
}

static int measure(const struct bench *bench, char *tally, char *folder, long *memory)
{
    struct run one;
    struct run two;

    if (verify_on(1, bench, tally, folder, &one) != 0) {
        (void)fputs("bench: tally verify does not pass\n", stderr);
        return 1;
    }
    print("verify everything", one.cpu * 1e3 / bench->ballots, 0.56, one.wall);
    if (one.wall > 1.2 * one.cpu) {
        (void)puts("(others use this machine: times on the wall say little)");
    }
    if (verify_on(2, bench, tally, folder, &two) == 0) {
        print("  on two cores", two.cpu * 1e3 / bench->ballots, 0, two.wall);
        (void)printf("two cores are faster         %8.2f times (>= 1.80)\n",
                     one.wall / two.wall);
    }
    (void)printf("memory of verify             %8ld kB\n", one.memory);
    *memory = one.memory;
    return 0;
}

static void drop(const char *folder)
{
    char path[FILE_PATH_SIZE];
    char command[] = "rm";
    char option[] = "-rf";
    char *arguments[] = {command, option, path, NULL};
    char *environment[] = {NULL};
    pid_t child;

    (void)snprintf(path, sizeof(path), "%s", folder);
    if (posix_spawnp(&child, command, NULL, NULL, arguments, environment) == 0) {
        (void)waitpid(child, NULL, 0);
    }
}

static int bench_size(const struct bench *bench, char *tally, long *memory)
{
    char folder[] = "/tmp/bench-audit-XXXXXX";
    int r;

    if (mkdtemp(folder) == NULL) {
        return 1;
    }
    (void)printf("%u ballots, %u mixers, %u trustees; for each ballot\n",
                 (unsigned)bench->ballots,
                 bench->mixers,
                 bench->trustees);
    (void)fflush(stdout);
    r = make(bench, folder);
    if (r == 0) {
        r = measure(bench, tally, folder, memory);
    }
    drop(folder);
    return r;
}

static unsigned number(const char *text, unsigned most)
{
    char *end = NULL;
    unsigned long value = strtoul(text, &end, 10);

    return end == text || *end != 0 || value > most ? 0 : (unsigned)value;
}

static int read_arguments(int argc, char **argv, struct bench *out)
{
    static const struct option options[] = {
        {"ballots", required_argument, NULL, 'b'},
        {"mixers", required_argument, NULL, 'm'},
        {"trustees", required_argument, NULL, 't'},
        {NULL, 0, NULL, 0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'b') {
            out->ballots = number(optarg, BALLOTS_MAX);
        } else if (option == 'm') {
            out->mixers = number(optarg, MIXERS_MAX);
        } else if (option == 't') {
            out->trustees = number(optarg, TRUSTEES_MAX);
        } else {
            return 2;
        }
    }
    return optind == argc - 1 && out->ballots > 0 && out->mixers > 0
                   && out->trustees > 0
               ? 0
               : 2;
}

int main(int argc, char **argv)
{
    struct bench bench = {.ballots = BALLOTS, .mixers = 2, .trustees = 3};
    struct bench tenth;
    long before = 0;
    long after = 0;
    int r;

    if (read_arguments(argc, argv, &bench) != 0) {
        (void)fputs("usage: bench_audit TALLY [--ballots N] [--mixers M] "
                    "[--trustees T]\n",
                    stderr);
        return 2;
    }
    tenth = bench;
    tenth.ballots /= GROWTH;
    if (bench.ballots >= GROWTH_FROM
        && bench_size(&tenth, argv[optind], &before) != 0) {
        return 1;
    }
    r = bench_size(&bench, argv[optind], &after);
    if (r == 0 && before > 0) {
        (void)printf("memory grows by              %8.0f bytes a ballot (< 300)\n",
                     (double)(after - before) * 1024 / (bench.ballots - tenth.ballots));
    }
    return r;
}
