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
    K_AT = 70, /* in a mix object */
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

/* Bytes of a line, and they as pieces. */
struct value {
    uint8_t bytes[LINE_BYTES / 2];
    struct span span;
    struct pieces pieces;
};

static void read_pieces(const char *name, struct value *out)
{
    out->span = span_of(out->bytes, read_value(name, out->bytes, sizeof(out->bytes)));
    out->pieces = pieces_of(&out->span);
}

static void read_task(struct shuffle_task *task, struct value *input)
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
    read_pieces("input", input);
    task->input = input->pieces;
}

/* A share object by trustee `task->j`, which the line's own J must be. */
static void read_object(struct share_task *task, const char *name, struct value *out)
{
    (void)read_value("key", &task->key, sizeof(task->key));
    read_pieces(name, out);
    task->j = out->bytes[SHARE_J_AT];
    assert_int_equal(share_verify(task, &out->pieces, NULL), 0);
    task->j++;
    assert_int_equal(share_verify(task, &out->pieces, NULL), SHARE_OTHER_TASK);
}

static void read_shares(const struct shuffle_task *mixed,
                        const struct pieces *output,
                        struct value *out)
{
    struct share_task task = {.eid = mixed->eid,
                              .cid = mixed->cid,
                              .box = mixed->box,
                              .count = COUNT,
                              .output = *output};

    read_object(&task, "shares", out);
}

/* One ballot, for an order: its answers serve the tally as little as it theirs. */
static void read_opening(const struct shuffle_task *mixed)
{
    static struct value ballot;
    static struct value answers[2];
    struct share_set list[2];
    struct share_sets sets = {.count = 2, .sets = list, .ballots = 1};
    struct share_task task = {
        .use = SHARE_OPEN_ONE, .eid = mixed->eid, .cid = mixed->cid, .count = 1};
    struct point expected;
    struct point vote;
    size_t i;

    (void)read_value("order", &task.box, sizeof(task.box));
    read_pieces("ballot", &ballot);
    task.output = ballot.pieces;
    sets.output = ballot.pieces;
    for (i = 0; i < 2; i++) {
        read_object(&task, "answer", &answers[i]);
        list[i] = (struct share_set){answers[i].bytes[SHARE_J_AT], answers[i].pieces};
    }
    task.use = SHARE_TALLY;
    task.j--;
    assert_int_equal(share_verify(&task, &answers[1].pieces, NULL), SHARE_MALFORMED);
    answers[1].bytes[3] = 'S';
    assert_int_equal(share_verify(&task, &answers[1].pieces, NULL), SHARE_KEY);
    (void)read_value("opened", &expected, sizeof(expected));
    assert_int_equal(share_combine(&sets, NULL, &vote), 0);
    assert_memory_equal(&vote, &expected, sizeof(vote));
}

static void test_a_tally_of_another_implementation_is_verified(void **state)
{
    static struct value input;
    static struct value mix;
    static struct value shares[2];
    struct share_set list[2];
    struct share_sets sets = {.count = 2, .sets = list, .ballots = COUNT};
    struct shuffle_task task;
    struct point expected[COUNT];
    struct point votes[COUNT];
    size_t i;

    (void)state;
    read_task(&task, &input);
    read_pieces("mix", &mix);
    assert_int_equal(shuffle_verify(&task, &mix.pieces, NULL), 0);
    sets.output = shuffle_output(&mix.pieces, COUNT);
    for (i = 0; i < 2; i++) {
        read_shares(&task, &sets.output, &shares[i]);
        list[i] = (struct share_set){shares[i].bytes[SHARE_J_AT], shares[i].pieces};
    }
    (void)read_value("votes", expected, sizeof(expected));
    assert_int_equal(share_combine(&sets, NULL, votes), 0);
    assert_memory_equal(votes, expected, sizeof(expected));
    read_opening(&task);
    task.k++;
    mix.bytes[K_AT]++;
    assert_int_equal(shuffle_verify(&task, &mix.pieces, NULL), SHUFFLE_T1);
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
