/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For tests of witnesses: a log with a key of its own, and what it would send them. */
#ifndef TESTS_LOG_HELP_H
#define TESTS_LOG_HELP_H

#include <stdint.h>

#include "base/buf.h"
#include "record/proof.h"
#include "record/tree.h"
#include "record/vkey.h"
#include "seal/sign.h"

struct log_help {
    struct sign_secret *secret;
    struct vkey key;
    struct tree *tree;
};

/* vote.example/record, with so many leaves. */
void log_help_init(struct log_help *log, unsigned leaves);
void log_help_deinit(struct log_help *log);

struct tree_head log_help_head(const struct log_help *log, uint64_t size);

/* The signed note of a head, and the body of add-checkpoint that goes on to it from
 * `old`; `out` is reset. Another secret than the log's may sign. */
void log_help_note(const struct log_help *log,
                   const struct tree_head *head,
                   const struct sign_secret *by,
                   struct buf *out);
void log_help_ask(const struct log_help *log,
                  uint64_t old,
                  const struct tree_head *head,
                  const struct sign_secret *by,
                  struct buf *out);

#endif
