// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/photo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/nominate.h"
#include "town.h"

static void
test_a_photograph_is_given_in_time_and_shown_with_the_statement(void **state)
{
    struct town *town = *state;
    const struct sign_key *officer = &town->definition->officers[2].key;
    struct nomination nomination;
    struct sign_key stranger;
    struct buf kept;
    int64_t member;

    buf_init(&kept, 100);
    town_import(town);
    member = town_member(town, "P1");
    assert_int_equal(desk_photo_keep(town->desk, member, span_of_text("Ada")),
                     PHOTO_TIME);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    town_stand(town, "P3", true);
    town_stand(town, "P1", true);
    assert_int_equal(desk_photo(town->desk, member, &kept), PHOTO_UNKNOWN);
    assert_int_equal(desk_photo_keep(town->desk, 999, span_of_text("x")),
                     PHOTO_UNKNOWN);
    assert_int_equal(desk_photo_keep(town->desk, member, span_of_text("Ada")), 0);
    assert_int_equal(desk_photo_candidate(town->desk, 1, 1, &kept), PHOTO_UNKNOWN);

    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE) + 60);
    assert_int_equal(desk_photo_keep(town->desk, member, span_of_text("B")),
                     PHOTO_TIME);
    assert_int_equal(desk_nomination(town->desk, town_member(town, "P3"), &nomination),
                     0);
    stranger = *officer;
    stranger.bytes[0] ^= 1;
    assert_int_equal(desk_photo_keep_for(
                         town->desk, nomination.form.id, &stranger, span_of_text("C")),
                     PHOTO_GRANT);
    assert_int_equal(desk_photo_keep_for(town->desk, 999, officer, span_of_text("C")),
                     PHOTO_UNKNOWN);
    assert_int_equal(desk_photo_keep_for(
                         town->desk, nomination.form.id, officer, span_of_text("Cat")),
                     0);
    assert_int_equal(desk_photo_candidate(town->desk, 1, 1, &kept), 0);
    assert_int_equal(desk_photo_candidate(town->desk, 1, 2, &kept), 0);
    assert_string_equal(buf_text(&kept), "AdaCat");
    assert_int_equal(desk_photo_candidate(town->desk, 1, 3, &kept), PHOTO_UNKNOWN);
    assert_int_equal(desk_photo_candidate(town->desk, 1, 0, &kept), PHOTO_UNKNOWN);

    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    assert_int_equal(
        desk_photo_keep_for(town->desk, nomination.form.id, officer, span_of("", 0)),
        PHOTO_TIME);
    buf_reset(&kept);
    assert_int_equal(desk_photo_candidate(town->desk, 1, 1, &kept), 0);
    assert_string_equal(buf_text(&kept), "Ada");
    buf_deinit(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_photograph_is_given_in_time_and_shown_with_the_statement),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
