// SPDX-License-Identifier: AGPL-3.0-or-later
/* Every way to tell a record wrongly is found, by its name, at its stage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/scratch.h"
#include "audit/reading.h"
#include "audit/violation.h"
#include "base/log.h"
#include "mutation.h"
#include "seal/hash.h"

enum {
    CHECKS_MAX = 64,
};

static struct tale tale;
static bool is_seen[CHECKS_MAX]; /* checks that failed once */

static int prepare(void **state)
{
    (void)state;
    log_silence();
    if (seal_init() != 0) {
        return -1;
    }
    tale_open(&tale);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    tale_close(&tale);
    return 0;
}

static const struct violation *find(const char *name)
{
    size_t i;

    for (i = 0; violation_at(i) != NULL; i++) {
        if (strcmp(violation_at(i)->name, name) == 0) {
            return violation_at(i);
        }
    }
    return NULL;
}

static void see(const char *check)
{
    enum stage stage;
    size_t i;

    for (i = 0; verify_check_name(i, &stage) != NULL; i++) {
        if (strcmp(verify_check_name(i, &stage), check) == 0) {
            is_seen[i] = true;
        }
    }
}

/* What is wrong with the record, by its name: "" when nothing is. */
static const char *judge(const struct findings *findings, enum stage *stage)
{
    size_t i;

    *stage = 0;
    for (i = 0; i < findings->count; i++) {
        if (findings->list[i].verdict == VERDICT_BAD) {
            *stage = findings->list[i].stage;
            see(findings->list[i].check);
            return findings->list[i].violation;
        }
    }
    return "";
}

static bool is_found(const struct mutation *mutation, const struct findings *findings)
{
    const struct violation *expected = find(mutation->violation);
    enum stage stage;
    const char *name = judge(findings, &stage);
    struct buf text;

    if (strcmp(name, mutation->violation) == 0
        && stage == (expected == NULL ? 0 : expected->stage)) {
        return true;
    }
    buf_init(&text, 100000);
    finding_print(findings, &text);
    print_error("%s: wanted %s, found %s\n%s\n",
                mutation->name,
                mutation->violation,
                name,
                buf_text(&text));
    buf_deinit(&text);
    return false;
}

static bool try(const struct mutation *mutation)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(audit_freep) struct audit *audit = NULL;
    struct verify_input input = {.election = &tale.code};
    struct scratch scratch;
    bool is_good;

    assert_int_equal(scratch_make(&scratch), 0);
    mutation_write(mutation, &tale, scratch.folder);
    assert_int_equal(reading_open(scratch.folder, &reading), 0);
    reading_input(reading, &input);
    assert_int_equal(verify_run(&input, STAGE_RESULT, &audit), 0);
    is_good = is_found(mutation, verify_findings(audit));
    assert_int_equal(scratch_remove(&scratch), 0);
    return is_good;
}

static void test_each_mutation_is_found_by_its_name_at_its_stage(void **state)
{
    size_t missed = 0;
    size_t i;

    (void)state;
    for (i = 0; mutation_at(i) != NULL; i++) {
        missed += try(mutation_at(i)) ? 0 : 1;
    }
    assert_int_equal(missed, 0);
}

static bool has_mutation(const char *violation)
{
    size_t i;

    for (i = 0; mutation_at(i) != NULL; i++) {
        if (strcmp(mutation_at(i)->violation, violation) == 0) {
            return true;
        }
    }
    return false;
}

static void test_every_violation_has_a_mutation(void **state)
{
    size_t missing = 0;
    size_t i;

    (void)state;
    for (i = 0; violation_at(i) != NULL; i++) {
        const struct violation *violation = violation_at(i);

        if (has_mutation(violation->name) == violation->is_computed) {
            print_error("%s: %s\n",
                        violation->name,
                        violation->is_computed ? "can be violated" : "no mutation");
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

/* These only compute what later checks compare. */
static bool is_computed(const char *check)
{
    static const char *const computed[] = {
        "electors = roll + omitted = live numbers",
        "ballots into the mixes",
        "votes decrypted",
    };
    size_t i;

    for (i = 0; i < ARRAY_SIZE(computed); i++) {
        if (strcmp(computed[i], check) == 0) {
            return true;
        }
    }
    return false;
}

static void test_every_check_of_the_table_found_something(void **state)
{
    enum stage stage;
    size_t missing = 0;
    size_t i;

    (void)state;
    for (i = 0; verify_check_name(i, &stage) != NULL; i++) {
        const char *check = verify_check_name(i, &stage);

        if (is_seen[i] == is_computed(check)) {
            print_error("%s\n", check);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static void test_mutations_have_names_of_their_own(void **state)
{
    size_t i;
    size_t j;

    (void)state;
    for (i = 0; mutation_at(i) != NULL; i++) {
        for (j = 0; j < i; j++) {
            assert_string_not_equal(mutation_at(i)->name, mutation_at(j)->name);
        }
    }
    assert_true(i > 250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mutations_have_names_of_their_own),
        cmocka_unit_test(test_every_violation_has_a_mutation),
        cmocka_unit_test(test_each_mutation_is_found_by_its_name_at_its_stage),
        cmocka_unit_test(test_every_check_of_the_table_found_something),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
