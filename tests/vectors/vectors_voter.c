// SPDX-License-Identifier: AGPL-3.0-or-later
/* Reads voting.json: a line of `voter` gives the ballot that the page gives too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/hex.h"
#include "line.h"
#include "seal/ballot.h"
#include "seal/hash.h"

static json_t *vectors;

static const char *text_of(json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    assert_non_null(text);
    return text;
}

static unsigned number_of(json_t *object, const char *name)
{
    return (unsigned)json_integer_value(json_object_get(object, name));
}

static void bytes_of(json_t *object, const char *name, void *out, size_t size)
{
    assert_int_equal(hex_decode(span_of_text(text_of(object, name)), out, size), 0);
}

/* The election of the vector, as GET /api/election would have told it. */
static struct election election_of(json_t *vector)
{
    struct election election = {.count = CONSTITUENCIES_MAX};
    struct election_list *list = &election.lists[number_of(vector, "cid") - 1];

    bytes_of(vector, "eid", election.eid.bytes, EID_SIZE);
    bytes_of(vector, "election_key", election.key.bytes, POINT_SIZE);
    list->is_contested = true;
    list->wordings = number_of(vector, "declaration");
    list->rules = (struct choice_rules){
        .method = text_of(vector, "method")[0] == 'f' ? METHOD_FPP : METHOD_STV,
        .candidates = number_of(vector, "candidates"),
        .marks = number_of(vector, "marks"),
    };
    return election;
}

static void write_line(json_t *vector, struct buf *out)
{
    json_t *numbers = json_object_get(vector, "numbers");
    json_t *number;
    size_t i;

    buf_printf(out, "%s\t", text_of(vector, "ticket"));
    json_array_foreach (numbers, i, number) {
        buf_printf(out, "%s%d", i > 0 ? "," : "", (int)json_integer_value(number));
    }
    buf_printf(out, "\t%u", number_of(vector, "declaration"));
    assert_int_equal(buf_status(out), 0);
}

static void test_a_line_gives_the_ballot_of_the_vectors(void **state)
{
    json_t *ballots = json_object_get(vectors, "ballots");
    json_t *vector;
    size_t i;

    (void)state;
    assert_true(json_array_size(ballots) > 0);
    json_array_foreach (ballots, i, vector) {
        CLEANUP(sign_secret_freep) struct sign_secret *credential = NULL;
        struct election election = election_of(vector);
        struct ballot_plan plan;
        struct nonce fresh;
        struct ballot ballot;
        struct buf line;
        uint8_t bytes[BALLOT_SIZE];
        char text[2 * BALLOT_SIZE + 1];

        buf_init(&line, 1024);
        write_line(vector, &line);
        assert_int_equal(line_read(buf_span(&line), &election, &plan, &credential), 0);
        bytes_of(vector, "fresh", fresh.bytes, NONCE_SIZE);
        ballot_make_from(&plan, credential, &fresh, &ballot);
        ballot_write(&ballot, bytes);
        hex_encode(SPAN(bytes), text);
        assert_string_equal(text, text_of(vector, "ballot"));
        buf_deinit(&line);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_gives_the_ballot_of_the_vectors),
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
