// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/voters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"

#define HEADER "number,name,email,line_1,line_2,line_3,line_4,line_5,constituency\n"

enum {
    LISTED_MAX = 3,
};

struct listed {
    size_t count;
    struct listed_voter voters[LISTED_MAX];
};

static int keep(void *context, const struct listed_voter *voter)
{
    struct listed *listed = context;

    assert_true(listed->count < LISTED_MAX);
    listed->voters[listed->count++] = *voter;
    return 0;
}

static int give_up(void *context, const struct listed_voter *voter)
{
    (void)context;
    (void)voter;
    return FAULT_MEMORY;
}

static void test_what_is_written_is_read_again(void **state)
{
    static const struct listed_voter voters[] = {
        {.number = "M1",
         .name = "Zoë \"Z\" O’Brien",
         .email = "z@members.example",
         .cid = 1},
        {.number = "=2+3",
         .name = "-Bo, the elder",
         .lines = {"1 Mill Lane", "+", "", "Oxford", "OX1 1AA"},
         .cid = 64},
        {.number = "M9", .name = "Di Dogwood", .cid = 2}, /* has died */
    };
    struct listed listed = {.count = 0};
    CLEANUP(buf_deinit) struct buf text;
    struct voters_complaint why;
    size_t i;

    (void)state;
    buf_init(&text, 10000);
    voters_write_header(&text);
    for (i = 0; i < ARRAY_SIZE(voters); i++) {
        voters_write(&voters[i], &text);
    }
    assert_int_equal(voters_read(buf_span(&text), keep, &listed, &why), 0);
    assert_int_equal(listed.count, ARRAY_SIZE(voters));
    for (i = 0; i < ARRAY_SIZE(voters); i++) {
        assert_string_equal(listed.voters[i].number, voters[i].number);
        assert_string_equal(listed.voters[i].name, voters[i].name);
        assert_string_equal(listed.voters[i].email, voters[i].email);
        assert_string_equal(listed.voters[i].lines[1], voters[i].lines[1]);
        assert_string_equal(listed.voters[i].lines[4], voters[i].lines[4]);
        assert_int_equal(listed.voters[i].cid, voters[i].cid);
        assert_int_equal(voters_is_silent(&listed.voters[i]), i == 2);
    }
}

static void test_a_bad_list_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text;
        const char *words;
    } bad[] = {
        {"", "line 1: this is no text"},
        {"number,name\n", "line 1: this does not begin"},
        {HEADER "M1,A,a@b.example,,,,,1\n", "line 2: it has too few"},
        {HEADER "M1,A,a@b.example,,,,,,1\nM2,,a@b.example,,,,,,1\n", "line 3: name is"},
        {HEADER "M1,A,a@b.example,,,,,,0\n", "line 2: constituency is no"},
        {HEADER "M1,A,a@b.example,,,,,,65\n", "line 2: constituency is no"},
        {HEADER "M1,A,a@b.example,,,,,,01\n", "line 2: constituency is no"},
        {HEADER "M1,A,a@b.example,,,,,,1x\n", "line 2: constituency is no"},
        {HEADER "M1,A,a@b.example,,,,,,1000\n", "line 2: constituency is no"},
        {HEADER "M1,A,,,,,,OX1,1\n", "line 2: it has neither"},
        {HEADER "M1,A,,,1 Mill Lane,,,,1\n", "line 2: it has neither"},
        {HEADER "M1,\"A,a@b.example,,,,,,1\n", "line 2: this has quotes"},
    };
    struct voters_complaint why;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        struct listed listed = {.count = 0};

        assert_int_equal(voters_read(span_of_text(bad[i].text), keep, &listed, &why),
                         VOTERS_REFUSED);
        assert_memory_equal(why.text, bad[i].words, strlen(bad[i].words));
    }
}

static void test_a_fault_of_the_visit_is_handed_on(void **state)
{
    struct voters_complaint why;

    (void)state;
    assert_int_equal(
        voters_read(
            span_of_text(HEADER "M1,A,a@b.example,,,,,,1\n"), give_up, NULL, &why),
        FAULT_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read_again),
        cmocka_unit_test(test_a_bad_list_is_refused_with_its_line),
        cmocka_unit_test(test_a_fault_of_the_visit_is_handed_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
