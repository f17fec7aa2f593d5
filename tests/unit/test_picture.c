// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pictures.h"

static const char secret[] = "taken at 1 High Street";

/* Height and width stand in the frame's header. */
static void assert_one_size(const struct buf *jpeg)
{
    static const uint8_t frame[] = {
        0xff, 0xc0, 0, 17, 8, 400 >> 8, 400 & 255, 300 >> 8, 300 & 255};

    assert_memory_equal(jpeg->data, "\xff\xd8\xff", 3);
    assert_non_null(memmem(jpeg->data, jpeg->size, frame, sizeof(frame)));
    assert_true(jpeg->size <= PICTURE_SIZE_MAX);
}

static int make(const struct buf *file, struct buf *out)
{
    buf_reset(out);
    return picture_make(buf_span(file), out);
}

static void test_a_png_becomes_a_jpeg_of_one_size_without_what_was_noted(void **state)
{
    struct buf file;
    struct buf first;
    struct buf turned;
    struct buf second;

    (void)state;
    buf_init(&file, 4 << 20);
    buf_init(&first, PICTURE_SIZE_MAX);
    buf_init(&turned, PICTURE_SIZE_MAX);
    buf_init(&second, PICTURE_SIZE_MAX);
    pictures_png(640, 480, secret, &file);
    assert_int_equal(make(&file, &first), 0);
    assert_one_size(&first);
    assert_null(memmem(first.data, first.size, secret, strlen(secret)));

    /* As a telephone leaves it: a note before the picture, which lies on its side. */
    buf_put(&turned, first.data, 2);
    buf_put(&turned,
            "\xff\xe1\0\x22"
            "Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\x06\0\0\0\0\0\0",
            36);
    buf_put(&turned, first.data + 2, first.size - 2);
    assert_int_equal(make(&turned, &second), 0);
    assert_one_size(&second);
    assert_null(memmem(second.data, second.size, "Exif", 4));
    buf_deinit(&second);
    buf_deinit(&turned);
    buf_deinit(&first);
    buf_deinit(&file);
}

static void test_what_is_no_photograph_is_refused(void **state)
{
    struct buf file;
    struct buf out;
    size_t whole;

    (void)state;
    buf_init(&file, 8 << 20);
    buf_init(&out, PICTURE_SIZE_MAX);
    assert_int_equal(make(&file, &out), PICTURE_KIND);
    buf_put_text(&file, "GIF89a and more");
    assert_int_equal(make(&file, &out), PICTURE_KIND);
    buf_reset(&file);
    buf_put(&file, "\xff\xd8\xff\xe0", 4);
    assert_int_equal(make(&file, &out), PICTURE_DAMAGED);
    buf_reset(&file);
    pictures_png(99, 500, "", &file);
    assert_int_equal(make(&file, &out), PICTURE_SMALL);
    buf_reset(&file);
    pictures_png(12001, 100, "", &file);
    assert_int_equal(make(&file, &out), PICTURE_LARGE);
    buf_reset(&file);
    pictures_png(9000, 9000, "", &file); /* each side would do */
    assert_int_equal(make(&file, &out), PICTURE_LARGE);
    buf_reset(&file);
    pictures_png(200, 200, "", &file);
    whole = file.size;
    file.size = whole / 2;
    assert_int_equal(make(&file, &out), PICTURE_DAMAGED);
    file.size = whole;
    file.data[whole / 2] ^= 1;
    assert_int_equal(make(&file, &out), PICTURE_DAMAGED);
    while (file.size <= PICTURE_FILE_MAX) {
        buf_put(&file, secret, sizeof(secret));
    }
    assert_int_equal(make(&file, &out), PICTURE_LARGE);
    assert_int_equal(out.size, 0);
    buf_deinit(&out);
    buf_deinit(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_png_becomes_a_jpeg_of_one_size_without_what_was_noted),
        cmocka_unit_test(test_what_is_no_photograph_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
