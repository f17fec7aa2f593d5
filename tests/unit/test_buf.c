// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_what_is_put_is_read_back_in_order(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, 1000);
    buf_put_u8(&buf, 1);
    buf_put_u16(&buf, 0x0203);
    buf_put_u32(&buf, 0x04050607);
    buf_put_u64(&buf, 0x08090a0b0c0d0e0f);
    assert_int_equal(buf_status(&buf), 0);
    assert_int_equal(buf.size, 15);
    assert_memory_equal(buf.data, "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17", 15);
    buf_deinit(&buf);
}

static void test_a_buf_never_passes_its_ceiling(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, 10);
    buf_put_text(&buf, "1234567890");
    assert_int_equal(buf_status(&buf), 0);
    assert_string_equal(buf_text(&buf), "1234567890");
    buf_put_u8(&buf, 'x');
    assert_int_equal(buf_status(&buf), BUF_FULL);
    buf_reset(&buf);
    buf_printf(&buf, "%d", 12345);
    assert_int_equal(buf_status(&buf), 0);
    assert_string_equal(buf_text(&buf), "12345");
    buf_printf(&buf, "%s", "too long for it");
    assert_int_equal(buf_status(&buf), BUF_FULL);
    buf_deinit(&buf);
}

static void test_a_long_text_grows_the_buf_and_keeps_it_whole(void **state)
{
    struct buf buf;
    size_t i;

    (void)state;
    buf_init(&buf, 100000);
    for (i = 0; i < 100000; i++) {
        buf_put_u8(&buf, (uint8_t)i);
    }
    assert_int_equal(buf_status(&buf), 0);
    for (i = 0; i < 100000; i++) {
        assert_int_equal(buf.data[i], (uint8_t)i);
    }
    buf_deinit(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_put_is_read_back_in_order),
        cmocka_unit_test(test_a_buf_never_passes_its_ceiling),
        cmocka_unit_test(test_a_long_text_grows_the_buf_and_keeps_it_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
