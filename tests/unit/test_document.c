// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_document_has_a_name_and_ballots_have_none(void **state)
{
    int type;

    (void)state;
    for (type = ENTRY_DEFINITION; type < ENTRY_TYPES; type++) {
        bool is_ballot = type == ENTRY_BALLOT || type == ENTRY_ENTERED;

        assert_int_equal(document_name((enum entry_type)type) == NULL, is_ballot);
    }
    assert_null(document_name((enum entry_type)0));
    assert_null(document_name(ENTRY_TYPES));
}

static void test_a_document_owns_its_lists(void **state)
{
    struct document *document = document_new(ENTRY_STATEMENT, 2);

    (void)state;
    assert_non_null(document);
    document->of.statement.lists[1].count = 1;
    document_free(document);
    document = document_new(ENTRY_RESULT, 0);
    assert_non_null(document);
    assert_non_null(document->of.result.lists);
    document_free(document);
    document = document_new(ENTRY_DEFINITION, 0);
    assert_non_null(document);
    assert_non_null(document->of.definition);
    document_free(document);
    document_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_document_has_a_name_and_ballots_have_none),
        cmocka_unit_test(test_a_document_owns_its_lists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
