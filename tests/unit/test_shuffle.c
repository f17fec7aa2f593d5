// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/shuffle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "oracle.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    COUNT = 4,
};

/* A key, some ciphertexts of known points, and a lawful mix of them. */
struct scene {
    struct scalar y;
    struct ciphertext input[COUNT];
    struct point messages[COUNT];
    struct span input_bytes;
    struct shuffle_task task;
    struct oracle_mix *mix;
    struct buf object;
};

static struct scene scene;

static void random_scalar(uint32_t index, struct scalar *out)
{
    group_nonce("pok", span_of_text("test"), span_of_text("shuffle"), index, out);
}

static struct shuffle_task task_of(const struct ciphertext *input)
{
    struct shuffle_task task = scene.task;

    scene.input_bytes = span_of(input, COUNT * sizeof(*input));
    task.input = pieces_of(&scene.input_bytes);
    return task;
}

#define verdict_on(task, object) oracle_mix_judge(task, scene.input, object)
#define verdict(task, mix) oracle_mix_judge_written(task, scene.input, mix)

static int prepare(void **state)
{
    struct scalar r;
    struct point mask;
    uint32_t i;

    (void)state;
    if (seal_init() != 0) {
        return -1;
    }
    random_scalar(0, &scene.y);
    memset(&scene.task, 0, sizeof(scene.task));
    memset(&scene.task.eid, 3, sizeof(scene.task.eid));
    memset(&scene.task.box, 4, sizeof(scene.task.box));
    memset(&scene.task.mixer, 5, sizeof(scene.task.mixer));
    scene.task.cid = 2;
    scene.task.k = 1;
    scene.task.count = COUNT;
    scene.task = task_of(scene.input);
    point_mul_base(&scene.y, &scene.task.key);
    for (i = 0; i < COUNT; i++) {
        random_scalar(i, &r);
        point_mul_base(&r, &scene.messages[i]);
        random_scalar(i, &r);
        point_mul_base(&r, &scene.input[i].alpha);
        point_mul(&r, &scene.task.key, &mask);
        point_add(&mask, &scene.messages[i], &scene.input[i].beta);
    }
    buf_init(&scene.object, shuffle_size(COUNT));
    return shuffle_prove(&scene.task, span_of_text("secret"), NULL, &scene.object) != 0
           || oracle_mix_parse(buf_span(&scene.object), &scene.mix) != 0;
}

static int clear(void **state)
{
    (void)state;
    oracle_mix_free(scene.mix);
    buf_deinit(&scene.object);
    return 0;
}

/* The bit of the message that a ciphertext holds; 0 when it is none of them. */
static unsigned decrypt(const struct ciphertext *ciphertext)
{
    struct point mask;
    struct point message;
    unsigned j;

    point_mul(&scene.y, &ciphertext->alpha, &mask);
    point_sub(&ciphertext->beta, &mask, &message);
    for (j = 0; j < COUNT; j++) {
        if (point_is_equal(&message, &scene.messages[j])) {
            return 1U << j;
        }
    }
    return 0;
}

static void test_a_lawful_mix_is_accepted_and_holds_the_same_votes(void **state)
{
    unsigned found = 0;
    size_t i;

    (void)state;
    assert_int_equal(verdict(&scene.task, scene.mix), 0);
    for (i = 0; i < COUNT; i++) {
        found |= decrypt(&scene.mix->output[i]);
    }
    assert_int_equal(found, (1U << COUNT) - 1);
}

static void test_no_ciphertext_of_the_input_is_left_in_the_output(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < (size_t)COUNT * COUNT; i++) {
        assert_memory_not_equal(&scene.mix->output[i / COUNT].alpha,
                                &scene.input[i % COUNT].alpha,
                                sizeof(struct point));
    }
}

static void test_an_object_has_its_size_and_its_output_where_it_says(void **state)
{
    struct span bytes = buf_span(&scene.object);
    const struct pieces object = pieces_of(&bytes);
    const struct pieces output = shuffle_output(&object, COUNT);
    struct ciphertext list[COUNT];

    (void)state;
    assert_int_equal(scene.object.size, 395 + (224 * COUNT));
    assert_int_equal(output.size, sizeof(list));
    assert_int_equal(pieces_read(&output, 0, sizeof(list), list), 0);
    assert_memory_equal(list, scene.mix->output, sizeof(list));
}

static void test_no_byte_of_an_object_can_be_changed(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < scene.object.size; i++) {
        scene.object.data[i] ^= 1;
        assert_true(verdict_on(&scene.task, buf_span(&scene.object)) > 0);
        scene.object.data[i] ^= 1;
    }
}

static void test_a_shorter_or_longer_object_is_malformed(void **state)
{
    struct span object = buf_span(&scene.object);

    (void)state;
    object.size--;
    assert_int_equal(verdict_on(&scene.task, object), SHUFFLE_MALFORMED);
    object.size = 10;
    assert_int_equal(verdict_on(&scene.task, object), SHUFFLE_MALFORMED);
    object.size = 0;
    assert_int_equal(verdict_on(&scene.task, object), SHUFFLE_MALFORMED);
}

/* Bytes that some decoders take and ours must not, and the identity. */
static void test_no_value_decodes_in_a_second_way(void **state)
{
    struct span object = buf_span(&scene.object);
    uint8_t before[POINT_SIZE];
    struct scalar last; /* L - 1 */
    size_t at;

    (void)state;
    scalar_from_u64(1, &last);
    scalar_negate(&last, &last);
    for (at = 107; at < object.size; at += POINT_SIZE) {
        uint8_t *value = &scene.object.data[at];
        bool is_beta =
            at < 107 + (size_t)64 * COUNT && (at - 107) / POINT_SIZE % 2 == 1;
        bool is_scalar = at >= object.size - ((size_t)2 * COUNT * SCALAR_SIZE)
                         || (at >= 107 + (size_t)160 * COUNT + 160
                             && at < object.size - ((size_t)2 * COUNT * SCALAR_SIZE));
        unsigned carry = 1;
        size_t i;

        memcpy(before, value, POINT_SIZE);
        value[31] |= 0x80;
        assert_int_equal(verdict_on(&scene.task, object), SHUFFLE_MALFORMED);
        memcpy(value, before, POINT_SIZE);
        for (i = 0; i < SCALAR_SIZE && is_scalar; i++) {
            carry += before[i] + (unsigned)last.bytes[i];
            value[i] = (uint8_t)carry;
            carry >>= 8;
        }
        memset(value, 0, is_scalar ? 0 : POINT_SIZE);
        if (is_beta) {
            assert_true(verdict_on(&scene.task, object) > SHUFFLE_OTHER_TASK);
        } else {
            assert_int_equal(verdict_on(&scene.task, object), SHUFFLE_MALFORMED);
        }
        memcpy(value, before, POINT_SIZE);
    }
    assert_int_equal(verdict_on(&scene.task, object), 0);
}

/* Every field of a lawful proof, moved to another lawful value, has its equation. */
static void test_each_equation_notices_its_own_field(void **state)
{
    struct oracle_mix *mix = scene.mix;
    const struct {
        struct scalar *scalar;
        int refusal;
    } cases[] = {
        {&mix->s[0], SHUFFLE_T1},
        {&mix->s[1], SHUFFLE_T2},
        {&mix->s[2], SHUFFLE_T3},
        {&mix->s[3], SHUFFLE_T4},
        {&mix->responses[0], SHUFFLE_T3},
        {&mix->responses[COUNT - 1], SHUFFLE_T3},
        {&mix->chain_responses[0], SHUFFLE_CHAIN},
        {&mix->chain_responses[COUNT - 1], SHUFFLE_CHAIN},
    };
    struct scalar one;
    size_t i;

    (void)state;
    scalar_from_u64(1, &one);
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        struct scalar before = *cases[i].scalar;

        scalar_add(&before, &one, cases[i].scalar);
        assert_int_equal(verdict(&scene.task, mix), cases[i].refusal);
        *cases[i].scalar = before;
    }
    assert_int_equal(verdict(&scene.task, mix), 0);
}

static void test_a_moved_point_is_noticed(void **state)
{
    struct oracle_mix *mix = scene.mix;
    struct point *const points[] = {
        &mix->output[0].alpha,
        &mix->output[COUNT - 1].beta,
        &mix->c[1],
        &mix->chain[0],
        &mix->chain[COUNT - 1],
        &mix->chain_commitments[2],
        &mix->t[0],
        &mix->t[1],
        &mix->t[2],
        &mix->t[3],
        &mix->t[4],
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(points); i++) {
        struct point before = *points[i];

        point_add(&before, &point_base, points[i]);
        assert_true(verdict(&scene.task, mix) > SHUFFLE_OTHER_TASK);
        *points[i] = before;
    }
}

/* The mixer who swaps a vote for another must be caught by the verifier's own input. */
static void test_a_mix_of_another_input_is_refused(void **state)
{
    struct ciphertext before = scene.input[1];

    (void)state;
    point_add(&scene.input[1].beta, &point_base, &scene.input[1].beta);
    assert_true(verdict(&scene.task, scene.mix) > SHUFFLE_OTHER_TASK);
    scene.input[1] = before;
    assert_int_equal(verdict(&scene.task, scene.mix), 0);
}

static void test_a_mix_serves_no_other_task(void **state)
{
    struct shuffle_task task;
    size_t i;

    (void)state;
    for (i = 0; i < 7; i++) {
        task = scene.task;
        task.eid.bytes[0] ^= i == 0;
        task.cid = (uint16_t)(task.cid + (i == 1));
        task.box.bytes[31] ^= i == 2;
        task.k = (uint8_t)(task.k + (i == 3));
        task.mixer.bytes[5] ^= i == 4;
        task.count -= i == 5;
        task.input.size = task.count * sizeof(struct ciphertext);
        if (i == 6) {
            point_add(&task.key, &point_base, &task.key);
        }
        assert_int_equal(verdict(&task, scene.mix),
                         i < 6 ? SHUFFLE_OTHER_TASK : SHUFFLE_T1);
    }
}

static void test_a_single_ballot_can_be_mixed(void **state)
{
    struct shuffle_task task = scene.task;
    struct buf object;

    (void)state;
    task.count = 1;
    task.input.size = sizeof(struct ciphertext);
    buf_init(&object, shuffle_size(1));
    assert_int_equal(shuffle_prove(&task, span_of_text("s"), NULL, &object), 0);
    assert_int_equal(verdict_on(&task, buf_span(&object)), 0);
    buf_deinit(&object);
}

static void test_two_mixes_of_one_input_differ(void **state)
{
    struct buf object;

    (void)state;
    buf_init(&object, shuffle_size(COUNT));
    assert_int_equal(shuffle_prove(&scene.task, span_of_text("secret"), NULL, &object),
                     0);
    assert_memory_not_equal(
        object.data + 107, scene.mix->output, sizeof(struct ciphertext));
    buf_deinit(&object);
}

static void test_a_mix_without_room_leaves_nothing_behind(void **state)
{
    struct buf object;

    (void)state;
    buf_init(&object, shuffle_size(COUNT) - 1);
    log_silence();
    assert_true(shuffle_prove(&scene.task, span_of_text("s"), NULL, &object) < 0);
    buf_deinit(&object);
}

static void remember(void *context, uint64_t done, uint64_t total)
{
    uint64_t *last = context;

    assert_in_range(done, last[0], total);
    last[0] = done;
    last[1] = total;
}

static void test_progress_ends_at_its_total(void **state)
{
    uint64_t last[2] = {0};
    const struct progress progress = {remember, last};
    struct buf object;
    struct span bytes;
    struct pieces pieces;

    (void)state;
    buf_init(&object, shuffle_size(COUNT));
    assert_int_equal(shuffle_prove(&scene.task, span_of_text("s"), &progress, &object),
                     0);
    assert_int_equal(last[0], last[1]);
    last[0] = 0;
    bytes = buf_span(&object);
    pieces = pieces_of(&bytes);
    assert_int_equal(shuffle_verify(&scene.task, &pieces, &progress), 0);
    assert_int_equal(last[0], last[1]);
    buf_deinit(&object);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_lawful_mix_is_accepted_and_holds_the_same_votes),
        cmocka_unit_test(test_no_ciphertext_of_the_input_is_left_in_the_output),
        cmocka_unit_test(test_an_object_has_its_size_and_its_output_where_it_says),
        cmocka_unit_test(test_no_byte_of_an_object_can_be_changed),
        cmocka_unit_test(test_a_shorter_or_longer_object_is_malformed),
        cmocka_unit_test(test_no_value_decodes_in_a_second_way),
        cmocka_unit_test(test_each_equation_notices_its_own_field),
        cmocka_unit_test(test_a_moved_point_is_noticed),
        cmocka_unit_test(test_a_mix_of_another_input_is_refused),
        cmocka_unit_test(test_a_mix_serves_no_other_task),
        cmocka_unit_test(test_a_single_ballot_can_be_mixed),
        cmocka_unit_test(test_two_mixes_of_one_input_differ),
        cmocka_unit_test(test_a_mix_without_room_leaves_nothing_behind),
        cmocka_unit_test(test_progress_ends_at_its_total),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
