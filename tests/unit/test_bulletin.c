// SPDX-License-Identifier: AGPL-3.0-or-later
#include "public/bulletin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/definition.h"
#include "public/press.h"
#include "visit.h"

/* A page, and the same as PDF. */
static void expect(struct town *town, const char *name, const char *text)
{
    struct visit visit;
    char path[64];

    (void)snprintf(path, sizeof(path), "/notices/%s", name);
    visit_expect(town, path, 200, text);
    (void)snprintf(path, sizeof(path), "/notices/%s.pdf", name);
    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_GET, path, span_of_text("")), 200);
    assert_memory_equal(visit.reply.body.data, "%PDF-", 5);
    assert_non_null(strstr(visit.reply.file, name));
    reply_deinit(&visit.reply);
}

static void test_a_notice_is_published_when_its_time_has_come(void **state)
{
    struct town *town = *state;

    visit_expect(town, "/notices/election", 404, "not-yet");
    town_define(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) - 60);
    visit_expect(town, "/notices/election", 404, "not-yet");
    visit_expect(town, "/notices/election.pdf", 404, "not-yet");
    town_set_clock(town, town_at(town, STEP_NOTICE));
    expect(town, "election", "Standing for election (rules 8.1, 9, 13, 17)");
    visit_expect(town, "/notices/statement", 404, "not-yet");
    visit_expect(town, "/notices/poll", 404, "not-yet");
    visit_expect(town, "/notices/result", 404, "not-yet");
    visit_expect(town, "/notices/lunch", 404, "not-found");
    visit_expect(town, "/notices/.pdf", 404, "not-found");
}

static void test_rules_are_cited_by_the_trusts_own_numbers(void **state)
{
    struct town *town = *state;

    town->definition->label_count = 1;
    (void)snprintf(town->definition->labels[0].rule, LABEL_SIZE, "8.1");
    (void)snprintf(town->definition->labels[0].own, LABEL_SIZE, "Annex 5, 8.1");
    visit_define(town);
    expect(town, "election", "Governors to be elected (rule Annex 5, 8.1)");
}

static void
test_the_statement_and_the_poll_name_who_stands_as_the_rules_ask(void **state)
{
    struct town *town = *state;

    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE) + 60);
    expect(town, "statement", "Ada Able");
    visit_expect(town, "/notices/statement", 200, "(rules 15, 16, 17)");
    visit_expect(town, "/notices/statement", 200, "Contact address");
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    visit_expect(town, "/notices/poll", 404, "not-yet");
    town_set_clock(town, town_at(town, STEP_NOTICE_OF_POLL));
    expect(town, "poll", "https://vote.example.nhs.uk/vote");
    visit_expect(town, "/notices/poll", 200, "by post");
    visit_expect(town, "/notices/poll", 200, "Spoilt voting information");
    visit_expect(town, "/notices/poll", 200, "Declared interests");
    visit_expect(town, "/notices/poll", 200, "No poll is needed for (rules 18, 53)");
    expect(town, "result", "has not been declared yet");
    visit_expect(town, "/notices/result", 200, "Nobody stood for election");
}

static void test_a_death_is_made_known_with_what_follows_by_either_method(void **state)
{
    struct town *town = *state;

    town_settle(town);
    visit_expect(town, "/notices/death", 404, "not-yet");
    visit_expect(town, "/", 200, "Notice of election");
    town_die(town, 1, 1);
    expect(town, "death", "who stood for election here, has died");
    visit_expect(town, "/notices/death", 200, "The election goes on (rule STV59)");
    visit_expect(town, "/", 200, "/notices/death");
    town_die(town, 2, 2);
    visit_expect(town, "/notices/death", 200, "Whoever stands stays nominated");
    visit_expect(town, "/notices/death", 200, "(rule FPP59)");
}

/* Who asks while another is laid out is told to come again; pages are not held up. */
static void test_one_notice_is_printed_at_a_time(void **state)
{
    struct town *town = *state;
    struct press press = {ATOMIC_FLAG_INIT};
    struct visit visit;
    unsigned i;

    visit_define(town);
    for (i = 0; i < 3; i++) {
        bool is_taken = i == 1;

        assert_true(!is_taken || press_take(&press));
        visit_begin(&visit, town);
        visit.site.press = &press;
        assert_int_equal(
            visit_ask(&visit, VERB_GET, "/notices/election.pdf", span_of_text("")),
            is_taken ? 503 : 200);
        reply_deinit(&visit.reply);
        if (is_taken) {
            visit_expect(town, "/notices/election", 200, "Notice of election");
            press_give(&press);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_a_death_is_made_known_with_what_follows_by_either_method),
        VISIT_TEST(test_one_notice_is_printed_at_a_time),
        VISIT_TEST(test_a_notice_is_published_when_its_time_has_come),
        VISIT_TEST(test_rules_are_cited_by_the_trusts_own_numbers),
        VISIT_TEST(test_the_statement_and_the_poll_name_who_stands_as_the_rules_ask),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
