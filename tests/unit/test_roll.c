// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/roll.h"

#include "roll_fixture.h"

static void test_a_roll_opens_on_its_own_database_only(void **state)
{
    struct roll_fixture *fixture = *state;
    struct db *record = NULL;
    struct roll *roll = NULL;

    assert_ptr_equal(roll_db(fixture->roll), fixture->db);
    assert_int_equal(db_open(scratch_path(&fixture->scratch, "record.db"),
                             DB_CREATE,
                             &db_schema_record,
                             &record),
                     0);
    assert_true(roll_open(record, &roll) < 0);
    assert_null(roll);
    db_free(record);
    roll_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROLL_TEST(test_a_roll_opens_on_its_own_database_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
