// SPDX-License-Identifier: AGPL-3.0-or-later
#include "darkroom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "pictures.h"
#include "wire/picture.h"

static void test_photographs_are_developed_one_after_another(void **state)
{
    struct darkroom *darkroom = NULL;
    struct buf file;
    struct buf here;
    struct buf there;

    (void)state;
    log_silence();
    assert_int_equal(darkroom_start(&darkroom), 0);
    buf_init(&file, 4 << 20);
    buf_init(&here, PICTURE_SIZE_MAX);
    buf_init(&there, PICTURE_SIZE_MAX);
    pictures_png(300, 200, "", &file);
    assert_int_equal(picture_make(buf_span(&file), &here), 0);
    assert_int_equal(darkroom_develop(darkroom, buf_span(&file), &there), 0);
    assert_int_equal(here.size, there.size);
    assert_memory_equal(here.data, there.data, here.size);
    buf_reset(&there);
    assert_int_equal(darkroom_develop(darkroom, span_of_text("GIF89a"), &there),
                     DARKROOM_KIND);
    assert_int_equal(darkroom_develop(darkroom, span_of("", 0), &there), DARKROOM_KIND);
    file.data[file.size / 2] ^= 1;
    assert_int_equal(darkroom_develop(darkroom, buf_span(&file), &there),
                     DARKROOM_DAMAGED);
    buf_reset(&file);
    pictures_png(50, 50, "", &file);
    assert_int_equal(darkroom_develop(darkroom, buf_span(&file), &there),
                     DARKROOM_SMALL);
    assert_int_equal(there.size, 0);
    buf_reset(&file);
    pictures_png(300, 200, "", &file);
    assert_int_equal(darkroom_develop(darkroom, buf_span(&file), &there), 0);
    buf_deinit(&there);
    buf_deinit(&here);
    buf_deinit(&file);
    darkroom_free(darkroom);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_photographs_are_developed_one_after_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
