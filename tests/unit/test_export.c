// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/choices.h"
#include "desk/died.h"
#include "seal/allotment.h"
#include "seal/hash.h"
#include "town.h"
#include "wire/codec.h"
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
    size_t to_ada; /* by email */
    size_t nowhere;
};

static int keep(void *context, const struct listed_voter *voter)
{
    struct listed *listed = context;

    listed->count++;
    listed->by_cid[voter->cid]++;
    listed->has_letter = listed->has_letter || voter->email[0] == 0;
    listed->to_ada += strcmp(voter->email, "ada@example.org") == 0;
    listed->nowhere += voter->email[0] == 0 && voter->lines[0][0] == 0;
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

static struct listed read_list(struct town *town)
{
    struct listed listed = {.count = 0};
    CLEANUP(buf_deinit) struct buf sealed;
    CLEANUP(buf_deinit) struct buf list;
    struct voters_complaint why;

    buf_init(&sealed, EXPORT_SIZE_MAX);
    buf_init(&list, EXPORT_SIZE_MAX);
    assert_int_equal(desk_export(town->desk, &card, &sealed), 0);
    assert_int_equal(keyfile_unseal(issuer, buf_span(&sealed), &list), 0);
    assert_int_equal(voters_read(buf_span(&list), keep, &listed, &why), 0);
    return listed;
}

static void test_the_list_says_where_each_code_goes_and_none_for_the_dead(void **state)
{
    struct town *town = *state;
    const struct member ada = {.id = 1, .way = WAY_POST, .hears = HEARS_LEAST};
    const struct died_order dan = {.member = "P4",
                                   .officer = town->definition->officers[0].key};
    struct listed before;
    struct listed after;

    town_settle(town);
    assert_int_equal(town_member(town, "P1"), ada.id);
    before = read_list(town);
    assert_int_equal(before.to_ada, 1);
    assert_int_equal(before.nowhere, 0);
    assert_int_equal(desk_choices_keep(town->desk, &ada), 0);
    assert_int_equal(desk_died(town->desk, &dan), 0);
    after = read_list(town);
    assert_int_equal(after.count, before.count);
    assert_int_equal(after.to_ada, 0);
    assert_int_equal(after.nowhere, 1);
    /* The trust sends email to whoever has an address (rule 22.3). */
    town->options.is_email_only = true;
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(read_list(town).to_ada, 1);
}

/* A roll of two voters where there is a poll, as the issuer makes it. */
static void draw(struct town *town, struct buf *text, struct buf objects[2])
{
    struct document *document = town_document(town, ENTRY_ROLL, 0);
    struct eid eid = desk_eid(town->desk);
    struct roll_document *roll = &document->of.roll;

    for (roll->count = 0; roll->count < 2; roll->count++) {
        CLEANUP(allotment_freep) struct allotment *allotment = NULL;
        struct electorate *list = &roll->lists[roll->count];
        struct buf *object = &objects[roll->count];

        buf_init(object, ALLOTMENT_HEAD + 2 * SIGN_KEY_SIZE);
        list->cid = (uint16_t)(roll->count + 1);
        list->electors = 2;
        assert_int_equal(allotment_new(2, &allotment), 0);
        assert_int_equal(allotment_write(allotment, &eid, list->cid, object), 0);
        hash_sha256(buf_span(object), &list->object.digest);
        list->object.size = object->size;
    }
    buf_init(text, CODEC_SIZE_MAX);
    assert_int_equal(codec_write(document, text), 0);
    document_free(document);
}

static int post(struct town *town,
                const struct keyfile *by,
                struct span text,
                struct submitted *out)
{
    struct eid eid = desk_eid(town->desk);
    struct entry entry = {.type = ENTRY_ROLL, .document = text, .signer_count = 1};
    CLEANUP(buf_deinit) struct buf bytes;

    entry.signers[0].key = keyfile_person(by)->sign;
    sign_entry(keyfile_sign(by), ENTRY_ROLL, &eid, text, &entry.signers[0].signature);
    buf_init(&bytes, ENTRY_SIZE_MAX);
    assert_int_equal(submission_write(&entry, &bytes), 0);
    return desk_submit(town->desk, buf_span(&bytes), out);
}

static void test_a_roll_stands_once_issuer_and_officer_have_signed_it(void **state)
{
    struct town *town = *state;
    const struct keyfile *officer = town->officers[0];
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};
    CLEANUP(buf_deinit) struct buf again = {.data = NULL};
    struct buf objects[4];
    struct submitted out;
    size_t i;

    town_settle(town);
    draw(town, &text, objects);
    draw(town, &again, objects + 2);
    assert_int_equal(post(town, officer, buf_span(&text), &out), SUBMIT_NOT_PREPARED);
    for (i = 0; i < 2; i++) {
        assert_int_equal(post(town, issuer, buf_span(&text), &out),
                         SUBMIT_OBJECT_MISSING);
        assert_int_equal(
            desk_object_put(town->desk, &out.object.digest, buf_span(&objects[i])), 0);
    }
    assert_int_equal(post(town, issuer, buf_span(&text), &out), SUBMIT_OTHER_HAND);
    assert_int_equal(post(town, issuer, buf_span(&again), &out), SUBMIT_OBJECT_MISSING);
    assert_int_equal(post(town, town->officers[2], buf_span(&text), &out),
                     SUBMIT_SIGNER);
    assert_int_equal(post(town, officer, buf_span(&text), &out), 0);
    assert_true(desk_facts(town->desk).has_roll);
    for (i = 0; i < town->parcel_count; i++) {
        assert_int_not_equal(town->parcels[i].kind, PARCEL_TOKEN);
    }
    assert_int_equal(post(town, issuer, buf_span(&text), &out), SUBMIT_EXISTS);
    for (i = 0; i < 4; i++) {
        buf_deinit(&objects[i]);
    }
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
        cmocka_unit_test_setup_teardown(
            test_the_list_says_where_each_code_goes_and_none_for_the_dead,
            set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            test_a_roll_stands_once_issuer_and_officer_have_signed_it,
            set_up,
            tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
