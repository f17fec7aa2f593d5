// SPDX-License-Identifier: AGPL-3.0-or-later
/* The election's folder under trouble: made, opened, mended after a crash, checked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk/check.h"
#include "desk/init.h"
#include "endure.h"
#include "record/object.h"
#include "seal/hash.h"
#include "store/references.h"
#include "store/roll.h"
#include "trouble.h"

static void close_desk(struct town *town)
{
    desk_free(town->desk);
    town->desk = NULL;
}

static void try_init(void *context)
{
    struct town *town = context;
    struct init_order order = {.dir = town->dir, .settings = "# settings\n"};
    struct sign_key log;
    int r;

    trouble_arm();
    r = desk_init(&order, &log);
    assert_true(trouble_disarm() || r == 0);
    assert_true(r <= 0);
    if (r == 0) {
        assert_int_equal(town_reopen(town), 0);
        close_desk(town);
        endure_check(town);
        assert_int_equal(nftw(town->dir, scratch_drop, 8, FTW_DEPTH | FTW_PHYS), 0);
    }
    assert_int_not_equal(access(town->dir, F_OK), 0);
}

static void test_a_folder_is_made_whole_or_not_at_all(void **state)
{
    struct town *town = *state;

    close_desk(town);
    assert_int_equal(file_join(town->scratch.folder, "other", town->dir), 0);
    trouble_each("init", TROUBLE_ALL, try_init, town);
}

/* As if the process had died between the commit and the checkpoint's signature, and
 * with a reference written whose entry never came. */
static void crash(struct town *town)
{
    const struct digest mark = {{7}};
    struct db_guard guard = {NULL};
    uint8_t ballot[BALLOT_SIZE];
    char checkpoint[FILE_PATH_SIZE];
    char path[FILE_PATH_SIZE];
    struct roll *roll = NULL;
    struct db *db = NULL;
    struct buf note;

    buf_init(&note, 10000);
    assert_int_equal(file_join(town->dir, "checkpoint", checkpoint), 0);
    assert_int_equal(file_read(checkpoint, &note), 0);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    close_desk(town);
    assert_int_equal(file_replace(checkpoint, buf_span(&note), 0600), 0);
    buf_deinit(&note);
    assert_int_equal(file_join(town->dir, "roll.db", path), 0);
    assert_int_equal(db_open(path, DB_WRITE, &db_schema_roll, &db), 0);
    assert_int_equal(roll_open(db, &roll), 0);
    assert_int_equal(db_begin(db, &guard), 0);
    assert_int_equal(references_add(roll, 1, span_of_text("sealed"), &mark), 0);
    assert_int_equal(db_commit(&guard), 0);
    roll_free(roll);
    db_free(db);
}

static struct digest mended;

static void try_open(void *context)
{
    struct town *town = context;
    struct digest rows;
    int r;

    endure_put_back(town);
    trouble_arm();
    r = desk_open(&town->options, &town->desk);
    assert_true(trouble_disarm() || r == 0);
    assert_true(r <= 0);
    assert_int_equal(town->desk != NULL, r == 0);
    close_desk(town);
    /* And again, untroubled. */
    assert_int_equal(town_reopen(town), 0);
    close_desk(town);
    endure_check(town);
    rows = endure_rows(town);
    assert_memory_equal(&rows, &mended, sizeof(rows));
}

static void test_after_a_crash_it_opens_mended_or_not_at_all(void **state)
{
    struct town *town = *state;

    town_begin(town);
    crash(town);
    endure_keep(town);
    assert_int_equal(town_reopen(town), 0);
    close_desk(town);
    mended = endure_rows(town);
    trouble_each("open", TROUBLE_ALL, try_open, town);
    endure_forget();
}

static void tell(void *context, const struct check_line *line)
{
    unsigned *bad = context;

    *bad += line->verdict == CHECK_BAD ? 1 : 0;
}

/* Trouble while checking is never taken for a good folder. */
static void try_check(void *context)
{
    const struct town *town = context;
    unsigned bad = 0;
    const struct check_report report = {.tell = tell, .context = &bad};
    bool has_struck;
    int r;

    trouble_arm();
    r = desk_check(town->dir, &report);
    has_struck = trouble_disarm();
    assert_true(has_struck || r == 0);
    assert_int_equal(bad > 0, r == CHECK_FAILED);
}

static void test_a_check_cut_short_finds_no_fault_that_is_not_there(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    close_desk(town);
    trouble_each("check", TROUBLE_BIT(TROUBLE_MEMORY), try_check, town);
}

static void try_put(void *context)
{
    struct town *town = context;
    const struct span bytes = span_of_text("an object's bytes");
    struct object_ref object = {.size = bytes.size};
    char folder[FILE_PATH_SIZE];
    char path[FILE_PATH_SIZE];
    uint64_t size;
    int r;

    hash_sha256(bytes, &object.digest);
    assert_int_equal(file_join(town->dir, "objects", folder), 0);
    assert_int_equal(object_path(folder, &object.digest, path), 0);
    trouble_arm();
    r = object_put(folder, &object, bytes);
    assert_true(trouble_disarm() || r == 0);
    assert_true(r <= 0);
    if (r < 0) {
        /* What may not be synced is not there: the next try does it all. */
        assert_int_equal(object_size(folder, &object.digest, &size), OBJECT_ABSENT);
    }
    assert_int_equal(object_put(folder, &object, bytes), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
}

static void test_an_object_is_kept_or_not(void **state)
{
    trouble_each("object",
                 TROUBLE_BIT(TROUBLE_FILE) | TROUBLE_BIT(TROUBLE_GONE)
                     | TROUBLE_BIT(TROUBLE_FULL),
                 try_put,
                 *state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_folder_is_made_whole_or_not_at_all),
        TOWN_TEST(test_after_a_crash_it_opens_mended_or_not_at_all),
        TOWN_TEST(test_a_check_cut_short_finds_no_fault_that_is_not_there),
        TOWN_TEST(test_an_object_is_kept_or_not),
    };

    trouble_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
