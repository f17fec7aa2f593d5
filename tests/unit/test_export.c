// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"
#include "wire/voters.h"

/* The issuer of these elections. */
static struct keyfile *issuer;
static struct person card;

static int set_up(void **state)
{
    struct town *town;
    int r = town_set_up(state);

    if (r != 0) {
        return r;
    }
    town = *state;
    assert_int_equal(keyfile_new(KEY_ISSUER, "Ines", &issuer), 0);
    card = (struct person){.role = PERSON_ISSUER};
    card.key = keyfile_person(issuer)->sign;
    card.seal = keyfile_person(issuer)->seal;
    town->definition->has_issuer = true;
    town->definition->issuer = card.key;
    return 0;
}

static int tear_down(void **state)
{
    keyfile_free(issuer);
    return town_tear_down(state);
}

static void test_no_list_before_the_statement_and_none_for_a_stranger(void **state)
{
    struct town *town = *state;
    struct person stranger = card;
    CLEANUP(buf_deinit) struct buf out;

    buf_init(&out, EXPORT_SIZE_MAX);
    assert_int_equal(desk_export(town->desk, &card, &out), EXPORT_STRANGER);
    town_nominate(town);
    assert_int_equal(desk_export(town->desk, &card, &out), EXPORT_EARLY);
    stranger.key.bytes[0] ^= 1;
    assert_int_equal(desk_export(town->desk, &stranger, &out), EXPORT_STRANGER);
    assert_int_equal(out.size, 0);
    assert_string_not_equal(export_refusal_words(EXPORT_EARLY), "");
    assert_string_not_equal(export_refusal_words(EXPORT_STRANGER), "");
    assert_string_equal(export_refusal_words(EXPORT_STRANGER + 1), "");
}

struct listed {
    size_t count;
    size_t by_cid[4];
    bool has_letter;
};

static int keep(void *context, const struct listed_voter *voter)
{
    struct listed *listed = context;

    listed->count++;
    listed->by_cid[voter->cid]++;
    listed->has_letter = listed->has_letter || voter->email[0] == 0;
    assert_true(voter->name[0] != 0 && voter->number[0] != 0);
    return 0;
}

static void test_the_issuer_alone_reads_who_may_vote_where_there_is_a_poll(void **state)
{
    struct town *town = *state;
    struct listed listed = {.count = 0};
    CLEANUP(buf_deinit) struct buf sealed;
    CLEANUP(buf_deinit) struct buf list;
    struct voters_complaint why;

    buf_init(&sealed, EXPORT_SIZE_MAX);
    buf_init(&list, EXPORT_SIZE_MAX);
    town_settle(town);
    assert_int_equal(desk_export(town->desk, &card, &sealed), 0);
    assert_int_equal(keyfile_unseal(town->officers[0], buf_span(&sealed), &list),
                     KEYFILE_SEALED);
    assert_int_equal(keyfile_unseal(issuer, buf_span(&sealed), &list), 0);
    assert_int_equal(voters_read(buf_span(&list), keep, &listed, &why), 0);
    assert_true(listed.by_cid[1] > 0 && listed.by_cid[2] > 0);
    assert_int_equal(listed.by_cid[3], 0);
    assert_true(listed.has_letter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_no_list_before_the_statement_and_none_for_a_stranger,
            set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            test_the_issuer_alone_reads_who_may_vote_where_there_is_a_poll,
            set_up,
            tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
