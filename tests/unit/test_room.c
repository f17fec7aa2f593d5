// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WORD "a-word-of-many-letters"

static struct room_file named(const char *word, const char *name)
{
    return (struct room_file){span_of_text(word), span_of_text(name)};
}

static void test_a_file_is_laid_down_once_and_read_by_who_knows_the_word(void **state)
{
    const struct room_file file = named(WORD, "message-20");
    CLEANUP(room_freep) struct room *room = NULL;
    CLEANUP(buf_deinit) struct buf out;

    (void)state;
    buf_init(&out, ROOM_FILE_MAX);
    assert_int_equal(room_new(WORD, &room), 0);
    assert_int_equal(room_get(room, &file, &out), ROOM_ABSENT);
    assert_int_equal(room_put(room, &file, span_of_text("one")), 0);
    assert_int_equal(room_put(room, &file, span_of_text("one")), 0);
    assert_int_equal(room_put(room, &file, span_of_text("two")), ROOM_TAKEN);
    assert_int_equal(room_get(room, &file, &out), 0);
    assert_true(span_is_equal(buf_span(&out), span_of_text("one")));
    room_clear(room);
    assert_int_equal(room_get(room, &file, &out), ROOM_ABSENT);
}

static void test_another_word_or_name_opens_nothing(void **state)
{
    static const char *const wrong[][2] = {
        {"", "message-1"},
        {"a-word-of-many-letterS", "message-1"},
        {WORD "s", "message-1"},
        {WORD, "message-0"},
        {WORD, "message-21"},
        {WORD, "message-01"},
        {WORD, "message"},
        {WORD, "../daemon.key"},
    };
    CLEANUP(room_freep) struct room *room = NULL;
    CLEANUP(buf_deinit) struct buf out;
    size_t i;

    (void)state;
    buf_init(&out, ROOM_FILE_MAX);
    assert_int_equal(room_new(WORD, &room), 0);
    for (i = 0; i < ARRAY_SIZE(wrong); i++) {
        const struct room_file file = named(wrong[i][0], wrong[i][1]);

        assert_int_equal(room_put(room, &file, span_of_text("x")), ROOM_UNKNOWN);
        assert_int_equal(room_get(room, &file, &out), ROOM_UNKNOWN);
    }
    assert_int_equal(out.size, 0);
}

static void test_a_file_has_its_limit(void **state)
{
    static const uint8_t bytes[ROOM_FILE_MAX + 1] = {1};
    const struct room_file file = named(WORD, "commitment-1");
    CLEANUP(room_freep) struct room *room = NULL;

    (void)state;
    assert_int_equal(room_new(WORD, &room), 0);
    assert_int_equal(room_put(room, &file, span_of_text("")), ROOM_LARGE);
    assert_int_equal(room_put(room, &file, SPAN(bytes)), ROOM_LARGE);
    assert_int_equal(room_put(room, &file, span_of(bytes, ROOM_FILE_MAX)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_laid_down_once_and_read_by_who_knows_the_word),
        cmocka_unit_test(test_another_word_or_name_opens_nothing),
        cmocka_unit_test(test_a_file_has_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
