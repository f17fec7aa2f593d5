// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/fetch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/log.h"
#include "election.h"
#include "record/folder.h"
#include "record/tiles.h"
#include "scratch.h"
#include "seal/hash.h"
#include "shelf_help.h"

static struct scratch scratch;
static struct election election;
static struct shelf shelf;
static char served[FILE_PATH_SIZE];
static char copy[FILE_PATH_SIZE];

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(scratch_make(&scratch), 0);
    assert_int_equal(file_join(scratch.folder, "served", served), 0);
    assert_int_equal(file_join(scratch.folder, "copy", copy), 0);
    election_open(&election);
    shelf_start(&shelf, served);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    shelf_stop(&shelf);
    election_close(&election);
    return scratch_remove(&scratch);
}

static int fetch(struct fetch_report *report)
{
    const struct fetch_order order = {.url = shelf.address, .folder = copy};

    return fetch_record(&order, report);
}

static void cast(uint16_t cid, uint32_t number)
{
    struct ballot ballot = election_ballot(&election, cid, number);

    assert_int_equal(election_cast(&election, &ballot), 0);
}

/* A small poll, closed: everything is served. */
static void poll(void)
{
    election_begin(&election);
    cast(1, 1);
    cast(1, 2);
    cast(2, 1);
    election_end(&election);
    election_publish(&election, served);
}

static bool has_copy(const char *name)
{
    char path[FILE_PATH_SIZE];
    uint64_t size;

    assert_int_equal(file_join(copy, name, path), 0);
    return file_size(path, &size) == 0;
}

/* One byte of a served file. */
static void change(const char *name, size_t at)
{
    char path[FILE_PATH_SIZE];
    struct buf bytes;

    buf_init(&bytes, 1 << 20);
    assert_int_equal(file_join(served, name, path), 0);
    assert_int_equal(file_read(path, &bytes), 0);
    assert_true(at < bytes.size);
    bytes.data[at] ^= 1;
    assert_int_equal(file_replace(path, buf_span(&bytes), 0644), 0);
    buf_deinit(&bytes);
}

static void drop(const char *folder, const char *name)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(unlink(path), 0);
}

static void test_a_record_is_copied_whole(void **state)
{
    struct fetch_report report;
    struct tree *tree = NULL;
    struct digest expected;
    struct digest root;

    (void)state;
    poll();
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.before, 0);
    assert_int_equal(report.size, 8);
    assert_int_equal(report.held, 8);
    assert_int_equal(report.objects, 3);
    assert_int_equal(report.objects_withheld, 0);
    assert_memory_equal(report.eid.bytes, election.eid.bytes, EID_SIZE);
    assert_string_equal(report.where, "");
    assert_int_equal(folder_tree(copy, 8, &tree), 0);
    assert_int_equal(tree_root(tree, 8, &root), 0);
    assert_int_equal(tree_root(election.tree, 8, &expected), 0);
    assert_memory_equal(root.bytes, expected.bytes, DIGEST_SIZE);
    assert_true(has_copy("checkpoint"));
    assert_true(has_copy("checkpoints/8"));
    assert_true(has_copy("tile/entries/000.p/8"));
    tree_free(tree);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.before, 8);
}

static void test_a_copy_can_be_copied_again(void **state)
{
    struct fetch_report report;
    char again[FILE_PATH_SIZE];
    struct shelf second;
    struct fetch_order order;

    (void)state;
    poll();
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(file_join(scratch.folder, "again", again), 0);
    shelf_start(&second, copy);
    order = (struct fetch_order){.url = second.address, .folder = again};
    assert_int_equal(fetch_record(&order, &report), 0);
    assert_int_equal(report.held, 8);
    shelf_stop(&second);
}

static void test_a_copy_is_extended(void **state)
{
    struct fetch_report report;
    uint32_t number;
    int i;

    (void)state;
    election_enrol(&election);
    election_publish(&election, served);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.size, 3);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(&election, election_document(&election, ENTRY_OPEN), BY_NOBODY),
        0);
    for (number = 1; number <= ELECTION_NUMBERS; number++) {
        cast(1, number);
    }
    for (i = 0; i < 300; i++) {
        struct document *note = election_document(&election, ENTRY_NOTE);

        note->of.note.kind = NOTE_OTHER;
        (void)snprintf(note->of.note.code, LABEL_SIZE, "note-%d", i);
        assert_int_equal(election_submit(&election, note, BY_RETURNING), 0);
    }
    election_publish(&election, served);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.before, 3);
    assert_int_equal(report.held, 316);
    assert_true(has_copy("tile/entries/000"));
    assert_true(has_copy("tile/entries/001.p/60"));
    assert_true(has_copy("tile/1/000.p/1"));
    assert_true(has_copy("checkpoints/3"));
}

static void test_a_changed_byte_is_refused_and_nothing_is_believed(void **state)
{
    struct fetch_report report;
    int refusal;
    char object[100] = "objects/";

    (void)state;
    poll();
    hex_encode(SPAN(election.refs[2].digest.bytes), object + strlen(object));
    change("tile/entries/000.p/8", 3000);
    assert_int_equal(fetch(&report), FETCH_ENTRY);
    assert_false(has_copy("checkpoint"));
    change("tile/entries/000.p/8", 3000);
    change("tile/0/000.p/8", 100);
    assert_int_equal(fetch(&report), FETCH_ROOT);
    change("tile/0/000.p/8", 100);
    change(object, 77);
    assert_int_equal(fetch(&report), FETCH_OBJECT);
    assert_string_equal(report.where, object);
    assert_false(has_copy("checkpoint"));
    change(object, 77);
    /* The changed symbol is still base64 or is not: the keys are drawn afresh. */
    change("checkpoint", 120);
    refusal = fetch(&report);
    assert_true(refusal == FETCH_SIGNATURE || refusal == FETCH_MALFORMED);
    change("checkpoint", 120);
    assert_int_equal(fetch(&report), 0);
}

static void test_an_earlier_state_is_refused(void **state)
{
    struct fetch_report report;

    (void)state;
    election_enrol(&election);
    election_publish(&election, served);
    assert_int_equal(file_join(scratch.folder, "later", served), 0);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(&election, election_document(&election, ENTRY_OPEN), BY_NOBODY),
        0);
    election_publish(&election, served);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.size, 4);
    assert_int_equal(file_join(scratch.folder, "served", served), 0);
    assert_int_equal(fetch(&report), FETCH_OLDER);
}

/* The same log and length, but the last entry is another. */
static void fork_record(void)
{
    struct reader reader;
    struct digest leaf;
    struct span entry;

    election.entries.data[election.entries.size - 1] ^= 1;
    tree_free(election.tree);
    assert_int_equal(tree_new(&election.tree), 0);
    reader_init(&reader, buf_span(&election.entries));
    while (!reader_is_empty(&reader)) {
        assert_int_equal(tiles_next_entry(&reader, &entry), 0);
        entry_leaf(entry, &leaf);
        assert_int_equal(tree_append(election.tree, &leaf), 0);
    }
}

static void test_another_history_is_refused_and_kept_as_evidence(void **state)
{
    struct fetch_report report;
    struct buf before;
    struct buf after;
    char path[FILE_PATH_SIZE];

    (void)state;
    poll();
    assert_int_equal(fetch(&report), 0);
    buf_init(&before, 10000);
    buf_init(&after, 10000);
    assert_int_equal(file_join(copy, "checkpoint", path), 0);
    assert_int_equal(file_read(path, &before), 0);
    fork_record();
    election_publish(&election, served);
    assert_int_equal(fetch(&report), FETCH_FORK);
    assert_true(has_copy("checkpoints/8.other"));
    assert_int_equal(file_read(path, &after), 0);
    assert_true(span_is_equal(buf_span(&before), buf_span(&after)));
    buf_deinit(&before);
    buf_deinit(&after);
}

static void test_a_fork_the_log_did_not_sign_proves_nothing(void **state)
{
    struct fetch_report report;
    struct sign_secret *log = election.log;

    (void)state;
    poll();
    assert_int_equal(fetch(&report), 0);
    fork_record();
    election.log = election.secrets[6];
    election_publish(&election, served);
    election.log = log;
    assert_int_equal(fetch(&report), FETCH_SIGNATURE);
    assert_false(has_copy("checkpoints/8.other"));
}

static void test_another_election_than_the_code_says_is_refused(void **state)
{
    struct fetch_order order = {.url = shelf.address, .folder = copy};
    struct fetch_report report;
    struct code code;

    (void)state;
    poll();
    code_of_election(&election.eid, &code);
    code.bytes[0] ^= 1;
    order.election = &code;
    assert_int_equal(fetch_record(&order, &report), FETCH_ELECTION);
    code.bytes[0] ^= 1;
    assert_int_equal(fetch_record(&order, &report), 0);
}

static void test_a_damaged_folder_is_not_built_upon(void **state)
{
    struct fetch_report report;
    char path[FILE_PATH_SIZE];

    (void)state;
    poll();
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(file_join(copy, "tile/0/000.p/8", path), 0);
    assert_int_equal(file_replace(path, span_of_text("short"), 0644), 0);
    assert_int_equal(fetch(&report), FETCH_DAMAGED);
    assert_int_equal(file_join(copy, "checkpoint", path), 0);
    assert_int_equal(file_replace(path, span_of_text("no note"), 0644), 0);
    assert_int_equal(fetch(&report), FETCH_DAMAGED);
}

static void test_a_copy_cut_short_is_taken_up_again(void **state)
{
    struct fetch_report report;

    (void)state;
    poll();
    assert_int_equal(fetch(&report), 0);
    drop(copy, "checkpoint");
    drop(copy, "tile/entries/000.p/8");
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.before, 0);
    assert_int_equal(report.held, 8);
    assert_true(has_copy("tile/entries/000.p/8"));
}

static void test_what_is_no_server_is_refused(void **state)
{
    struct fetch_order order = {.url = "ftp://127.0.0.1", .folder = copy};
    struct fetch_report report;

    (void)state;
    assert_int_equal(fetch_record(&order, &report), FETCH_ADDRESS);
    order.url = "http://127.0.0.1:1";
    assert_int_equal(fetch_record(&order, &report), FETCH_UNREACHABLE);
    assert_int_equal(fetch(&report), FETCH_ABSENT);
    assert_int_equal(file_make_folder(served), 0);
    assert_int_equal(file_replace(scratch_path(&scratch, "served/checkpoint"),
                                  span_of_text("x"),
                                  0644),
                     0);
    assert_int_equal(fetch(&report), FETCH_MALFORMED);
    poll();
    order.url = shelf.address;
    order.folder = "/dev/null/copy";
    assert_int_equal(fetch_record(&order, &report), FETCH_DENIED);
}

static void test_every_refusal_has_words(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < FETCH_REFUSALS; i++) {
        assert_true(strlen(fetch_refusal_text(i)) > 3);
    }
    assert_string_equal(fetch_refusal_text(FETCH_REFUSALS), "unknown");
}

static int start(void **state)
{
    (void)state;
    log_silence();
    return seal_init();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_record_is_copied_whole),
        TEST(test_a_copy_can_be_copied_again),
        TEST(test_a_copy_is_extended),
        TEST(test_a_changed_byte_is_refused_and_nothing_is_believed),
        TEST(test_an_earlier_state_is_refused),
        TEST(test_another_history_is_refused_and_kept_as_evidence),
        TEST(test_a_fork_the_log_did_not_sign_proves_nothing),
        TEST(test_another_election_than_the_code_says_is_refused),
        TEST(test_a_damaged_folder_is_not_built_upon),
        TEST(test_a_copy_cut_short_is_taken_up_again),
        TEST(test_what_is_no_server_is_refused),
        TEST(test_every_refusal_has_words),
    };

    return cmocka_run_group_tests(tests, start, NULL);
}
