// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/disqualified.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "town.h"

struct seen {
    size_t count;
    struct disqualified last;
};

static int keep(void *context, const struct disqualified *disqualified)
{
    struct seen *seen = context;

    seen->count++;
    seen->last = *disqualified;
    return 0;
}

static void test_what_officers_disqualified_is_told_by_number(void **state)
{
    struct town *town = *state;
    CLEANUP(document_freep) struct document *document = NULL;
    struct seen seen = {0};

    town_begin(town);
    assert_int_equal(desk_disqualified(town->desk, keep, &seen), 0);
    assert_int_equal(seen.count, 0);
    document = town_document(town, ENTRY_DISQUALIFY, 0);
    document->of.disqualification = (struct disqualification){
        .cid = 2, .number = 1, .channel = CHANNEL_POST, .reason = REASON_DECLARATION};
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    assert_int_equal(desk_disqualified(town->desk, keep, &seen), 0);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.last.what.cid, 2);
    assert_int_equal(seen.last.what.number, 1);
    assert_int_equal(seen.last.what.reason, REASON_DECLARATION);
    assert_true(seen.last.at > TOWN_START);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_what_officers_disqualified_is_told_by_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
