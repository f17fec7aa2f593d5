// SPDX-License-Identifier: AGPL-3.0-or-later
/* What every entry must be, whatever its type. */
#include "record/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "story_help.h"

static struct document *note(void)
{
    struct document *document = election_document(&election, ENTRY_NOTE);

    document->of.note.kind = NOTE_OTHER;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "fire-drill");
    return document;
}

static void test_what_is_no_entry_is_refused(void **state)
{
    static const char *const entries[] = {"", "x", "\1\0\0\0\0\0\0\0\0\0\0\0\2{}"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        assert_int_equal(election_apply(&election, span_of_text(entries[i])),
                         LEDGER_MALFORMED);
    }
    /* An entry whose document is none. */
    assert_int_equal(
        election_apply(&election, span_of("\1\0\0\0\0\0\0\0\0\0\0\0\2{}\0", 16)),
        LEDGER_MALFORMED);
}

static void test_a_document_of_another_type_is_refused(void **state)
{
    static const char text[] = "{\"document\": \"note\"}";
    struct entry entry = {.type = ENTRY_BOX, .document = span_of_text(text)};
    struct buf bytes;

    (void)state;
    election_define(&election);
    entry.time = election.time;
    buf_init(&bytes, 1000);
    assert_int_equal(entry_write(&entry, &bytes), 0);
    assert_int_equal(election_apply(&election, buf_span(&bytes)), LEDGER_MALFORMED);
    buf_deinit(&bytes);
}

static void test_the_definition_comes_first_and_once(void **state)
{
    struct document *document;
    struct ballot ballot = {.number = 1};

    (void)state;
    assert_int_equal(election_cast(&election, &ballot), LEDGER_FIRST);
    document = note();
    document->base.size = 1;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_FIRST);
    election_define(&election);
    document = document_new(ENTRY_DEFINITION, 0);
    assert_non_null(document);
    memcpy(document->of.definition, election.definition, sizeof(struct definition));
    assert_int_equal(election_submit(&election, document, BY_RETURNING | BY_TRUSTEE),
                     LEDGER_FIRST);
}

static void test_time_never_runs_back(void **state)
{
    struct document *document;

    (void)state;
    election_define(&election);
    document = note();
    election.time -= 60;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_TIME);
    election.time += 60;
    assert_int_equal(election_submit(&election, note(), BY_RETURNING), 0);
    assert_int_equal(ledger_time(election.ledger), election.time);
}

static void test_a_base_is_an_earlier_state_of_this_record(void **state)
{
    struct document *document;
    struct base base;

    (void)state;
    election_define(&election);
    document = note();
    base = document->base;
    document->base.root.bytes[0] ^= 1;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_BASE);
    document = note();
    document->base.size++;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_BASE);
    assert_int_equal(election_submit(&election, note(), BY_RETURNING), 0);
    document = note();
    document->base.root = base.root;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_BASE);
    document = note();
    document->base = base;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "another-drill");
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
}

static void test_a_base_ahead_of_its_own_entry_is_refused(void **state)
{
    struct document *document;
    struct digest leaf = {.bytes = {1}};

    (void)state;
    election_define(&election);
    /* The tree may hold more leaves than have been applied: verify loads it whole. */
    assert_int_equal(tree_append(election.tree, &leaf), 0);
    document = note();
    assert_int_equal(document->base.size, 2);
    assert_int_equal(election_submit(&election, document, BY_RETURNING), LEDGER_BASE);
}

static void test_no_document_is_taken_twice(void **state)
{
    struct document *document;
    struct base base;

    (void)state;
    election_define(&election);
    document = note();
    base = document->base;
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    document = note();
    document->base = base;
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_REPEATED);
    /* Not even under another signature. */
    document = note();
    document->base = base;
    assert_int_equal(election_submit(&election, document, BY_DEPUTY), LEDGER_REPEATED);
    assert_int_equal(election_submit(&election, note(), BY_DEPUTY), 0);
}

static void test_who_may_not_sign_is_refused(void **state)
{
    static const unsigned signers[] = {
        BY_NOBODY,
        BY_CLERK,
        BY_STRANGER,
        BY_TRUSTEE,
        BY_MIXER,
        BY_RETURNING | BY_DEPUTY,
        BY_RETURNING | BY_STRANGER,
    };
    size_t i;

    (void)state;
    election_define(&election);
    for (i = 0; i < sizeof(signers) / sizeof(signers[0]); i++) {
        assert_int_equal(election_submit(&election, note(), signers[i]),
                         LEDGER_SIGNERS);
    }
    assert_int_equal(election_submit(&election, note(), BY_DEPUTY), 0);
}

static void test_a_wrong_signature_is_refused(void **state)
{
    (void)state;
    election_define(&election);
    election.eid.bytes[0] ^= 1;
    assert_int_equal(election_submit(&election, note(), BY_RETURNING),
                     LEDGER_SIGNATURE);
    election.eid.bytes[0] ^= 1;
    assert_int_equal(election_submit(&election, note(), BY_RETURNING), 0);
}

static void test_a_revoked_key_signs_no_more(void **state)
{
    struct document *document;

    (void)state;
    election_define(&election);
    document = election_document(&election, ENTRY_NOTE);
    document->of.note.kind = NOTE_REVOKE;
    document->of.note.key = *sign_secret_key(election.secrets[1]);
    assert_int_equal(election_submit(&election, document, BY_RETURNING), 0);
    assert_int_equal(election_submit(&election, note(), BY_DEPUTY), LEDGER_SIGNERS);
    assert_int_equal(election_submit(&election, note(), BY_RETURNING), 0);
}

static void test_two_hands_are_two_officers(void **state)
{
    struct document *document;

    (void)state;
    election.definition->hands = 2;
    election_enrol(&election);
    document = election_document(&election, ENTRY_NOTE);
    document->of.note.kind = NOTE_ABANDON;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "flood");
    assert_int_equal(election_submit(&election, document, BY_RETURNING),
                     LEDGER_SIGNERS);
    document = election_document(&election, ENTRY_NOTE);
    document->of.note.kind = NOTE_ABANDON;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "flood");
    assert_int_equal(election_submit(&election, document, BY_RETURNING | BY_CLERK),
                     LEDGER_SIGNERS);
    document = election_document(&election, ENTRY_NOTE);
    document->of.note.kind = NOTE_ABANDON;
    (void)snprintf(document->of.note.code, LABEL_SIZE, "flood");
    assert_int_equal(election_submit(&election, document, BY_RETURNING | BY_DEPUTY), 0);
    /* Other notes need one hand, and no more. */
    assert_int_equal(election_submit(&election, note(), BY_RETURNING | BY_DEPUTY),
                     LEDGER_SIGNERS);
    assert_int_equal(election_submit(&election, note(), BY_RETURNING), 0);
}

static void test_every_refusal_has_a_name_of_its_own(void **state)
{
    int i;
    int j;

    (void)state;
    for (i = 0; i < LEDGER_REFUSALS; i++) {
        assert_non_null(ledger_refusal_name(i));
        for (j = 0; j < i; j++) {
            assert_string_not_equal(ledger_refusal_name(i), ledger_refusal_name(j));
        }
    }
    assert_string_equal(ledger_refusal_name(LEDGER_REFUSALS), "none");
    assert_string_equal(ledger_refusal_name(-1), "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_what_is_no_entry_is_refused),
        STORY_TEST(test_a_document_of_another_type_is_refused),
        STORY_TEST(test_the_definition_comes_first_and_once),
        STORY_TEST(test_time_never_runs_back),
        STORY_TEST(test_a_base_is_an_earlier_state_of_this_record),
        STORY_TEST(test_a_base_ahead_of_its_own_entry_is_refused),
        STORY_TEST(test_no_document_is_taken_twice),
        STORY_TEST(test_who_may_not_sign_is_refused),
        STORY_TEST(test_a_wrong_signature_is_refused),
        STORY_TEST(test_a_revoked_key_signs_no_more),
        STORY_TEST(test_two_hands_are_two_officers),
        STORY_TEST(test_every_refusal_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests(tests, story_start, NULL);
}
