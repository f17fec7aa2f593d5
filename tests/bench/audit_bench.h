/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A whole election of one constituency, as large as asked, made by the real parts into
 * a folder: what `tests/bench/audit` measures. The first thing that fails ends it.
 */
#ifndef TESTS_AUDIT_BENCH_H
#define TESTS_AUDIT_BENCH_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "core/document.h"
#include "record/entry.h"
#include "record/tree.h"
#include "seal/ceremony.h"
#include "seal/keyfile.h"

enum {
    BENCH_CID = 1,
    BENCH_CANDIDATES = 10,
    BENCH_SEATS = 3,
    BENCH_START = 1000000020, /* a whole minute */
    BENCH_STEP = 6000,
};

struct bench {
    const char *folder;
    uint32_t ballots;
    unsigned mixers;
    unsigned trustees;
    struct keyfile *officer;
    struct sign_secret *log;
    struct sign_secret *mixer_keys[MIXERS_MAX];
    struct sign_secret *trustee_keys[TRUSTEES_MAX];
    struct scalar statics[TRUSTEES_MAX];
    struct ceremony *ceremony;
    struct definition *definition;
    struct eid eid;
    int64_t time;
    struct tree *tree;
    struct buf entries;      /* one after another */
    struct buf ends;         /* a size_t each: where it ends */
    struct digest box;       /* its id */
    struct ciphertext *list; /* the input of the next mix, or of the shares */
};

/* Ends the program unless the result is 0. */
static inline void bench_must(int result, const char *what)
{
    if (result != 0) {
        (void)fprintf(stderr, "bench: %s failed (%d)\n", what, result);
        _exit(1);
    }
}

/* CPU time of this process, its threads together, and time on the wall, since the
 * start given by bench_begin; a line of `tests/bench/audit`. */
struct bench_timer {
    double cpu;
    double wall;
};

void bench_begin(struct bench_timer *timer);
void bench_tell(const struct bench *bench,
                const struct bench_timer *timer,
                const char *what,
                double target);

/* audit_record.c: entries and files. A signer is a secret key. */
void bench_entry(struct bench *bench, const struct entry *entry);
void bench_document(struct bench *bench,
                    struct document *document,
                    const struct sign_secret *signer);
struct document *bench_draft(const struct bench *bench, enum entry_type type);
struct object_ref bench_object(const struct bench *bench, struct span bytes);
void bench_write(const struct bench *bench);

/* audit_poll.c: from the definition to the box. */
void bench_poll(struct bench *bench);

/* audit_tally.c: mixes, shares, result. */
void bench_tally(struct bench *bench);

#endif
