// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/oath.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/overview.h"
#include "town.h"

static int swear(struct town *town, size_t officer, const char *email)
{
    return desk_swear(town->desk,
                      &keyfile_person(town->officers[officer])->sign,
                      span_of_text(email));
}

static int ask(struct town *town, size_t officer)
{
    return desk_oath(town->desk, &keyfile_person(town->officers[officer])->sign);
}

static void test_each_officer_declares_for_himself_and_it_is_an_act(void **state)
{
    struct town *town = *state;
    struct acted acted;
    size_t count = 0;

    town_define(town);
    assert_int_equal(ask(town, 0), OATH_NONE);
    assert_int_equal(swear(town, 0, " ro@quill.example "), 0);
    assert_int_equal(ask(town, 0), 0);
    assert_int_equal(ask(town, 1), OATH_NONE);
    assert_int_equal(desk_acts(town->desk, 1, &acted, &count), 0);
    assert_int_equal(count, 1);
    assert_int_equal(acted.kind, ACTED_OATH);
    assert_memory_equal(
        &acted.officer, &keyfile_person(town->officers[0])->sign, SIGN_KEY_SIZE);
}

static void test_an_address_is_asked_for(void **state)
{
    static const char *const bad[] = {
        "", "ro", "ro@quill", "@quill.example", "a\nb@quill.example"};
    struct town *town = *state;
    size_t i;

    town_define(town);
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(swear(town, 0, bad[i]), OATH_EMAIL);
    }
    assert_int_equal(ask(town, 0), OATH_NONE);
}

static void
test_a_member_of_the_trust_is_no_officer_before_or_after_an_import(void **state)
{
    struct town *town = *state;

    town_define(town);
    assert_int_equal(swear(town, 1, "Ada@Example.Org"), 0);
    assert_int_equal(ask(town, 1), 0);
    town_enrol(town);
    assert_int_equal(ask(town, 1), OATH_MEMBER);
    assert_int_equal(swear(town, 0, "ben@EXAMPLE.org"), OATH_MEMBER);
    assert_int_equal(ask(town, 0), OATH_NONE);
    /* It was somebody else's address, mistyped. */
    assert_int_equal(swear(town, 1, "deputy@quill.example"), 0);
    assert_int_equal(ask(town, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_each_officer_declares_for_himself_and_it_is_an_act),
        TOWN_TEST(test_an_address_is_asked_for),
        TOWN_TEST(test_a_member_of_the_trust_is_no_officer_before_or_after_an_import),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
