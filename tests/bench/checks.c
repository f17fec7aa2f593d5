// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The cryptographic checks of a ballot alone, one after another, on the ballots that
 * tests/bench/cast sends: prints how many, and the processor time in microseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "seal/ballot.h"
#include "seal/hash.h"
#include "wire/codec.h"
#include "wire/node.h"

enum {
    BALLOTS_MAX = 1 << 28,
};

static int read_key(const char *path, struct point *out)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    r = file_read(path, &text);
    if (r == 0) {
        r = codec_parse(buf_span(&text), ENTRY_DEFINITION, NULL, &document);
    }
    if (r == 0) {
        *out = document->of.definition->election_key;
    }
    buf_deinit(&text);
    return r;
}

static int check_one(struct span bytes, const struct point *key)
{
    struct ballot ballot;
    int r = ballot_parse(bytes, &ballot);

    return r == 0 ? ballot_check(&ballot, key) : r;
}

static int check_all(struct span ballots, const struct point *key)
{
    struct timespec begin;
    struct timespec end;
    size_t at;
    int r = 0;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    for (at = 0; r == 0 && at + BALLOT_SIZE <= ballots.size; at += BALLOT_SIZE) {
        r = check_one(span_of(ballots.data + at, BALLOT_SIZE), key);
    }
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    if (r == 0) {
        (void)printf("%zu %lld\n",
                     at / BALLOT_SIZE,
                     ((long long)end.tv_sec - begin.tv_sec) * 1000000
                         + (end.tv_nsec - begin.tv_nsec) / 1000);
    }
    return r;
}

int main(int argc, char **argv)
{
    struct point key;
    struct buf ballots;
    int r;

    if (argc != 3 || seal_init() != 0) {
        (void)fputs("usage: bench_checks DEFINITION BALLOTS\n", stderr);
        return 2;
    }
    node_prepare();
    buf_init(&ballots, BALLOTS_MAX);
    r = read_key(argv[1], &key);
    if (r == 0) {
        r = file_read(argv[2], &ballots);
    }
    if (r == 0) {
        r = check_all(buf_span(&ballots), &key);
    }
    buf_deinit(&ballots);
    return r == 0 ? 0 : 1;
}
