// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Says back what it is told, five bytes at a time. */
static int echo(int socket, const void *options)
{
    char word[5];

    while (child_get(socket, word, sizeof(word)) == 0) {
        if (child_put(socket, span_of(options, 1)) != 0
            || child_put(socket, SPAN(word)) != 0) {
            return 1;
        }
    }
    return 0;
}

static void
test_what_is_said_to_a_child_comes_whole_and_so_does_its_answer(void **state)
{
    struct child child = {.pid = -1, .socket = -1};
    struct buf said;
    char mark;

    (void)state;
    buf_init(&said, 8);
    assert_int_equal(child_start(echo, ">", &child), 0);
    assert_int_equal(child_put(child.socket, span_of_text("wholeagain")), 0);
    assert_int_equal(child_take(child.socket, 6, &said), 0);
    assert_string_equal(buf_text(&said), ">whole");
    assert_int_equal(child_get(child.socket, &mark, 1), 0);
    assert_int_equal(mark, '>');
    assert_int_equal(child_take(child.socket, 5, &said), 1); /* no room */
    child_end(&child, 10);
    buf_deinit(&said);
    child = (struct child){.pid = -1, .socket = -1};
    child_end(&child, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_what_is_said_to_a_child_comes_whole_and_so_does_its_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
