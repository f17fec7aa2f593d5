// SPDX-License-Identifier: AGPL-3.0-or-later
/* Reads the documents' good examples: what `voter` takes out of GET /api/election. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../unit/answers_help.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/hex.h"
#include "election.h"
#include "seal/code.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "wire/writer.h"

enum {
    TEXT_MAX = 65536,
};

static const char *folder;

static void load(const char *name, struct buf *out)
{
    char path[FILE_PATH_SIZE];

    buf_init(out, TEXT_MAX);
    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(file_read(path, out), 0);
}

/* The example's Y is any 32 bytes: another, that is a point, takes its place. */
static void put_key(struct buf *definition, const struct point *key)
{
    char text[2 * POINT_SIZE + 1];
    char *at;

    hex_encode(SPAN(key->bytes), text);
    (void)buf_text(definition);
    at = strstr((char *)definition->data, "\"Y\": \"");
    assert_non_null(at);
    memcpy(at + 6, text, (size_t)2 * POINT_SIZE);
}

/* The example tells of three constituencies, the definition of two. */
static void cut_third(struct buf *statement)
{
    const char *at =
        strstr(buf_text(statement), ",\n    {\n      \"outcome\": \"unopp");

    assert_non_null(at);
    statement->size = (size_t)(at - (const char *)statement->data);
    buf_put_text(statement, "\n  ]\n}\n");
}

/* A whole answer of a daemon; statement NULL: none yet. */
static void
write_answer(struct span definition, const struct buf *statement, struct buf *out)
{
    struct writer writer;
    struct buf body;

    buf_init(&body, TEXT_MAX);
    writer_begin(&writer, &body);
    writer_span(&writer, "definition", definition);
    writer_text(&writer, "phase", "poll");
    writer_moment(&writer, "time", 1781000000);
    if (statement != NULL) {
        writer_span(&writer, "statement", buf_span(statement));
    } else {
        writer_null(&writer, "statement");
    }
    writer_open_list(&writer, "candidates");
    writer_close_list(&writer);
    writer_end(&writer);
    buf_init(out, TEXT_MAX);
    buf_printf(out, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", body.size);
    buf_put_span(out, buf_span(&body));
    assert_int_equal(buf_status(out), 0);
    buf_deinit(&body);
}

static int fetch(const char *answer, const char *code, struct election *out)
{
    struct answers server;
    int r;

    answers_start(&server, answer, NULL);
    r = election_fetch(server.address, code, out);
    answers_stop(&server);
    assert_memory_equal(server.heard, "GET /api/election HTTP/1.1\r\n", 28);
    return r;
}

/* What the tests below start from. */
struct sample {
    struct buf definition;
    struct buf statement;
    struct buf answer;
};

static void make_sample(struct sample *out)
{
    load("definition.json", &out->definition);
    load("statement.json", &out->statement);
    cut_third(&out->statement);
    put_key(&out->definition, &point_base);
    write_answer(buf_span(&out->definition), &out->statement, &out->answer);
}

static void drop_sample(struct sample *sample)
{
    buf_deinit(&sample->definition);
    buf_deinit(&sample->statement);
    buf_deinit(&sample->answer);
}

static void test_an_election_is_read_from_its_documents(void **state)
{
    struct sample sample;
    struct election election;
    struct digest digest;

    (void)state;
    make_sample(&sample);
    assert_int_equal(fetch(buf_text(&sample.answer), NULL, &election), 0);
    hash_sha256(buf_span(&sample.definition), &digest);
    assert_memory_equal(election.eid.bytes, digest.bytes, EID_SIZE);
    assert_true(point_is_equal(&election.key, &point_base));
    assert_int_equal(election.count, 2);
    assert_int_equal(election.lists[0].wordings, 2);
    assert_true(election.lists[0].is_contested);
    assert_int_equal(election.lists[0].rules.candidates, 2);
    assert_int_equal(election.lists[0].rules.marks, 2);
    assert_int_equal(election.lists[0].rules.method, METHOD_STV);
    assert_false(election.lists[1].is_contested);
    assert_int_equal(election.lists[1].wordings, 0);
    assert_int_equal(election.log.type, VKEY_LOG);
    drop_sample(&sample);
}

static void test_another_election_than_the_codes_is_refused(void **state)
{
    struct sample sample;
    struct election election;
    struct code code;
    char text[CODE_TEXT_SIZE];

    (void)state;
    make_sample(&sample);
    assert_int_equal(fetch(buf_text(&sample.answer), NULL, &election), 0);
    code_of_election(&election.eid, &code);
    code_write(&code, text);
    assert_int_equal(fetch(buf_text(&sample.answer), text, &election), 0);
    text[0] = text[0] == '0' ? '1' : '0';
    assert_int_equal(fetch(buf_text(&sample.answer), text, &election), ELECTION_OTHER);
    assert_int_equal(fetch(buf_text(&sample.answer), "", &election), ELECTION_OTHER);
    drop_sample(&sample);
}

static void test_without_a_statement_nothing_is_contested(void **state)
{
    struct sample sample;
    struct election election;

    (void)state;
    make_sample(&sample);
    buf_deinit(&sample.answer);
    write_answer(buf_span(&sample.definition), NULL, &sample.answer);
    assert_int_equal(fetch(buf_text(&sample.answer), NULL, &election), 0);
    assert_false(election.lists[0].is_contested);
    drop_sample(&sample);
}

static void test_an_election_key_that_is_no_point_is_refused(void **state)
{
    struct point bad = {{1}};
    struct sample sample;
    struct election election;

    (void)state;
    make_sample(&sample);
    buf_deinit(&sample.answer);
    put_key(&sample.definition, &bad);
    write_answer(buf_span(&sample.definition), &sample.statement, &sample.answer);
    assert_int_equal(fetch(buf_text(&sample.answer), NULL, &election), ELECTION_ABSENT);
    buf_deinit(&sample.answer);
    put_key(&sample.definition, &point_identity);
    write_answer(buf_span(&sample.definition), &sample.statement, &sample.answer);
    assert_int_equal(fetch(buf_text(&sample.answer), NULL, &election), ELECTION_ABSENT);
    drop_sample(&sample);
}

static void
test_a_statement_of_another_number_of_constituencies_is_refused(void **state)
{
    struct sample sample;
    struct election election;

    (void)state;
    make_sample(&sample);
    buf_deinit(&sample.statement);
    buf_deinit(&sample.answer);
    load("statement.json", &sample.statement);
    write_answer(buf_span(&sample.definition), &sample.statement, &sample.answer);
    assert_int_equal(fetch(buf_text(&sample.answer), NULL, &election), ELECTION_ABSENT);
    drop_sample(&sample);
}

static void test_other_answers_are_refused(void **state)
{
    static const char *const bad[] = {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 303 See\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n<",
        "HTTP/1.1 200 OK\r\nContent-Length: 38\r\n\r\n"
        "{\"definition\":\"{}\",\"statement\":\"null\"}",
        "HTTP/1.1 200 OK\r\nContent-Length: 36\r\n\r\n"
        "{\"definition\":null,\"statement\":null}",
        "hello",
    };
    struct election election = {.count = 99};
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(fetch(bad[i], NULL, &election), ELECTION_ABSENT);
    }
    assert_int_equal(election.count, 99);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_election_is_read_from_its_documents),
        cmocka_unit_test(test_another_election_than_the_codes_is_refused),
        cmocka_unit_test(test_without_a_statement_nothing_is_contested),
        cmocka_unit_test(test_an_election_key_that_is_no_point_is_refused),
        cmocka_unit_test(
            test_a_statement_of_another_number_of_constituencies_is_refused),
        cmocka_unit_test(test_other_answers_are_refused),
    };

    if (argc != 2 || seal_init() != 0) {
        return 1;
    }
    folder = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
