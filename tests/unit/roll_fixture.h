/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An empty roll in a temporary folder, in one transaction a test. */
#ifndef TESTS_ROLL_FIXTURE_H
#define TESTS_ROLL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "scratch.h"
#include "store/forms.h"
#include "store/members.h"
#include "store/memberships.h"
#include "store/roll.h"

struct roll_fixture {
    struct scratch scratch;
    struct db *db;
    struct roll *roll;
    struct db_guard guard;
};

static UNUSED int roll_set_up(void **state)
{
    struct roll_fixture *fixture = calloc(1, sizeof(*fixture));

    log_silence();
    if (!fixture || scratch_make(&fixture->scratch) != 0
        || db_open(scratch_path(&fixture->scratch, "roll.db"),
                   DB_CREATE,
                   &db_schema_roll,
                   &fixture->db)
               != 0
        || roll_open(fixture->db, &fixture->roll) != 0
        || db_begin(fixture->db, &fixture->guard) != 0) {
        return -1;
    }
    *state = fixture;
    return 0;
}

static UNUSED int roll_tear_down(void **state)
{
    struct roll_fixture *fixture = *state;
    int r;

    db_end(&fixture->guard);
    roll_free(fixture->roll);
    db_free(fixture->db);
    r = scratch_remove(&fixture->scratch);
    free(fixture);
    return r;
}

/* Adds a member with this number, from moment 10 on, and gives its id. */
static UNUSED int64_t roll_add_member(struct roll *roll, const char *number)
{
    struct member member = {
        .forenames = "Ada",
        .surname = "Mott",
        .email = "ada@example.org",
        .address = {"1 High Street", "", ""},
        .town = "Oxford",
        .postcode = "OX1 1AA",
        .cid = 1,
        .joined = "2020-01-31",
    };
    struct member found;

    (void)snprintf(member.number, sizeof(member.number), "%s", number);
    assert_int_equal(members_add(roll, &member), 0);
    assert_int_equal(members_find(roll, number, &found), 0);
    assert_int_equal(memberships_begin(roll, &found, 10), 0);
    return found.id;
}

/* The member's form, submitted; gives its id. */
static UNUSED int64_t roll_submit(struct roll *roll, int64_t member)
{
    const struct form form = {.member = member, .signature = "Ada Mott"};
    const struct form_submission submission = {
        .member = member,
        .now = 1000,
        .file = "{}",
    };
    struct nomination nomination;

    assert_int_equal(forms_keep_draft(roll, &form), 0);
    assert_int_equal(forms_submit(roll, &submission), 0);
    assert_int_equal(forms_nomination(roll, member, &nomination), 0);
    return nomination.form.id;
}

#define ROLL_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, roll_set_up, roll_tear_down)

#endif
