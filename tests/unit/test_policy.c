// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "seal/hash.h"

enum {
    WITNESSES = 4,
};

static struct definition definition;
static struct sign_secret *log_secret;
static struct sign_secret *secrets[WITNESSES];
static struct vkey keys[WITNESSES];
static char vkeys[WITNESSES + 1][POLICY_LINE_SIZE]; /* the last is the log's */

static void write_vkey(const struct vkey *vkey, char *out)
{
    struct buf text;

    buf_init(&text, POLICY_LINE_SIZE - 1);
    vkey_write(vkey, &text);
    (void)snprintf(out, POLICY_LINE_SIZE, "%s", buf_text(&text));
    buf_deinit(&text);
}

static int prepare(void **state)
{
    char name[] = "w0.example";
    struct vkey log;
    size_t i;

    (void)state;
    (void)snprintf(definition.origin, sizeof(definition.origin), "vote.example/record");
    if (seal_init() != 0 || sign_secret_new(&log_secret) != 0) {
        return -1;
    }
    definition.log = *sign_secret_key(log_secret);
    for (i = 0; i < WITNESSES; i++) {
        name[1] = (char)('0' + i);
        if (sign_secret_new(&secrets[i]) != 0
            || vkey_make(name, VKEY_WITNESS, sign_secret_key(secrets[i]), &keys[i])
                   != 0) {
            return -1;
        }
        write_vkey(&keys[i], vkeys[i]);
    }
    if (vkey_make(definition.origin, VKEY_LOG, &definition.log, &log) != 0) {
        return -1;
    }
    write_vkey(&log, vkeys[WITNESSES]);
    return 0;
}

static int clear(void **state)
{
    size_t i;

    (void)state;
    sign_secret_free(log_secret);
    for (i = 0; i < WITNESSES; i++) {
        sign_secret_free(secrets[i]);
    }
    return 0;
}

/* A policy from its text; @0 … @3 stand for the witnesses' keys, @4 for the log's. */
static int read_policy(const char *text, size_t *line, struct policy **out)
{
    char *end;
    size_t size;

    definition.policy_line_count = 0;
    memset(definition.policy, 0, sizeof(definition.policy));
    end = definition.policy[0];
    for (; *text != 0; text++) {
        if (*text == '\n') {
            definition.policy_line_count++;
            end = definition.policy[definition.policy_line_count];
        } else if (*text == '@') {
            text++;
            size = strlen(vkeys[*text - '0']);
            memcpy(end, vkeys[*text - '0'], size);
            end += size;
        } else {
            *end++ = *text;
        }
    }
    return policy_new(&definition, line, out);
}

/* Whether the policy is met by those witnesses of the mask. */
static bool is_met_by(const char *text, unsigned mask)
{
    struct tree_head head = {.size = 9};
    struct checkpoint checkpoint;
    struct policy_view view;
    CLEANUP(policy_freep) struct policy *policy = NULL;
    struct vkey log;
    struct buf note;
    struct buf lines;
    size_t line = 0;
    size_t i;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_init(&lines, CHECKPOINT_SIZE_MAX);
    assert_int_equal(read_policy(text, &line, &policy), 0);
    assert_int_equal(vkey_make(definition.origin, VKEY_LOG, &definition.log, &log), 0);
    assert_int_equal(checkpoint_write(&head, &log, log_secret, &note), 0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    for (i = 0; i < WITNESSES; i++) {
        if ((mask & (1U << i)) != 0) {
            assert_int_equal(
                checkpoint_cosign(
                    &checkpoint, &keys[i], secrets[i], 1000 + (int64_t)i, &lines),
                0);
        }
    }
    buf_put_span(&note, buf_span(&lines));
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(policy_judge(policy, &checkpoint, &view), 0);
    if (mask == 0xf) {
        assert_int_equal(view.witnesses, 4);
        assert_int_equal(view.earliest, 1000);
        assert_int_equal(view.latest, 1003);
    }
    buf_deinit(&note);
    buf_deinit(&lines);
    return view.is_met;
}

static void test_without_a_quorum_every_checkpoint_will_do(void **state)
{
    (void)state;
    assert_true(is_met_by("quorum none\n", 0));
    assert_true(is_met_by("# a word\n\n  log @4 https://vote.example/record \n"
                          "witness A @0 http://w0.example\nquorum none\n",
                          0));
}

static void test_one_witness_may_be_the_quorum(void **state)
{
    static const char text[] = "witness A @0\nquorum A\n";

    (void)state;
    assert_false(is_met_by(text, 0));
    assert_true(is_met_by(text, 1));
}

static void test_groups_of_groups_count_as_the_paper_says(void **state)
{
    static const char text[] =
        "witness A @0\nwitness B @1\nwitness C @2\nwitness D @3\n"
        "group two 2 A B C\ngroup both all two D\nquorum both\n";

    (void)state;
    assert_false(is_met_by(text, 0x7));
    assert_false(is_met_by(text, 0x9));
    assert_true(is_met_by(text, 0xb));
    assert_true(is_met_by(text, 0xf));
    assert_true(is_met_by("witness A @0\nwitness B @1\nwitness C @2\nwitness D @3\n"
                          "group g any A B C D\nquorum g\n",
                          0xf));
}

static void test_what_is_no_policy_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text;
        int refusal;
        size_t line;
    } cases[] = {
        {"", POLICY_MALFORMED, 0},
        {"witness A @0\n", POLICY_MALFORMED, 0},
        {"quorum none\nquorum none\n", POLICY_MALFORMED, 2},
        {"quorum none more\n", POLICY_MALFORMED, 1},
        {"quorum A\n", POLICY_NAME, 1},
        {"witness A @4\nquorum A\n", POLICY_MALFORMED, 1},
        {"witness A @0 url more\nquorum A\n", POLICY_MALFORMED, 1},
        {"witness A\nquorum A\n", POLICY_MALFORMED, 1},
        {"witness none @0\nquorum none\n", POLICY_NAME, 1},
        {"witness A @0\nwitness A @1\nquorum A\n", POLICY_NAME, 2},
        {"witness A @0\nwitness B @0\nquorum A\n", POLICY_KEY, 2},
        {"witness A @0\ngroup g 2 A\nquorum g\n", POLICY_GROUP, 2},
        {"witness A @0\ngroup g 0 A\nquorum g\n", POLICY_GROUP, 2},
        {"witness A @0\ngroup g 01 A\nquorum g\n", POLICY_GROUP, 2},
        {"witness A @0\ngroup g any\nquorum g\n", POLICY_GROUP, 2},
        {"witness A @0\ngroup g any A A\nquorum g\n", POLICY_GROUP, 2},
        {"witness A @0\ngroup g any A\ngroup h any A\nquorum g\n", POLICY_GROUP, 3},
        {"group g any A\nwitness A @0\nquorum g\n", POLICY_NAME, 1},
        {"log @0\nquorum none\n", POLICY_MALFORMED, 1},
        {"colour red\nquorum none\n", POLICY_MALFORMED, 1},
    };
    struct policy *policy = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        size_t line = 99;

        assert_int_equal(read_policy(cases[i].text, &line, &policy), cases[i].refusal);
        assert_int_equal(line, cases[i].line);
        assert_string_not_equal(policy_refusal_text(cases[i].refusal), "no policy");
    }
    assert_null(policy);
}

static void test_another_elections_log_is_refused(void **state)
{
    struct sign_key kept = definition.log;
    CLEANUP(policy_freep) struct policy *policy = NULL;
    size_t line = 0;

    (void)state;
    definition.log = *sign_secret_key(secrets[0]);
    assert_int_equal(read_policy("log @4\nquorum none\n", &line, &policy), POLICY_LOG);
    definition.log = kept;
}

static void test_a_false_cosignature_is_told(void **state)
{
    struct tree_head head = {.size = 9};
    struct checkpoint checkpoint;
    struct policy_view view;
    CLEANUP(policy_freep) struct policy *policy = NULL;
    struct vkey log;
    struct buf note;
    size_t line = 0;

    (void)state;
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    assert_int_equal(read_policy("witness A @0\nquorum A\n", &line, &policy), 0);
    assert_int_equal(vkey_make(definition.origin, VKEY_LOG, &definition.log, &log), 0);
    assert_int_equal(checkpoint_write(&head, &log, log_secret, &note), 0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    /* Under the name of the first witness, by the key of the second. */
    assert_int_equal(checkpoint_cosign(&checkpoint, &keys[0], secrets[1], 1000, &note),
                     0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(policy_judge(policy, &checkpoint, &view), CHECKPOINT_FALSE);
    buf_deinit(&note);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_quorum_every_checkpoint_will_do),
        cmocka_unit_test(test_one_witness_may_be_the_quorum),
        cmocka_unit_test(test_groups_of_groups_count_as_the_paper_says),
        cmocka_unit_test(test_what_is_no_policy_is_refused_with_its_line),
        cmocka_unit_test(test_another_elections_log_is_refused),
        cmocka_unit_test(test_a_false_cosignature_is_told),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
