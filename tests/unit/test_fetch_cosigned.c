// SPDX-License-Identifier: AGPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "audit/fetch.h"
#include "base/file.h"
#include "base/log.h"
#include "election.h"
#include "record/checkpoint.h"
#include "scratch.h"
#include "seal/hash.h"
#include "shelf_help.h"

static struct scratch scratch;
static struct election election;
static struct shelf shelf;
static struct sign_secret *secret;
static struct vkey witness;
static struct vkey log_key;
static char served[FILE_PATH_SIZE];
static char copy[FILE_PATH_SIZE];

/* A short record of three entries, served. */
static int set_up(void **state)
{
    (void)state;
    assert_int_equal(seal_init(), 0);
    assert_int_equal(scratch_make(&scratch), 0);
    assert_int_equal(file_join(scratch.folder, "served", served), 0);
    assert_int_equal(file_join(scratch.folder, "copy", copy), 0);
    election_open(&election);
    election_enrol(&election);
    election_publish(&election, served);
    shelf_start(&shelf, served);
    assert_int_equal(sign_secret_new(&secret), 0);
    assert_int_equal(
        vkey_make("w.example", VKEY_WITNESS, sign_secret_key(secret), &witness), 0);
    assert_int_equal(vkey_make(election.definition->origin,
                               VKEY_LOG,
                               sign_secret_key(election.log),
                               &log_key),
                     0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sign_secret_free(secret);
    shelf_stop(&shelf);
    election_close(&election);
    return scratch_remove(&scratch);
}

static int fetch(struct fetch_report *report)
{
    const struct fetch_order order = {.url = shelf.address, .folder = copy};

    return fetch_record(&order, report);
}

static void put(const char *folder, const char *name, struct span bytes)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(file_make_parents(path), 0);
    assert_int_equal(file_replace(path, bytes, 0644), 0);
}

/* The note of a head with so many lines of the witness, put under the name. */
static void put_cosigned(const char *folder,
                         const char *name,
                         const struct tree_head *head,
                         unsigned lines)
{
    struct checkpoint checkpoint;
    struct buf note;
    struct buf line;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_init(&line, CHECKPOINT_SIZE_MAX);
    assert_int_equal(checkpoint_write(head, &log_key, election.log, &note), 0);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    for (; lines > 0; lines--) {
        assert_int_equal(
            checkpoint_cosign(&checkpoint, &witness, secret, 1000 + lines, &line), 0);
    }
    buf_put_span(&note, buf_span(&line));
    put(folder, name, buf_span(&note));
    buf_deinit(&note);
    buf_deinit(&line);
}

static struct tree_head head_of(uint64_t size)
{
    struct tree_head head = {.size = size};

    assert_int_equal(tree_root(election.tree, size, &head.root), 0);
    return head;
}

/* The lines that sign a copied one; 0: it is not there. */
static size_t lines_of(const char *name)
{
    struct checkpoint checkpoint;
    char path[FILE_PATH_SIZE];
    size_t lines = 0;
    struct buf note;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    assert_int_equal(file_join(copy, name, path), 0);
    if (file_read(path, &note) == 0) {
        assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
        lines = checkpoint.line_count;
    }
    buf_deinit(&note);
    return lines;
}

static void test_what_is_listed_is_copied(void **state)
{
    struct tree_head head = head_of(3);
    struct tree_head early = head_of(2);
    struct fetch_report report;

    (void)state;
    put(served, "cosigned/sizes", span_of_text("2\n3\n9\n"));
    put_cosigned(served, "cosigned/2", &early, 1);
    put_cosigned(served, "cosigned/3", &head, 1);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.cosigned, 2);
    assert_int_equal(lines_of("cosigned/2"), 2);
    assert_int_equal(lines_of("cosigned/3"), 2);
    assert_int_equal(lines_of("cosigned/9"), 0);
}

static void test_without_a_list_the_newest_is_asked_for(void **state)
{
    struct tree_head head = head_of(3);
    struct fetch_report report;

    (void)state;
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.cosigned, 0);
    put_cosigned(served, "cosigned/3", &head, 1);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.cosigned, 1);
    assert_int_equal(lines_of("cosigned/3"), 2);
}

static void test_what_more_have_signed_takes_the_place_of_less(void **state)
{
    struct tree_head head = head_of(3);
    struct fetch_report report;

    (void)state;
    put_cosigned(served, "cosigned/3", &head, 2);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(lines_of("cosigned/3"), 3);
    put_cosigned(served, "cosigned/3", &head, 1);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(lines_of("cosigned/3"), 3);
    put_cosigned(served, "cosigned/3", &head, 4);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(lines_of("cosigned/3"), 5);
}

static void test_another_history_is_kept_as_proof(void **state)
{
    struct tree_head head = head_of(2);
    struct fetch_report report;

    (void)state;
    head.root.bytes[7] ^= 1;
    put(served, "cosigned/sizes", span_of_text("2\n"));
    put_cosigned(served, "cosigned/2", &head, 1);
    assert_int_equal(fetch(&report), FETCH_FORK);
    assert_string_equal(report.where, "checkpoints/2.other");
    assert_int_equal(lines_of("checkpoints/2.other"), 2);
    assert_int_equal(lines_of("cosigned/2"), 0);
    assert_int_equal(lines_of("checkpoint"), 0);
}

static void test_what_the_log_has_not_signed_is_refused(void **state)
{
    struct tree_head head = head_of(2);
    struct fetch_report report;

    (void)state;
    put(served, "cosigned/sizes", span_of_text("2\n"));
    (void)snprintf(log_key.name, sizeof(log_key.name), "other.example");
    put_cosigned(served, "cosigned/2", &head, 1);
    assert_int_equal(fetch(&report), FETCH_SIGNATURE);
    put(served, "cosigned/sizes", span_of_text("2\nmore\n"));
    put(served, "cosigned/2", span_of_text("no note"));
    assert_int_equal(fetch(&report), FETCH_SIGNATURE);
    put(served, "cosigned/sizes", span_of_text("x\n"));
    assert_int_equal(fetch(&report), FETCH_MALFORMED);
    assert_int_equal(lines_of("cosigned/2"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_what_is_listed_is_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_without_a_list_the_newest_is_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_what_more_have_signed_takes_the_place_of_less, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_another_history_is_kept_as_proof, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_what_the_log_has_not_signed_is_refused, set_up, tear_down),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
