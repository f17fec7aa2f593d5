// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    PARTS = 500,
    PATIENCE = 600000, /* milliseconds */
};

struct scene {
    atomic_uint done[PARTS];
    atomic_uint running;
    atomic_uint most;
    size_t bad[2];
};

static int work(void *context, size_t part)
{
    struct scene *scene = context;

    atomic_fetch_add(&scene->done[part], 1);
    return 0;
}

static void test_every_part_is_done_once(void **state)
{
    static struct scene scene;
    size_t i;

    (void)state;
    assert_int_equal(threads_run(PARTS, work, &scene), 0);
    for (i = 0; i < PARTS; i++) {
        assert_int_equal(atomic_load(&scene.done[i]), 1);
    }
}

static void test_no_parts_are_no_work(void **state)
{
    (void)state;
    assert_int_equal(threads_run(0, work, NULL), 0);
}

/* Slow where the first bad part is, so that a later one is known to fail before it. */
static int stumble(void *context, size_t part)
{
    struct scene *scene = context;

    atomic_fetch_add(&scene->done[part], 1);
    if (part == scene->bad[0]) {
        (void)usleep(20000);
        return 7;
    }
    return part == scene->bad[1] ? 9 : 0;
}

static void test_of_several_that_fail_the_first_in_order_is_told(void **state)
{
    size_t round;

    (void)state;
    for (round = 0; round < 20; round++) {
        struct scene scene = {.bad = {round, round + 1}};
        size_t i;

        assert_int_equal(threads_run(PARTS, stumble, &scene), 7);
        for (i = 0; i <= round; i++) {
            assert_int_equal(atomic_load(&scene.done[i]), 1);
        }
    }
}

static int meet(void *context, size_t part)
{
    struct scene *scene = context;
    unsigned now = atomic_fetch_add(&scene->running, 1) + 1;
    unsigned most = atomic_load(&scene->most);
    unsigned i;

    (void)part;
    while (now > most && !atomic_compare_exchange_weak(&scene->most, &most, now)) {
    }
    for (i = 0; i < PATIENCE && atomic_load(&scene->most) < threads_count(); i++) {
        (void)usleep(1000);
    }
    atomic_fetch_sub(&scene->running, 1);
    return 0;
}

static void test_as_many_parts_run_at_a_time_as_it_says(void **state)
{
    static struct scene scene;

    (void)state;
    assert_in_range(threads_count(), 1, THREADS_MAX);
    assert_int_equal(threads_run(threads_count(), meet, &scene), 0);
    assert_int_equal(atomic_load(&scene.most), threads_count());
}

static void test_a_process_kept_to_one_processor_uses_one_thread(void **state)
{
    cpu_set_t all;
    cpu_set_t one;
    size_t cpu = 0;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof(all), &all), 0);
    while (CPU_ISSET(cpu, &all) == 0) {
        cpu++;
    }
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
    assert_int_equal(threads_count(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof(all), &all), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_part_is_done_once),
        cmocka_unit_test(test_no_parts_are_no_work),
        cmocka_unit_test(test_of_several_that_fail_the_first_in_order_is_told),
        cmocka_unit_test(test_as_many_parts_run_at_a_time_as_it_says),
        cmocka_unit_test(test_a_process_kept_to_one_processor_uses_one_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
