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
#include "oracle.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    COUNT = 3,
    TRUSTEES = 3, /* of whom two are enough */
};

struct scene {
    struct scalar a[2]; /* f(x) = a0 + a1 x */
    struct scalar x[TRUSTEES];
    struct share_task tasks[TRUSTEES];
    struct buf objects[TRUSTEES];
    struct oracle_shares *shares[TRUSTEES];
    struct ciphertext output[COUNT];
    struct span output_bytes;
    struct span spans[TRUSTEES];
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
    scene.output_bytes = SPAN(scene.output);
    task->output = pieces_of(&scene.output_bytes);
    point_mul_base(&scene.x[at], &task->key);
    buf_init(&scene.objects[at], share_size(COUNT));
    return share_make(task, &scene.x[at], NULL, &scene.objects[at]) != 0
           || oracle_shares_parse(buf_span(&scene.objects[at]), &scene.shares[at]) != 0;
}

/* What seal says of an object; the oracle must say the same. */
static int verdict_on(const struct share_task *task, struct span object)
{
    const struct pieces pieces = pieces_of(&object);
    int r = share_verify(task, &pieces, NULL);

    assert_int_equal(
        r,
        oracle_shares_verify(
            task, (const struct ciphertext *)scene.output_bytes.data, object));
    return r;
}

static int verdict(const struct share_task *task, const struct oracle_shares *shares)
{
    struct buf object;
    int r;

    buf_init(&object, share_size(shares->count));
    oracle_shares_write(shares, &object);
    r = verdict_on(task, buf_span(&object));
    buf_deinit(&object);
    return r;
}

static struct share_set set_of(size_t at)
{
    scene.spans[at] = buf_span(&scene.objects[at]);
    return (struct share_set){(uint8_t)(at + 1), pieces_of(&scene.spans[at])};
}

static struct share_sets sets_of(const struct share_set *list, size_t count)
{
    return (struct share_sets){count, list, COUNT, pieces_of(&scene.output_bytes)};
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
        oracle_shares_free(scene.shares[i]);
        buf_deinit(&scene.objects[i]);
    }
    return 0;
}

static void test_every_honest_set_is_accepted(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < TRUSTEES; i++) {
        assert_int_equal(verdict(&scene.tasks[i], scene.shares[i]), 0);
    }
}

static void test_any_two_of_three_sets_give_the_votes(void **state)
{
    const size_t pairs[][2] = {{0, 1}, {0, 2}, {1, 2}, {2, 0}};
    struct point out[COUNT];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(pairs); i++) {
        const struct share_set list[] = {set_of(pairs[i][0]), set_of(pairs[i][1])};
        const struct share_sets sets = sets_of(list, 2);

        assert_int_equal(share_combine(&sets, NULL, out), 0);
        assert_memory_equal(out, scene.messages, sizeof(out));
    }
}

static void test_one_of_three_gives_nothing_and_one_twice_is_refused(void **state)
{
    const struct share_set list[] = {set_of(0), set_of(0)};
    const struct share_sets one = sets_of(list, 1);
    const struct share_sets twice = sets_of(list, 2);
    const struct share_sets none = sets_of(list, 0);
    struct point out[COUNT];

    (void)state;
    assert_int_equal(share_combine(&one, NULL, out), 0);
    assert_memory_not_equal(out, scene.messages, sizeof(out));
    assert_int_equal(share_combine(&twice, NULL, out), SHARE_TOO_FEW);
    assert_int_equal(share_combine(&none, NULL, out), SHARE_TOO_FEW);
}

static void test_no_byte_of_an_object_can_be_changed(void **state)
{
    struct buf *object = &scene.objects[1];
    size_t i;

    (void)state;
    assert_int_equal(object->size, 171 + (32 * COUNT));
    for (i = 0; i < object->size; i++) {
        object->data[i] ^= 1;
        assert_true(verdict_on(&scene.tasks[1], buf_span(object)) > 0);
        object->data[i] ^= 0x81;
        assert_true(verdict_on(&scene.tasks[1], buf_span(object)) > 0);
        object->data[i] ^= 0x80;
    }
    assert_int_equal(verdict_on(&scene.tasks[1], buf_span(object)), 0);
}

static void test_an_object_of_another_length_is_malformed(void **state)
{
    struct span object = buf_span(&scene.objects[0]);
    struct buf longer;

    (void)state;
    assert_int_equal(verdict_on(&scene.tasks[0], object), 0);
    buf_init(&longer, 1000);
    buf_put_span(&longer, object);
    buf_put_u8(&longer, 0);
    assert_int_equal(verdict_on(&scene.tasks[0], buf_span(&longer)), SHARE_MALFORMED);
    object.size--;
    assert_int_equal(verdict_on(&scene.tasks[0], object), SHARE_MALFORMED);
    object.size = 3;
    assert_int_equal(verdict_on(&scene.tasks[0], object), SHARE_MALFORMED);
    buf_deinit(&longer);
}

static void test_each_equation_notices_its_own_field(void **state)
{
    struct oracle_shares *share = scene.shares[0];
    struct share_task task = scene.tasks[0];
    struct point before;
    struct scalar s = share->s;
    struct scalar one;

    (void)state;
    scalar_from_u64(1, &one);
    scalar_add(&s, &one, &share->s);
    assert_int_equal(verdict(&task, share), SHARE_KEY);
    share->s = s;

    before = share->d[COUNT - 1];
    point_add(&before, &point_base, &share->d[COUNT - 1]);
    assert_true(verdict(&task, share) > SHARE_OTHER_TASK);
    share->d[COUNT - 1] = before;

    before = share->a2;
    point_add(&before, &point_base, &share->a2);
    assert_true(verdict(&task, share) > SHARE_OTHER_TASK);
    share->a2 = before;

    task.key = scene.tasks[1].key;
    assert_int_equal(verdict(&task, share), SHARE_KEY);
    assert_int_equal(verdict(&scene.tasks[0], share), 0);
}

/* sB = A1 + cY_j alone can be met by anybody who knows x_j: the d must follow too. */
static void test_shares_of_another_output_are_refused(void **state)
{
    struct ciphertext other[COUNT];
    struct share_task task = scene.tasks[2];

    (void)state;
    memcpy(other, scene.output, sizeof(other));
    point_add(&other[0].alpha, &point_base, &other[0].alpha);
    scene.output_bytes = SPAN(other);
    assert_true(verdict(&task, scene.shares[2]) > SHARE_OTHER_TASK);
    scene.output_bytes = SPAN(scene.output);
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
        task.output.size = task.count * sizeof(struct ciphertext);
        assert_int_equal(verdict(&task, scene.shares[0]), SHARE_OTHER_TASK);
    }
}

static void test_a_key_that_is_not_the_trustees_is_a_fault(void **state)
{
    struct buf object;

    (void)state;
    log_silence();
    buf_init(&object, share_size(COUNT));
    assert_int_equal(share_make(&scene.tasks[0], &scene.x[1], NULL, &object),
                     FAULT_BUG);
    assert_int_equal(object.size, 0);
    buf_deinit(&object);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_honest_set_is_accepted),
        cmocka_unit_test(test_any_two_of_three_sets_give_the_votes),
        cmocka_unit_test(test_one_of_three_gives_nothing_and_one_twice_is_refused),
        cmocka_unit_test(test_no_byte_of_an_object_can_be_changed),
        cmocka_unit_test(test_an_object_of_another_length_is_malformed),
        cmocka_unit_test(test_each_equation_notices_its_own_field),
        cmocka_unit_test(test_shares_of_another_output_are_refused),
        cmocka_unit_test(test_shares_serve_no_other_task),
        cmocka_unit_test(test_a_key_that_is_not_the_trustees_is_a_fault),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
