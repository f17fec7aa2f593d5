// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/ticketing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"

static const struct ticket ticket = {
    .token = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}},
    .cid = 2,
    .number = 4711,
};
static const struct eid eid = {{0xff, 1}};

static int prepare(void **state)
{
    (void)state;
    return seal_init();
}

static void test_a_ticket_is_written_for_its_parcel(void **state)
{
    CLEANUP(ticketing_freep) struct ticketing *ticketing = NULL;
    struct parcel parcel = {.kind = PARCEL_TOKEN};

    (void)state;
    assert_int_equal(ticketing_new("https://vote.example", &eid, &ticket, &ticketing),
                     0);
    ticketing_fill(ticketing, &parcel);
    assert_int_equal(parcel.number, 4711);
    assert_string_equal(parcel.token, "04106-1050R-3GG28-A1C60-T3GFE");
    assert_string_equal(parcel.link,
                        "https://vote.example/vote#041061050R3GG28A1C60T3GFE.2.4711");
    assert_string_equal(parcel.code, "ZW0G-0000-0000-0000");
    assert_memory_equal(parcel.envelope, "2.4711.", 7);
    assert_int_equal(strlen(parcel.envelope), 9);
}

static void test_an_address_without_room_is_refused(void **state)
{
    char site[TICKETING_SITE_MAX + 2];
    struct ticketing *ticketing = NULL;

    (void)state;
    memset(site, 'a', sizeof(site) - 1);
    site[sizeof(site) - 1] = 0;
    assert_int_equal(ticketing_new(site, &eid, &ticket, &ticketing), TICKETING_LONG);
    assert_null(ticketing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_ticket_is_written_for_its_parcel),
        cmocka_unit_test(test_an_address_without_room_is_refused),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
