// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally.txt: a mix and shares that make_tally.py proved without our code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/hash.h"
#include "seal/share.h"
#include "seal/shuffle.h"

enum {
    COUNT = 4,
    LINE_BYTES = 8192,
};

static FILE *file;

/* The next line must be `name` and hex; returns how many bytes it holds. */
static size_t read_value(const char *name, void *out, size_t room)
{
    char line[LINE_BYTES];
    size_t length = strlen(name);
    size_t size;

    do {
        assert_non_null(fgets(line, sizeof(line), file));
    } while (line[0] == '#');
    line[strcspn(line, "\n")] = 0;
    assert_int_equal(strncmp(line, name, length), 0);
    assert_int_equal(line[length], ' ');
    size = strlen(line + length + 1) / 2;
    assert_true(size <= room);
    assert_int_equal(hex_decode(span_of_text(line + length + 1), out, size), 0);
    return size;
}

static void read_task(struct shuffle_task *task, struct ciphertext *input)
{
    uint8_t cid[2];

    memset(task, 0, sizeof(*task));
    (void)read_value("eid", &task->eid, sizeof(task->eid));
    (void)read_value("cid", cid, sizeof(cid));
    (void)read_value("box", &task->box, sizeof(task->box));
    (void)read_value("k", &task->k, sizeof(task->k));
    (void)read_value("mixer", &task->mixer, sizeof(task->mixer));
    (void)read_value("key", &task->key, sizeof(task->key));
    task->cid = (uint16_t)(cid[0] << 8 | cid[1]);
    task->count = COUNT;
    task->input = input;
    assert_int_equal(read_value("input", input, COUNT * sizeof(*input)),
                     COUNT * sizeof(*input));
}

static void read_shares(const struct shuffle_task *mixed,
                        const struct shuffle *shuffle,
                        struct share **out)
{
    struct share_task task = {.eid = mixed->eid,
                              .cid = mixed->cid,
                              .box = mixed->box,
                              .count = COUNT,
                              .output = shuffle->output};
    uint8_t bytes[LINE_BYTES / 2];
    size_t size;

    (void)read_value("key", &task.key, sizeof(task.key));
    size = read_value("shares", bytes, sizeof(bytes));
    assert_int_equal(share_parse(span_of(bytes, size), out), 0);
    task.j = (*out)->j;
    assert_int_equal(share_verify(&task, *out, NULL), 0);
    task.j++;
    assert_int_equal(share_verify(&task, *out, NULL), SHARE_OTHER_TASK);
}

static void test_a_tally_of_another_implementation_is_verified(void **state)
{
    CLEANUP(shuffle_freep) struct shuffle *shuffle = NULL;
    struct share *shares[2] = {NULL, NULL};
    const struct share_sets sets = {2, (const struct share *const *)shares};
    struct shuffle_task task;
    struct ciphertext input[COUNT];
    struct point expected[COUNT];
    struct point votes[COUNT];
    uint8_t bytes[LINE_BYTES / 2];
    size_t size;

    (void)state;
    read_task(&task, input);
    size = read_value("mix", bytes, sizeof(bytes));
    assert_int_equal(shuffle_parse(span_of(bytes, size), &shuffle), 0);
    assert_int_equal(shuffle_verify(&task, shuffle, NULL), 0);
    read_shares(&task, shuffle, &shares[0]);
    read_shares(&task, shuffle, &shares[1]);
    (void)read_value("votes", expected, sizeof(expected));
    assert_int_equal(share_combine(&sets, shuffle->output, NULL, votes), 0);
    assert_memory_equal(votes, expected, sizeof(expected));
    task.k++;
    shuffle->k++;
    assert_int_equal(shuffle_verify(&task, shuffle, NULL), SHUFFLE_T1);
    share_free(shares[0]);
    share_free(shares[1]);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tally_of_another_implementation_is_verified),
    };
    int failed;

    if (argc != 2 || seal_init() != 0) {
        return 2;
    }
    file = fopen(argv[1], "re");
    if (file == NULL) {
        return 2;
    }
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)fclose(file);
    return failed;
}
