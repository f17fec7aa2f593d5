// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"

static struct definition *election(void)
{
    struct definition *definition = definition_new();

    assert_non_null(definition);
    (void)snprintf(definition->trust, NAME_SIZE, "%s", "Example Trust");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "%s", "01234 567890");
    (void)snprintf(definition->contact.email, LINE_SIZE, "%s", "ro@example.org");
    (void)snprintf(definition->contact.address, LINE_SIZE, "%s", "1 High Street");
    (void)snprintf(definition->officers[0].name, NAME_SIZE, "%s", "Ruth Officer");
    definition->constituency_count = 1;
    definition->constituencies[0].seats = 2;
    (void)snprintf(
        definition->constituencies[0].name, NAME_SIZE, "%s", "Public: North");
    assert_int_equal(moment_parse(span_of_text("2026-06-18T16:00:00Z"),
                                  &definition->timetable.at[STEP_CLOSE]),
                     0);
    return definition;
}

static struct parcel voting_code(const struct definition *definition)
{
    return (struct parcel){.kind = PARCEL_TOKEN,
                           .way = PARCEL_EMAIL,
                           .definition = definition,
                           .constituency = &definition->constituencies[0],
                           .name = "Ada Smith",
                           .email = "ada@example.org",
                           .link = "https://vote.example.org/vote#AAAA",
                           .number = 42,
                           .token = "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA",
                           .code = "0123-4567-89AB-CDEF",
                           .close = definition->timetable.at[STEP_CLOSE]};
}

static void assert_says(const struct parcel *parcel, const char *words)
{
    struct buf body;

    buf_init(&body, WORDS_SIZE_MAX);
    words_body(parcel, "https://vote.example.org", &body);
    assert_int_equal(buf_status(&body), 0);
    if (strstr(buf_text(&body), words) == NULL) {
        fail_msg("\"%s\" is missing from: %s", words, buf_text(&body));
    }
    buf_deinit(&body);
}

static void assert_silent(const struct parcel *parcel, const char *words)
{
    struct buf body;

    buf_init(&body, WORDS_SIZE_MAX);
    words_body(parcel, "https://vote.example.org", &body);
    assert_int_equal(buf_status(&body), 0);
    assert_null(strstr(buf_text(&body), words));
    buf_deinit(&body);
}

static void test_a_voting_code_says_all_a_voter_needs(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);

    (void)state;
    assert_says(&parcel, "Dear Ada Smith,");
    assert_says(&parcel, "Public: North: 2 to be elected");
    assert_says(&parcel, "5pm on Thursday 18 June 2026");
    assert_says(&parcel, "https://vote.example.org/vote#AAAA");
    assert_says(&parcel, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA");
    assert_says(&parcel, "Voter ID number:  42");
    assert_says(&parcel, "0123-4567-89AB-CDEF");
    assert_says(&parcel, "what they say: https://vote.example.org/candidates");
    assert_says(&parcel, "Your vote is secret");
    assert_says(&parcel, "01234 567890");
    definition_free(definition);
}

static void test_a_declaration_is_spoken_of_where_it_has_to_be_made(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);
    struct buf body;

    (void)state;
    buf_init(&body, WORDS_SIZE_MAX);
    words_body(&parcel, "https://vote.example.org", &body);
    assert_null(strstr(buf_text(&body), "declar"));
    buf_deinit(&body);
    definition->constituencies[0].wording_count = 1;
    assert_says(&parcel, "Without that\ndeclaration, or with a false one");
    definition_free(definition);
}

static void test_a_letter_tells_of_the_ballot_paper_that_comes_with_it(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);

    (void)state;
    parcel.way = PARCEL_LETTER;
    parcel.envelope = "1.42.K7";
    assert_silent(&parcel, "by post");
    assert_silent(&parcel, "one way only");
    definition->constituencies[0].channels = 1U << CHANNEL_ONLINE | 1U << CHANNEL_POST;
    assert_says(&parcel, "With this letter come a ballot paper, what\n");
    assert_says(&parcel, "If you spoil the paper, ring the number\nbelow");
    assert_says(&parcel, "Vote in one way only");
    assert_silent(&parcel, "the signed declaration");
    definition->constituencies[0].wording_count = 1;
    assert_says(&parcel, "put that and the signed declaration into the\ncovering");
    parcel.way = PARCEL_EMAIL;
    assert_silent(&parcel, "by post");
    definition->constituencies[0].channels |=
        1U << CHANNEL_TELEPHONE | 1U << CHANNEL_TEXT;
    assert_says(&parcel, "Or vote by telephone: ring 01234 567890");
    assert_says(&parcel, "Or vote by text message");
    definition_free(definition);
}

static void test_that_one_person_could_read_the_votes_is_said(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);

    (void)state;
    definition->trustee_count = 1;
    assert_says(&parcel, "one person alone holds the key to the votes");
    definition_free(definition);
}

static void test_a_voting_code_tells_the_close_as_extended(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);

    (void)state;
    parcel.is_replacement = true;
    parcel.close += 86400;
    assert_says(&parcel, "5pm on Friday 19 June 2026");
    definition_free(definition);
}

static void test_a_letter_has_no_link_to_type(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);
    struct buf body;

    (void)state;
    parcel.way = PARCEL_LETTER;
    buf_init(&body, WORDS_SIZE_MAX);
    words_body(&parcel, "https://vote.example.org", &body);
    assert_null(strstr(buf_text(&body), "#AAAA"));
    assert_non_null(strstr(buf_text(&body), "https://vote.example.org/vote"));
    buf_deinit(&body);
    definition_free(definition);
}

static void test_a_replaced_code_says_that_the_old_one_is_dead(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);

    (void)state;
    parcel.is_replacement = true;
    assert_says(&parcel, "no longer works");
    definition_free(definition);
}

static void test_a_practice_election_says_so_first(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);
    struct buf subject;

    (void)state;
    definition->practice = true;
    assert_says(&parcel, "THIS IS A PRACTICE ELECTION");
    buf_init(&subject, 1000);
    words_subject(&parcel, &subject);
    assert_memory_equal(buf_text(&subject), "PRACTICE: Your voting code", 26);
    buf_deinit(&subject);
    definition_free(definition);
}

static void test_a_form_can_be_put_right_only_while_nominations_are_open(void **state)
{
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);

    (void)state;
    parcel.kind = PARCEL_REJECTED;
    parcel.reason = "it is not signed";
    assert_says(&parcel, "ring the returning officer today");
    assert_silent(&parcel, "put it right");
    assert_silent(&parcel, "Nominations close");
    parcel.may_correct = true;
    assert_says(&parcel, "Until then you can put it right");
    definition_free(definition);
}

static void test_every_kind_of_parcel_has_its_words(void **state)
{
    static const char *const words[PARCEL_KINDS] = {
        [PARCEL_SIGN_IN] = "The link works once",
        [PARCEL_ACKNOWLEDGED] = "We have received your nomination for Public: North",
        [PARCEL_ACCEPTED] = "You stand in the election",
        [PARCEL_REJECTED] = "The reason: no interests declared",
        [PARCEL_WITHDRAWN] = "is withdrawn",
        [PARCEL_REMINDER] = "We have not received a vote from you",
        [PARCEL_TOKEN] = "You can vote",
    };
    struct definition *definition = election();
    struct parcel parcel = voting_code(definition);
    enum parcel_kind kind;

    (void)state;
    parcel.reason = "no interests declared";
    for (kind = PARCEL_SIGN_IN; kind < PARCEL_KINDS; kind++) {
        parcel.kind = kind;
        assert_says(&parcel, words[kind]);
    }
    definition_free(definition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_voting_code_says_all_a_voter_needs),
        cmocka_unit_test(test_a_declaration_is_spoken_of_where_it_has_to_be_made),
        cmocka_unit_test(test_a_letter_tells_of_the_ballot_paper_that_comes_with_it),
        cmocka_unit_test(test_that_one_person_could_read_the_votes_is_said),
        cmocka_unit_test(test_a_voting_code_tells_the_close_as_extended),
        cmocka_unit_test(test_a_letter_has_no_link_to_type),
        cmocka_unit_test(test_a_replaced_code_says_that_the_old_one_is_dead),
        cmocka_unit_test(test_a_practice_election_says_so_first),
        cmocka_unit_test(test_a_form_can_be_put_right_only_while_nominations_are_open),
        cmocka_unit_test(test_every_kind_of_parcel_has_its_words),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
