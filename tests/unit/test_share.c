// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/share.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/log.h"
#include "seal/group.h"
#include "seal/hash.h"

enum {
    COUNT = 3,
    TRUSTEES = 3, /* of whom two are enough */
};

struct scene {
    struct scalar a[2]; /* f(x) = a0 + a1 x */
    struct scalar x[TRUSTEES];
    struct share_task tasks[TRUSTEES];
    struct share *shares[TRUSTEES];
    struct ciphertext output[COUNT];
    struct point messages[COUNT];
};

static struct scene scene;

static void random_scalar(uint32_t index, struct scalar *out)
{
    group_nonce("pok", span_of_text("test"), span_of_text("share"), index, out);
}

static int make_trustee(size_t at)
{
    struct share_task *task = &scene.tasks[at];
    struct scalar j;

    scalar_from_u64(at + 1, &j);
    scalar_mul(&scene.a[1], &j, &scene.x[at]);
    scalar_add(&scene.x[at], &scene.a[0], &scene.x[at]);
    memset(&task->eid, 3, sizeof(task->eid));
    memset(&task->box, 4, sizeof(task->box));
    task->cid = 7;
    task->j = (uint8_t)(at + 1);
    task->count = COUNT;
    task->output = scene.output;
    point_mul_base(&scene.x[at], &task->key);
    return share_make(task, &scene.x[at], NULL, &scene.shares[at]);
}

static int prepare(void **state)
{
    struct scalar r;
    struct point key;
    struct point mask;
    uint32_t i;

    (void)state;
    if (seal_init() != 0) {
        return -1;
    }
    random_scalar(0, &scene.a[0]);
    random_scalar(1, &scene.a[1]);
    point_mul_base(&scene.a[0], &key);
    for (i = 0; i < COUNT; i++) {
        random_scalar(i, &r);
        point_mul_base(&r, &scene.messages[i]);
        random_scalar(i, &r);
        point_mul_base(&r, &scene.output[i].alpha);
        point_mul(&r, &key, &mask);
        point_add(&mask, &scene.messages[i], &scene.output[i].beta);
    }
    for (i = 0; i < TRUSTEES; i++) {
        if (make_trustee(i) != 0) {
            return -1;
        }
    }
    return 0;
}

static int clear(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < TRUSTEES; i++) {
        share_free(scene.shares[i]);
    }
    return 0;
}

static void test_every_honest_set_is_accepted(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < TRUSTEES; i++) {
        assert_int_equal(share_verify(&scene.tasks[i], scene.shares[i], NULL), 0);
    }
}

static void test_any_two_of_three_sets_give_the_votes(void **state)
{
    const size_t pairs[][2] = {{0, 1}, {0, 2}, {1, 2}, {2, 0}};
    struct point out[COUNT];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(pairs); i++) {
        const struct share *const list[] = {scene.shares[pairs[i][0]],
                                            scene.shares[pairs[i][1]]};
        const struct share_sets sets = {2, list};

        assert_int_equal(share_combine(&sets, scene.output, NULL, out), 0);
        assert_memory_equal(out, scene.messages, sizeof(out));
    }
}

static void test_one_of_three_gives_nothing_and_one_twice_is_refused(void **state)
{
    const struct share *const list[] = {scene.shares[0], scene.shares[0]};
    const struct share_sets one = {1, list};
    const struct share_sets twice = {2, list};
    const struct share_sets none = {0, list};
    struct point out[COUNT];

    (void)state;
    assert_int_equal(share_combine(&one, scene.output, NULL, out), 0);
    assert_memory_not_equal(out, scene.messages, sizeof(out));
    assert_int_equal(share_combine(&twice, scene.output, NULL, out), SHARE_TOO_FEW);
    assert_int_equal(share_combine(&none, scene.output, NULL, out), SHARE_TOO_FEW);
}

static void test_no_byte_of_an_object_can_be_changed(void **state)
{
    struct buf object;
    size_t i;

    (void)state;
    buf_init(&object, share_size(COUNT));
    assert_int_equal(share_write(scene.shares[1], &object), 0);
    assert_int_equal(object.size, 171 + (32 * COUNT));
    for (i = 0; i < object.size; i++) {
        struct share *share = NULL;
        int r;

        object.data[i] ^= 1;
        r = share_parse(buf_span(&object), &share);
        if (r == 0) {
            r = share_verify(&scene.tasks[1], share, NULL);
        }
        assert_true(r > 0);
        share_free(share);
        object.data[i] ^= 1;
    }
    buf_deinit(&object);
}

static void test_an_object_is_read_back_and_no_other_length_is(void **state)
{
    CLEANUP(share_freep) struct share *share = NULL;
    struct share *none = NULL;
    struct buf object;

    (void)state;
    buf_init(&object, 1000);
    assert_int_equal(share_write(scene.shares[0], &object), 0);
    assert_int_equal(share_parse(buf_span(&object), &share), 0);
    assert_int_equal(share_verify(&scene.tasks[0], share, NULL), 0);
    assert_int_equal(share_parse(span_of(object.data, object.size - 1), &none),
                     SHARE_MALFORMED);
    buf_put_u8(&object, 0);
    assert_int_equal(share_parse(buf_span(&object), &none), SHARE_MALFORMED);
    buf_deinit(&object);
}

static void test_each_equation_notices_its_own_field(void **state)
{
    struct share *share = scene.shares[0];
    struct share_task task = scene.tasks[0];
    struct point before;
    struct scalar s = share->s;
    struct scalar one;

    (void)state;
    scalar_from_u64(1, &one);
    scalar_add(&s, &one, &share->s);
    assert_int_equal(share_verify(&task, share, NULL), SHARE_KEY);
    share->s = s;

    before = share->d[COUNT - 1];
    point_add(&before, &point_base, &share->d[COUNT - 1]);
    assert_true(share_verify(&task, share, NULL) > SHARE_OTHER_TASK);
    share->d[COUNT - 1] = before;

    before = share->a2;
    point_add(&before, &point_base, &share->a2);
    assert_true(share_verify(&task, share, NULL) > SHARE_OTHER_TASK);
    share->a2 = before;

    task.key = scene.tasks[1].key;
    assert_int_equal(share_verify(&task, share, NULL), SHARE_KEY);
    assert_int_equal(share_verify(&scene.tasks[0], share, NULL), 0);
}

/* sB = A1 + cY_j alone can be met by anybody who knows x_j: the d must follow too. */
static void test_shares_of_another_output_are_refused(void **state)
{
    struct ciphertext other[COUNT];
    struct share_task task = scene.tasks[2];

    (void)state;
    memcpy(other, scene.output, sizeof(other));
    point_add(&other[0].alpha, &point_base, &other[0].alpha);
    task.output = other;
    assert_true(share_verify(&task, scene.shares[2], NULL) > SHARE_OTHER_TASK);
}

static void test_shares_serve_no_other_task(void **state)
{
    struct share_task task;
    size_t i;

    (void)state;
    for (i = 0; i < 5; i++) {
        task = scene.tasks[0];
        task.eid.bytes[0] ^= i == 0;
        task.cid = (uint16_t)(task.cid + (i == 1));
        task.box.bytes[31] ^= i == 2;
        task.j = (uint8_t)(task.j + (i == 3));
        task.count -= i == 4;
        assert_int_equal(share_verify(&task, scene.shares[0], NULL), SHARE_OTHER_TASK);
    }
}

static void test_a_key_that_is_not_the_trustees_is_a_fault(void **state)
{
    struct share *share = NULL;

    (void)state;
    log_silence();
    assert_int_equal(share_make(&scene.tasks[0], &scene.x[1], NULL, &share), FAULT_BUG);
    assert_null(share);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_honest_set_is_accepted),
        cmocka_unit_test(test_any_two_of_three_sets_give_the_votes),
        cmocka_unit_test(test_one_of_three_gives_nothing_and_one_twice_is_refused),
        cmocka_unit_test(test_no_byte_of_an_object_can_be_changed),
        cmocka_unit_test(test_an_object_is_read_back_and_no_other_length_is),
        cmocka_unit_test(test_each_equation_notices_its_own_field),
        cmocka_unit_test(test_shares_of_another_output_are_refused),
        cmocka_unit_test(test_shares_serve_no_other_task),
        cmocka_unit_test(test_a_key_that_is_not_the_trustees_is_a_fault),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
