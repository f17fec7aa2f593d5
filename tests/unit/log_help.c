// SPDX-License-Identifier: AGPL-3.0-or-later
#include "log_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "record/checkpoint.h"
#include "record/watch.h"
#include "seal/hash.h"

void log_help_init(struct log_help *log, unsigned leaves)
{
    struct digest leaf = {.bytes = {0}};
    unsigned i;

    assert_int_equal(seal_init(), 0);
    assert_int_equal(sign_secret_new(&log->secret), 0);
    assert_int_equal(tree_new(&log->tree), 0);
    assert_int_equal(
        vkey_make(
            "vote.example/record", VKEY_LOG, sign_secret_key(log->secret), &log->key),
        0);
    for (i = 0; i < leaves; i++) {
        leaf.bytes[0] = (uint8_t)i;
        assert_int_equal(tree_append(log->tree, &leaf), 0);
    }
}

void log_help_deinit(struct log_help *log)
{
    sign_secret_free(log->secret);
    tree_free(log->tree);
}

struct tree_head log_help_head(const struct log_help *log, uint64_t size)
{
    struct tree_head head = {.size = size};

    assert_int_equal(tree_root(log->tree, size, &head.root), 0);
    return head;
}

void log_help_note(const struct log_help *log,
                   const struct tree_head *head,
                   const struct sign_secret *by,
                   struct buf *out)
{
    struct vkey signer = log->key;

    signer.key = *sign_secret_key(by);
    buf_reset(out);
    assert_int_equal(checkpoint_write(head, &signer, by, out), 0);
}

void log_help_ask(const struct log_help *log,
                  uint64_t old,
                  const struct tree_head *head,
                  const struct sign_secret *by,
                  struct buf *out)
{
    struct proof proof = {.count = 0};
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    log_help_note(log, head, by, &note);
    if (old > 0 && old <= head->size) {
        assert_int_equal(tree_consistency(log->tree, old, head->size, &proof), 0);
    }
    buf_reset(out);
    assert_int_equal(watch_write(old, &proof, buf_span(&note), out), 0);
    buf_deinit(&note);
}
