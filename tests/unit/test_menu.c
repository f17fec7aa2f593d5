// SPDX-License-Identifier: AGPL-3.0-or-later
#include "console/menu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "core/officer.h"
#include "routes.h"

static void test_every_page_of_the_menu_is_a_route(void **state)
{
    char allow[REPLY_ALLOW_SIZE];
    size_t count;
    const struct menu_page *pages = menu_pages(&count);
    size_t i;

    (void)state;
    for (i = 0; i < count; i++) {
        struct request request = {.verb = VERB_GET,
                                  .path = span_of_text(pages[i].href)};

        assert_non_null(router_find(&routes_all, &request, allow));
        assert_true(pages[i].name[0] != '\0' && pages[i].hint[0] != '\0');
        assert_ptr_equal(menu_find(request.path), &pages[i]);
    }
}

static void
test_what_lies_below_a_page_is_of_it_and_what_only_begins_like_it_is_not(void **state)
{
    (void)state;
    assert_string_equal(menu_find(span_of_text("/console/nominations/7"))->href,
                        "/console/nominations");
    assert_string_equal(menu_find(span_of_text("/console/boxes"))->href, "/console");
    assert_null(menu_find(span_of_text("/consoles")));
    assert_null(menu_find(span_of_text("/")));
}

static void test_an_officer_is_offered_what_the_grants_open(void **state)
{
    struct part_desk_pages pages[MENU_MAX];
    size_t count = 0;
    size_t all;
    size_t i;

    (void)state;
    (void)menu_pages(&all);
    assert_int_equal(menu_fill(GRANT_ALL, span_of_text("/console"), pages), all);
    assert_true(pages[0].is_here);
    count = menu_fill(GRANT_NOMINATIONS, span_of_text("/console/nominations/1"), pages);
    assert_true(count < all);
    for (i = 0; i < count; i++) {
        assert_string_not_equal(pages[i].href, "/console/box");
        assert_int_equal(pages[i].is_here,
                         strcmp(pages[i].href, "/console/nominations") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_page_of_the_menu_is_a_route),
        cmocka_unit_test(
            test_what_lies_below_a_page_is_of_it_and_what_only_begins_like_it_is_not),
        cmocka_unit_test(test_an_officer_is_offered_what_the_grants_open),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
