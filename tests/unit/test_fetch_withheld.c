// SPDX-License-Identifier: AGPL-3.0-or-later
/* Fetching while the poll lasts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/fetch.h"
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

static bool has_copy(const char *name)
{
    char path[FILE_PATH_SIZE];
    uint64_t size;

    assert_int_equal(file_join(copy, name, path), 0);
    return file_size(path, &size) == 0;
}

static void drop(const char *folder, const char *name)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(unlink(path), 0);
}

/* Every published size has its partial bundle. */
static void serve_parts(unsigned most)
{
    char name[TILES_PATH_SIZE];
    char path[FILE_PATH_SIZE];
    struct tile tile = {TILES_ENTRIES, 0, 0};
    struct reader reader;
    struct span entry;

    reader_init(&reader, buf_span(&election.entries));
    for (tile.width = 1; tile.width <= most; tile.width++) {
        assert_int_equal(tiles_next_entry(&reader, &entry), 0);
        tiles_path(&tile, name);
        assert_int_equal(file_join(served, name, path), 0);
        assert_int_equal(file_make_parents(path), 0);
        assert_int_equal(file_replace(path,
                                      span_of(election.entries.data,
                                              election.entries.size - reader.rest.size),
                                      0644),
                         0);
    }
}

/* The daemon serves the bundles up to `open`, and no roll. */
static void test_what_is_withheld_during_the_poll_comes_later(void **state)
{
    struct fetch_report report;
    char roll[100] = "objects/";

    (void)state;
    election_begin(&election);
    serve_parts(4);
    cast(1, 1);
    cast(2, 1);
    hex_encode(SPAN(election.refs[1].digest.bytes), roll + strlen(roll));
    election_publish(&election, served);
    drop(served, "tile/entries/000.p/6");
    drop(served, roll);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.size, 6);
    assert_int_equal(report.held, 4);
    assert_int_equal(report.objects, 2);
    assert_int_equal(report.objects_withheld, 1);
    election_end(&election);
    election_publish(&election, served);
    assert_int_equal(fetch(&report), 0);
    assert_int_equal(report.held, 7);
    assert_int_equal(report.objects, 3);
}

static void test_entries_missing_without_a_poll_are_told(void **state)
{
    struct fetch_report report;

    (void)state;
    election_enrol(&election);
    election_publish(&election, served);
    election.time = election.definition->timetable.at[STEP_OPEN];
    assert_int_equal(
        election_submit(&election, election_document(&election, ENTRY_OPEN), BY_NOBODY),
        0);
    election_publish(&election, served);
    drop(served, "tile/entries/000.p/4");
    assert_int_equal(fetch(&report), FETCH_ABSENT);
    assert_false(has_copy("checkpoint"));
}

/* The checkpoint was read before the close, the bundles after it. */
static void test_a_close_in_the_middle_of_a_fetch_does_no_harm(void **state)
{
    struct fetch_report report;

    (void)state;
    election_begin(&election);
    cast(1, 1);
    cast(2, 1);
    election_end(&election);
    serve_parts(6);
    election_publish(&election, served);
    atomic_store(&shelf.shy, "/tile/entries/000.p/7");
    assert_int_equal(fetch(&report), 0);
    assert_null(atomic_load(&shelf.shy));
    assert_int_equal(report.held, 7);
    assert_int_equal(report.objects, 3);
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
        TEST(test_what_is_withheld_during_the_poll_comes_later),
        TEST(test_entries_missing_without_a_poll_are_told),
        TEST(test_a_close_in_the_middle_of_a_fetch_does_no_harm),
    };

    return cmocka_run_group_tests(tests, start, NULL);
}
