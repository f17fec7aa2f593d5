// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/shuffle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/group.h"
#include "seal/hash.h"

enum {
    COUNT = 4,
};

/* A key, some ciphertexts of known points, and a lawful mix of them. */
struct scene {
    struct scalar y;
    struct ciphertext input[COUNT];
    struct point messages[COUNT];
    struct shuffle_task task;
    struct shuffle *shuffle;
    struct buf object;
};

static struct scene scene;

static void random_scalar(uint32_t index, struct scalar *out)
{
    group_nonce("pok", span_of_text("test"), span_of_text("shuffle"), index, out);
}

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
    scene.task.input = scene.input;
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
    return shuffle_prove(&scene.task, span_of_text("secret"), NULL, &scene.shuffle) != 0
           || shuffle_write(scene.shuffle, &scene.object) != 0;
}

static int clear(void **state)
{
    (void)state;
    shuffle_free(scene.shuffle);
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
    assert_int_equal(shuffle_verify(&scene.task, scene.shuffle, NULL), 0);
    for (i = 0; i < COUNT; i++) {
        found |= decrypt(&scene.shuffle->output[i]);
    }
    assert_int_equal(found, (1U << COUNT) - 1);
}

static void test_no_ciphertext_of_the_input_is_left_in_the_output(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < (size_t)COUNT * COUNT; i++) {
        assert_memory_not_equal(&scene.shuffle->output[i / COUNT].alpha,
                                &scene.input[i % COUNT].alpha,
                                sizeof(struct point));
    }
}

static void test_an_object_is_written_and_read_back_the_same(void **state)
{
    CLEANUP(shuffle_freep) struct shuffle *shuffle = NULL;
    struct buf again;

    (void)state;
    assert_int_equal(scene.object.size, 395 + (224 * COUNT));
    assert_int_equal(shuffle_parse(buf_span(&scene.object), &shuffle), 0);
    assert_int_equal(shuffle_verify(&scene.task, shuffle, NULL), 0);
    buf_init(&again, shuffle_size(COUNT));
    assert_int_equal(shuffle_write(shuffle, &again), 0);
    assert_true(span_is_equal(buf_span(&again), buf_span(&scene.object)));
    buf_deinit(&again);
}

static void test_no_byte_of_an_object_can_be_changed(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < scene.object.size; i++) {
        struct shuffle *shuffle = NULL;
        int r;

        scene.object.data[i] ^= 1;
        r = shuffle_parse(buf_span(&scene.object), &shuffle);
        if (r == 0) {
            r = shuffle_verify(&scene.task, shuffle, NULL);
        }
        assert_true(r > 0);
        shuffle_free(shuffle);
        scene.object.data[i] ^= 1;
    }
}

static void test_a_shorter_or_longer_object_is_malformed(void **state)
{
    struct shuffle *shuffle = NULL;
    struct span object = buf_span(&scene.object);

    (void)state;
    object.size--;
    assert_int_equal(shuffle_parse(object, &shuffle), SHUFFLE_MALFORMED);
    object.size = 10;
    assert_int_equal(shuffle_parse(object, &shuffle), SHUFFLE_MALFORMED);
    object.size = 0;
    assert_int_equal(shuffle_parse(object, &shuffle), SHUFFLE_MALFORMED);
    assert_null(shuffle);
}

/* Every field of a lawful proof, moved to another lawful value, has its equation. */
static void test_each_equation_notices_its_own_field(void **state)
{
    struct shuffle *shuffle = scene.shuffle;
    const struct {
        struct scalar *scalar;
        int refusal;
    } cases[] = {
        {&shuffle->s[0], SHUFFLE_T1},
        {&shuffle->s[1], SHUFFLE_T2},
        {&shuffle->s[2], SHUFFLE_T3},
        {&shuffle->s[3], SHUFFLE_T4},
        {&shuffle->responses[0], SHUFFLE_T3},
        {&shuffle->responses[COUNT - 1], SHUFFLE_T3},
        {&shuffle->chain_responses[0], SHUFFLE_CHAIN},
        {&shuffle->chain_responses[COUNT - 1], SHUFFLE_CHAIN},
    };
    struct scalar one;
    size_t i;

    (void)state;
    scalar_from_u64(1, &one);
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        struct scalar before = *cases[i].scalar;

        scalar_add(&before, &one, cases[i].scalar);
        assert_int_equal(shuffle_verify(&scene.task, shuffle, NULL), cases[i].refusal);
        *cases[i].scalar = before;
    }
    assert_int_equal(shuffle_verify(&scene.task, shuffle, NULL), 0);
}

static void test_a_moved_point_is_noticed(void **state)
{
    struct shuffle *shuffle = scene.shuffle;
    struct point *const points[] = {
        &shuffle->output[0].alpha,
        &shuffle->output[COUNT - 1].beta,
        &shuffle->c[1],
        &shuffle->chain[0],
        &shuffle->chain[COUNT - 1],
        &shuffle->chain_commitments[2],
        &shuffle->t[0],
        &shuffle->t[1],
        &shuffle->t[2],
        &shuffle->t[3],
        &shuffle->t[4],
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(points); i++) {
        struct point before = *points[i];

        point_add(&before, &point_base, points[i]);
        assert_true(shuffle_verify(&scene.task, shuffle, NULL) > SHUFFLE_OTHER_TASK);
        *points[i] = before;
    }
}

/* The mixer who swaps a vote for another must be caught by the verifier's own input. */
static void test_a_mix_of_another_input_is_refused(void **state)
{
    struct ciphertext before = scene.input[1];

    (void)state;
    point_add(&scene.input[1].beta, &point_base, &scene.input[1].beta);
    assert_true(shuffle_verify(&scene.task, scene.shuffle, NULL) > SHUFFLE_OTHER_TASK);
    scene.input[1] = before;
    scene.task.input = scene.input;
    assert_int_equal(shuffle_verify(&scene.task, scene.shuffle, NULL), 0);
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
        if (i == 6) {
            point_add(&task.key, &point_base, &task.key);
        }
        assert_int_equal(shuffle_verify(&task, scene.shuffle, NULL),
                         i < 6 ? SHUFFLE_OTHER_TASK : SHUFFLE_T1);
    }
}

static void test_a_single_ballot_can_be_mixed(void **state)
{
    CLEANUP(shuffle_freep) struct shuffle *shuffle = NULL;
    struct shuffle_task task = scene.task;

    (void)state;
    task.count = 1;
    assert_int_equal(shuffle_prove(&task, span_of_text("s"), NULL, &shuffle), 0);
    assert_int_equal(shuffle_verify(&task, shuffle, NULL), 0);
}

static void test_two_mixes_of_one_input_differ(void **state)
{
    CLEANUP(shuffle_freep) struct shuffle *shuffle = NULL;

    (void)state;
    assert_int_equal(shuffle_prove(&scene.task, span_of_text("secret"), NULL, &shuffle),
                     0);
    assert_memory_not_equal(
        shuffle->output, scene.shuffle->output, sizeof(struct ciphertext));
}

static void remember(void *context, uint64_t done, uint64_t total)
{
    uint64_t *last = context;

    assert_true(done >= last[0]);
    assert_true(done <= total);
    last[0] = done;
    last[1] = total;
}

static void test_progress_ends_at_its_total(void **state)
{
    CLEANUP(shuffle_freep) struct shuffle *shuffle = NULL;
    uint64_t last[2] = {0};
    const struct progress progress = {remember, last};

    (void)state;
    assert_int_equal(shuffle_prove(&scene.task, span_of_text("s"), &progress, &shuffle),
                     0);
    assert_int_equal(last[0], last[1]);
    last[0] = 0;
    assert_int_equal(shuffle_verify(&scene.task, shuffle, &progress), 0);
    assert_int_equal(last[0], last[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_lawful_mix_is_accepted_and_holds_the_same_votes),
        cmocka_unit_test(test_no_ciphertext_of_the_input_is_left_in_the_output),
        cmocka_unit_test(test_an_object_is_written_and_read_back_the_same),
        cmocka_unit_test(test_no_byte_of_an_object_can_be_changed),
        cmocka_unit_test(test_a_shorter_or_longer_object_is_malformed),
        cmocka_unit_test(test_each_equation_notices_its_own_field),
        cmocka_unit_test(test_a_moved_point_is_noticed),
        cmocka_unit_test(test_a_mix_of_another_input_is_refused),
        cmocka_unit_test(test_a_mix_serves_no_other_task),
        cmocka_unit_test(test_a_single_ballot_can_be_mixed),
        cmocka_unit_test(test_two_mixes_of_one_input_differ),
        cmocka_unit_test(test_progress_ends_at_its_total),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
