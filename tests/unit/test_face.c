// SPDX-License-Identifier: AGPL-3.0-or-later
#include "face.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/definition.h"
#include "visit.h"
#include "web/asset.h"

static void test_the_record_is_served_from_its_first_entry_on(void **state)
{
    struct town *town = *state;

    visit_expect(town, "/record/checkpoint", 404, "not-found");
    town_define(town);
    visit_expect(town, "/record/checkpoint", 200, desk_definition(town->desk)->origin);
    visit_expect(town, "/record/tile/0/000.p/1", 200, NULL);
    visit_expect(town, "/record/tile/entries/000.p/1", 200, NULL);
    visit_expect(town, "/record/tile/0/001", 404, "not-found");
    visit_expect(town, "/record/../daemon.key", 404, "not-found");
    visit_expect(town, "/record/objects/../../daemon.key", 404, "not-found");
    visit_expect(town, "/record/cosigned/1", 404, "not-found");
}

static void test_assets_are_found_by_their_hash_alone(void **state)
{
    struct town *town = *state;
    const struct asset *vote = asset_vote();
    struct visit visit;
    char path[200];

    (void)snprintf(path, sizeof(path), "/assets/%s/vote.js", vote->hash);
    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_GET, path, span_of_text("")), 200);
    assert_int_equal(visit.reply.cache, REPLY_KEEP);
    assert_true(span_is_equal(visit.reply.fixed, vote->bytes));
    reply_deinit(&visit.reply);
    (void)snprintf(path, sizeof(path), "/assets/%064d/vote.js", 0);
    visit_expect(town, path, 404, "not-found");
    visit_expect(town, "/health", 200, "ok");
}

static void look_at_pages(struct town *town)
{
    static const char *const paths[] = {"/",
                                        "/vote",
                                        "/receipt",
                                        "/check",
                                        "/candidates",
                                        "/candidates/1",
                                        "/candidates/3",
                                        "/problems/credential-spent",
                                        "/notices/election"};
    size_t i;

    for (i = 0; i < ARRAY_SIZE(paths); i++) {
        visit_expect(town, paths[i], 200, "PRACTICE");
        visit_expect(town, paths[i], 200, "one person alone holds the key");
        visit_expect(town, paths[i], 200, "one mixer alone knows");
        visit_expect(town, paths[i], 200, desk_definition(town->desk)->trust);
    }
    visit_expect(town, "/results", 200, "PRACTICE");
    visit_expect(town, "/results/1", 404, "not-yet");
    visit_expect(town, "/results/1.json", 404, "not-yet");
    visit_expect(town, "/results/9.blt", 404, "not-found");
    visit_expect(town, "/candidates/4", 404, "not-found");
    visit_expect(town, "/candidates/0", 404, "not-found");
    visit_expect(town, "/candidates/01", 404, "not-found");
    visit_expect(town, "/problems/none", 404, "not-found");
}

static void check_words(const struct problem_text *text)
{
    static const char *const code_words[] = {"ballot ", "ballot's", "token"};
    size_t i;

    for (i = 0; i < ARRAY_SIZE(code_words); i++) {
        assert_null(strstr(text->title, code_words[i]));
        assert_null(strstr(text->advice, code_words[i]));
    }
}

static void test_every_problem_has_a_page_in_words_for_voters(void **state)
{
    struct town *town = *state;
    enum problem problem;
    char path[100];

    visit_define(town);
    for (problem = PROBLEM_NONE + 1; problem < PROBLEMS; problem++) {
        const struct problem_text *text = problem_text(problem);

        (void)snprintf(path, sizeof(path), "/problems/%s", text->slug);
        assert_int_equal(problem_find(span_of_text(text->slug)), problem);
        visit_expect(town, path, 200, "telephone the returning officer on");
        check_words(text);
    }
}

static void test_the_front_page_says_what_comes_and_when(void **state)
{
    struct town *town = *state;

    town_settle(town);
    visit_expect(town, "/", 200, "Candidates can no longer withdraw");
    town_set_clock(town, town_at(town, STEP_OPEN));
    visit_expect(town, "/", 200, "It has not opened yet");
}

static void test_the_front_page_says_when_nominations_open(void **state)
{
    struct town *town = *state;

    town_define(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) - 60);
    visit_expect(town, "/", 200, "Nominations open at");
}

static void test_public_pages_are_there_before_the_poll(void **state)
{
    struct town *town = *state;

    visit_expect(town, "/", 200, "has not begun");
    visit_expect(town, "/notices/election", 404, "not-yet");
    visit_define(town);
    look_at_pages(town);
    visit_expect(town, "/notices/poll", 404, "not-yet");
    visit_expect(town, "/notices/result", 404, "not-yet");
}

static void test_public_pages_are_there_during_and_after_the_poll(void **state)
{
    struct town *town = *state;

    town_issue(town);
    look_at_pages(town);
    visit_open_poll(town);
    look_at_pages(town);
    visit_expect(town, "/notices/poll", 200, "by post");
    visit_expect(town, "/notices/poll", 200, "Political party");
    visit_expect(town, "/notices/poll", 200, ">https://vote.example.nhs.uk/vote<");
    visit_expect(
        town, "/results", 200, "tally verify https://vote.example.nhs.uk --election");
    visit_expect(town, "/notices/result", 200, "PRACTICE");
    visit_expect(town, "/results/3", 200, "Seats left unfilled: 1");
    visit_expect(town, "/results/3.csv", 404, "not-found");
    visit_expect(town, "/", 200, "href=\"/vote\"");
    town_end(town);
    look_at_pages(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_the_record_is_served_from_its_first_entry_on),
        VISIT_TEST(test_assets_are_found_by_their_hash_alone),
        VISIT_TEST(test_every_problem_has_a_page_in_words_for_voters),
        VISIT_TEST(test_the_front_page_says_what_comes_and_when),
        VISIT_TEST(test_the_front_page_says_when_nominations_open),
        VISIT_TEST(test_public_pages_are_there_before_the_poll),
        VISIT_TEST(test_public_pages_are_there_during_and_after_the_poll),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
