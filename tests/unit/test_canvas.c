// SPDX-License-Identifier: AGPL-3.0-or-later
#include "canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "upright.h"

/* A picture of 3 × 2 with these grey pixels, row by row. */
static struct canvas picture(const char *greys)
{
    struct canvas canvas;
    size_t i;

    assert_int_equal(canvas_init(3, 2, &canvas), 0);
    for (i = 0; i < 6; i++) {
        memset(canvas.pixels + i * CANVAS_PIXEL, greys[i], CANVAS_PIXEL);
    }
    return canvas;
}

static void
check(const char *greys, unsigned orientation, size_t width, const char *want)
{
    struct canvas canvas = picture(greys);
    struct canvas out;
    size_t i;

    assert_int_equal(canvas_init(width, 6 / width, &out), 0);
    canvas_fit(&canvas, orientation, &out);
    for (i = 0; i < 6; i++) {
        assert_int_equal(out.pixels[i * CANVAS_PIXEL], want[i]);
    }
    canvas_deinit(&out);
    canvas_deinit(&canvas);
}

static void test_a_picture_is_turned_as_its_camera_noted(void **state)
{
    (void)state;
    check("ABCDEF", 1, 3, "ABCDEF");
    check("CBAFED", 2, 3, "ABCDEF");
    check("FEDCBA", 3, 3, "ABCDEF");
    check("DEFABC", 4, 3, "ABCDEF");
    check("ACEBDF", 5, 2, "ABCDEF");
    check("BDFACE", 6, 2, "ABCDEF");
    check("FDBECA", 7, 2, "ABCDEF");
    check("ECAFDB", 8, 2, "ABCDEF");
}

static void test_a_picture_is_cut_to_shape_and_its_pixels_averaged(void **state)
{
    struct canvas canvas = picture("AEIAEI");
    struct canvas out;

    (void)state;
    assert_int_equal(canvas_init(1, 1, &out), 0);
    canvas_fit(&canvas, 1, &out); /* the middle 2 × 2 from the left: A and E */
    assert_int_equal(out.pixels[0], ('A' + 'E') / 2);
    canvas_deinit(&out);
    assert_int_equal(canvas_init(6, 4, &out), 0);
    canvas_fit(&canvas, 1, &out);
    assert_int_equal(out.pixels[0], 'A');
    assert_int_equal(out.pixels[CANVAS_PIXEL], 'A');
    assert_int_equal(out.pixels[(size_t)2 * CANVAS_PIXEL], 'E');
    canvas_deinit(&out);
    canvas_deinit(&canvas);
}

static void test_an_unsound_note_turns_nothing(void **state)
{
    static const uint8_t big[] =
        "\xff\xd8\xff\xe1\0\x22"
        "Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\x08\0\0"
        "\0\0\0\0\xff\xd9";
    uint8_t bad[sizeof(big)];
    size_t i;

    (void)state;
    assert_int_equal(upright_find(span_of(big, sizeof(big) - 1)), 8);
    for (i = 0; i < sizeof(big); i++) {
        unsigned found = upright_find(span_of(big, i));

        assert_true(found == 1 || found == 8);
        memcpy(bad, big, sizeof(big));
        bad[i] ^= 0xff;
        found = upright_find(SPAN(bad));
        assert_true(found >= 1 && found <= 8);
    }
    assert_int_equal(upright_find(span_of("", 0)), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_picture_is_turned_as_its_camera_noted),
        cmocka_unit_test(test_a_picture_is_cut_to_shape_and_its_pixels_averaged),
        cmocka_unit_test(test_an_unsound_note_turns_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
