// SPDX-License-Identifier: AGPL-3.0-or-later
/* Reads voting.json, which make_voting.py computes without our code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

#include "base/hex.h"
#include "seal/ballot.h"
#include "seal/choice.h"
#include "seal/code.h"
#include "seal/credential.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/sign.h"
#include "seal/token.h"
#include "seal/transcript.h"

static json_t *vectors;

static json_t *list(const char *name)
{
    json_t *found = json_object_get(vectors, name);

    assert_true(json_array_size(found) > 0);
    return found;
}

static const char *text_of(json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    assert_non_null(text);
    return text;
}

static uint32_t number_of(json_t *object, const char *name)
{
    json_t *number = json_object_get(object, name);

    assert_true(json_is_integer(number));
    return (uint32_t)json_integer_value(number);
}

static void bytes_of(json_t *object, const char *name, void *out, size_t size)
{
    assert_int_equal(hex_decode(span_of_text(text_of(object, name)), out, size), 0);
}

static void assert_hex(struct span bytes, json_t *object, const char *name)
{
    char text[2 * BALLOT_SIZE + 1];

    assert_true(bytes.size <= BALLOT_SIZE);
    hex_encode(bytes, text);
    assert_string_equal(text, text_of(object, name));
}

static struct choice_rules rules_of(json_t *object)
{
    return (struct choice_rules){
        .method = text_of(object, "method")[0] == 'f' ? METHOD_FPP : METHOD_STV,
        .candidates = number_of(object, "candidates"),
        .marks = number_of(object, "marks"),
    };
}

static struct choice numbers_of(json_t *object)
{
    json_t *numbers = json_object_get(object, "numbers");
    struct choice choice = {.count = json_array_size(numbers)};
    size_t i;

    assert_in_range(choice.count, 1, RANKS_MAX);
    for (i = 0; i < choice.count; i++) {
        choice.numbers[i] = (uint8_t)json_integer_value(json_array_get(numbers, i));
    }
    return choice;
}

static void test_tokens_and_the_credentials_made_from_them(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("tokens"), i, vector) {
        CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
        struct ticket ticket;
        struct token token;
        struct eid eid;
        struct sign_seed seed;
        struct sign_key key;
        char text[TICKET_TEXT_SIZE];

        bytes_of(vector, "token", token.bytes, TOKEN_BYTES);
        bytes_of(vector, "eid", eid.bytes, EID_SIZE);
        token_write(&token, text);
        assert_string_equal(text, text_of(vector, "text"));
        assert_int_equal(token_read(span_of_text(text), &ticket.token), 0);
        assert_memory_equal(ticket.token.bytes, token.bytes, TOKEN_BYTES);
        assert_int_equal(
            token_read_ticket(span_of_text(text_of(vector, "ticket")), &ticket), 0);
        assert_memory_equal(ticket.token.bytes, token.bytes, TOKEN_BYTES);
        assert_int_equal(ticket.cid, number_of(vector, "cid"));
        assert_int_equal(ticket.number, number_of(vector, "number"));
        token_write_ticket(&ticket, text);
        assert_string_equal(text, text_of(vector, "ticket"));

        credential_key(&token, &eid, &key);
        assert_hex(SPAN(key.bytes), vector, "credential");
        assert_int_equal(credential_new(&token, &eid, &secret), 0);
        assert_hex(SPAN(sign_secret_key(secret)->bytes), vector, "credential");
        sign_secret_seed(secret, &seed);
        assert_hex(SPAN(seed.bytes), vector, "seed");
    }
}

static void test_codes(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("codes"), i, vector) {
        struct code code;
        struct code back;
        char text[CODE_TEXT_SIZE];

        bytes_of(vector, "bytes", code.bytes, CODE_BYTES);
        code_write(&code, text);
        assert_string_equal(text, text_of(vector, "text"));
        assert_int_equal(code_read(span_of_text(text), &back), 0);
        assert_memory_equal(back.bytes, code.bytes, CODE_BYTES);
    }
}

static void test_choices_and_their_blocks(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("choices"), i, vector) {
        struct choice_rules rules = rules_of(vector);
        struct choice choice = numbers_of(vector);
        struct choice back;
        struct point block;

        assert_int_equal(choice_encode(&choice, &rules, &block), 0);
        assert_hex(SPAN(block.bytes), vector, "block");
        assert_int_equal(block.bytes[0] / 2 + 128 * block.bytes[30],
                         number_of(vector, "counter"));
        assert_int_equal(choice_decode(&block, &rules, &back), 0);
        assert_int_equal(back.count, choice.count);
        assert_memory_equal(back.numbers, choice.numbers, choice.count);
    }
}

static void test_points_that_are_no_vote(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("unreadable"), i, vector) {
        struct choice_rules rules = rules_of(vector);
        struct choice choice;
        struct point block;
        struct point decoded;

        bytes_of(vector, "block", block.bytes, POINT_SIZE);
        assert_int_equal(point_decode_beta(SPAN(block.bytes), &decoded), 0);
        assert_true(choice_decode(&decoded, &rules, &choice) > 0);
    }
}

static void test_transcripts_as_hash_scalar_and_point(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("transcripts"), i, vector) {
        struct transcript transcript;
        struct wide wide;
        struct scalar scalar;
        struct point point;
        json_t *input;
        size_t k;

        transcript_begin(&transcript, text_of(vector, "tag"));
        json_array_foreach (json_object_get(vector, "inputs"), k, input) {
            uint8_t bytes[512];
            struct span hex = span_of_text(json_string_value(input));

            assert_int_equal(hex_decode(hex, bytes, hex.size / 2), 0);
            transcript_add(&transcript, span_of(bytes, hex.size / 2));
        }
        transcript_end(&transcript, &wide);
        assert_hex(SPAN(wide.bytes), vector, "h");
        scalar_from_wide(&wide, &scalar);
        assert_hex(SPAN(scalar.bytes), vector, "scalar");
        point_from_wide(&wide, &point);
        assert_hex(SPAN(point.bytes), vector, "point");
    }
}

static void test_every_use_of_the_hash_has_a_transcript(void **state)
{
    /* protocol.md §11, in its order. */
    static const char *const tags[] = {
        "gen",
        "pok",
        "code",
        "ballot",
        "entry",
        "console",
        "mix-seed",
        "mix-u",
        "mix",
        "share-seed",
        "share-e",
        "share",
        "open-seed",
        "dkg-commit",
        "dkg-ext",
        "nonce",
    };
    size_t next = 0;
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("transcripts"), i, vector) {
        if (strcmp(text_of(vector, "use"), "framing") != 0) {
            assert_true(next < ARRAY_SIZE(tags));
            assert_string_equal(text_of(vector, "tag"), tags[next]);
            next++;
        }
    }
    assert_int_equal(next, ARRAY_SIZE(tags));
}

static void test_generators(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("generators"), i, vector) {
        struct eid eid;
        struct point point;

        bytes_of(vector, "eid", eid.bytes, EID_SIZE);
        group_generator(
            &eid, (uint16_t)number_of(vector, "cid"), number_of(vector, "i"), &point);
        assert_hex(SPAN(point.bytes), vector, "point");
    }
}

static struct sign_secret *secret_of(json_t *vector)
{
    struct sign_secret *secret = NULL;
    struct sign_seed seed;

    bytes_of(vector, "seed", seed.bytes, SIGN_SEED_SIZE);
    assert_int_equal(sign_secret_from_seed(&seed, &secret), 0);
    assert_hex(SPAN(sign_secret_key(secret)->bytes), vector, "key");
    return secret;
}

static void test_signatures(void **state)
{
    json_t *all = json_object_get(vectors, "signatures");
    json_t *entry = json_object_get(all, "entry");
    json_t *console = json_object_get(all, "console");
    json_t *note = json_object_get(all, "note");
    CLEANUP(sign_secret_freep) struct sign_secret *secret = secret_of(entry);
    struct sign_login login = {.origin = text_of(console, "origin")};
    struct signature signature;
    struct eid eid;

    (void)state;
    bytes_of(entry, "eid", eid.bytes, EID_SIZE);
    sign_entry(secret,
               (uint8_t)number_of(entry, "type"),
               &eid,
               span_of_text(text_of(entry, "document")),
               &signature);
    assert_hex(SPAN(signature.bytes), entry, "signature");

    bytes_of(console, "eid", login.eid.bytes, EID_SIZE);
    bytes_of(console, "key", login.key.bytes, SIGN_KEY_SIZE);
    bytes_of(console, "challenge", login.challenge.bytes, NONCE_SIZE);
    sign_console(secret, &login, &signature);
    assert_hex(SPAN(signature.bytes), console, "signature");

    sign_note(secret, span_of_text(text_of(note, "text")), &signature);
    assert_hex(SPAN(signature.bytes), note, "signature");
}

static void test_ballots_from_token_choice_and_fresh_bytes(void **state)
{
    json_t *vector;
    size_t i;

    (void)state;
    json_array_foreach (list("ballots"), i, vector) {
        CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
        struct choice_rules rules = rules_of(vector);
        struct choice choice = numbers_of(vector);
        struct ballot_plan plan;
        struct ticket ticket;
        struct nonce fresh;
        struct ballot ballot;
        struct code code;
        uint8_t bytes[BALLOT_SIZE];
        char text[CODE_TEXT_SIZE];

        assert_int_equal(
            token_read_ticket(span_of_text(text_of(vector, "ticket")), &ticket), 0);
        bytes_of(vector, "eid", plan.eid.bytes, EID_SIZE);
        bytes_of(vector, "election_key", plan.election_key.bytes, POINT_SIZE);
        bytes_of(vector, "fresh", fresh.bytes, NONCE_SIZE);
        plan.cid = ticket.cid;
        plan.number = ticket.number;
        plan.declaration = (uint8_t)number_of(vector, "declaration");
        assert_int_equal(choice_encode(&choice, &rules, &plan.block), 0);
        assert_int_equal(credential_new(&ticket.token, &plan.eid, &secret), 0);
        ballot_make_from(&plan, secret, &fresh, &ballot);
        ballot_write(&ballot, bytes);
        assert_hex(SPAN(bytes), vector, "ballot");
        assert_int_equal(ballot_check(&ballot, &plan.election_key), 0);
        ballot_code(&ballot, &code);
        code_write(&code, text);
        assert_string_equal(text, text_of(vector, "code"));
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens_and_the_credentials_made_from_them),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_choices_and_their_blocks),
        cmocka_unit_test(test_points_that_are_no_vote),
        cmocka_unit_test(test_transcripts_as_hash_scalar_and_point),
        cmocka_unit_test(test_every_use_of_the_hash_has_a_transcript),
        cmocka_unit_test(test_generators),
        cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_ballots_from_token_choice_and_fresh_bytes),
    };
    int failed;

    if (argc != 2 || seal_init() != 0) {
        return 1;
    }
    vectors = json_load_file(argv[1], JSON_REJECT_DUPLICATES, NULL);
    if (vectors == NULL) {
        return 1;
    }
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    json_decref(vectors);
    return failed;
}
