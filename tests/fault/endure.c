// SPDX-License-Identifier: AGPL-3.0-or-later
#include "endure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "desk/check.h"
#include "desk/overview.h"
#include "seal/hash.h"
#include "trouble.h"

enum {
    ROWS_MAX = 1 << 24,
    KEPT_FILES = 64,
};

/* What a folder held: put back before each try. */
struct kept {
    size_t count;
    char paths[KEPT_FILES][FILE_PATH_SIZE];
    struct buf files[KEPT_FILES];
};

static struct kept kept;
static uint64_t entries_before;
static struct buf rows;

static void add_rows(sqlite3 *handle, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int column;

    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (column = 0; column < sqlite3_column_count(statement); column++) {
            buf_put_u32(&rows, (uint32_t)sqlite3_column_type(statement, column));
            buf_put(&rows,
                    sqlite3_column_blob(statement, column),
                    (size_t)sqlite3_column_bytes(statement, column));
        }
        buf_put_u8(&rows, 0xff);
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
}

static void add_database(const char *path)
{
    sqlite3_stmt *tables = NULL;
    sqlite3 *handle = NULL;
    char sql[200];

    assert_int_equal(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(handle,
                           "SELECT name FROM sqlite_master WHERE type = 'table' "
                           "ORDER BY name",
                           -1,
                           &tables,
                           NULL),
        SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        (void)snprintf(
            sql, sizeof(sql), "SELECT * FROM %s", sqlite3_column_text(tables, 0));
        add_rows(handle, sql);
    }
    assert_int_equal(sqlite3_finalize(tables), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

struct digest endure_rows(const struct town *town)
{
    static const char *const files[] = {"roll.db", "record.db"};
    char path[FILE_PATH_SIZE];
    struct digest digest;
    size_t i;

    buf_init(&rows, ROWS_MAX);
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        assert_int_equal(file_join(town->dir, files[i], path), 0);
        add_database(path);
    }
    assert_int_equal(buf_status(&rows), 0);
    hash_sha256(buf_span(&rows), &digest);
    buf_deinit(&rows);
    return digest;
}

static void tell(void *context, const struct check_line *line)
{
    (void)context;
    if (line->verdict == CHECK_BAD) {
        print_error("check: %s: %s\n", check_stage_name(line->stage), line->what);
    }
}

void endure_check(const struct town *town)
{
    const struct check_report report = {.tell = tell};

    assert_int_equal(desk_check(town->dir, &report), 0);
}

static int
keep_file(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)place;
    if (kind == FTW_F) {
        assert_true(kept.count < KEPT_FILES);
        (void)snprintf(kept.paths[kept.count], FILE_PATH_SIZE, "%s", name);
        buf_init(&kept.files[kept.count], (size_t)status->st_size);
        assert_int_equal(file_read(name, &kept.files[kept.count]), 0);
        kept.count++;
    }
    return 0;
}

static bool is_kept(const char *name)
{
    size_t i;

    for (i = 0; i < kept.count; i++) {
        if (strcmp(kept.paths[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static int
drop_file(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)place;
    return kind == FTW_F && !is_kept(name) ? unlink(name) : 0;
}

void endure_keep(const struct town *town)
{
    kept.count = 0;
    assert_int_equal(nftw(town->dir, keep_file, 8, FTW_PHYS), 0);
}

void endure_forget(void)
{
    size_t i;

    for (i = 0; i < kept.count; i++) {
        buf_deinit(&kept.files[i]);
    }
    kept.count = 0;
}

static void close_desk(struct town *town)
{
    desk_free(town->desk);
    town->desk = NULL;
}

void endure_put_back(struct town *town)
{
    size_t i;

    assert_int_equal(nftw(town->dir, drop_file, 8, FTW_PHYS), 0);
    for (i = 0; i < kept.count; i++) {
        FILE *file = fopen(kept.paths[i], "wbe");

        assert_non_null(file);
        assert_int_equal(fwrite(kept.files[i].data, 1, kept.files[i].size, file),
                         kept.files[i].size);
        assert_int_equal(fclose(file), 0);
        assert_int_equal(chmod(kept.paths[i], 0600), 0);
    }
}

static void put_back(struct town *town)
{
    close_desk(town);
    endure_put_back(town);
    assert_int_equal(town_reopen(town), 0);
    town->parcel_count = 0;
}

static void get_ready(struct town *town, const struct trial *trial)
{
    if (trial->ready) {
        trial->ready(town);
    }
}

static void assert_same(const struct digest *before, const struct town *town)
{
    struct digest now = endure_rows(town);

    assert_memory_equal(&now, before, sizeof(now));
}

/* Asked for again, it succeeds. */
static void repeat(struct town *town, const struct trial *trial)
{
    get_ready(town, trial);
    assert_int_equal(trial->run(town), 0);
    assert_true(trial->is_done(town));
}

/* After a failure, as the next start finds it: the act stands, or nothing of it. */
static void
restart(struct town *town, const struct trial *trial, const struct digest *before)
{
    close_desk(town);
    assert_int_equal(town_reopen(town), 0);
    if (!trial->is_done(town)) {
        assert_same(before, town);
        repeat(town, trial);
    }
    close_desk(town);
    endure_check(town);
}

struct endured {
    struct town *town;
    const struct trial *trial;
};

static void try_once(void *context)
{
    const struct endured *endured = context;
    struct town *town = endured->town;
    const struct trial *trial = endured->trial;
    struct digest before;
    bool has_struck;
    int r;

    get_ready(town, trial);
    before = endure_rows(town);
    (void)desk_now(town->desk); /* what a clock's file said last holds while it fails */
    trouble_arm();
    r = trial->run(town);
    has_struck = trouble_disarm();
    assert_true(has_struck || r == 0);
    if (r == 0 && trial->is_done(town)) {
        put_back(town);
        return;
    }
    assert_true(r != 0 || (has_struck && trial->comes_again));
    if (trouble_now() == TROUBLE_MEMORY && desk_fault(town->desk) == 0
        && !trial->is_done(town)) {
        /* The process goes on: the next try is the act repeated. */
        assert_same(&before, town);
        return;
    }
    restart(town, trial, &before);
    put_back(town);
}

static uint64_t entries(struct town *town)
{
    struct overview overview;

    assert_int_equal(desk_overview(town->desk, &overview), 0);
    return overview.entries;
}

bool endure_has_entry(struct town *town)
{
    return entries(town) > entries_before;
}

void endure(struct town *town, const struct trial *trial)
{
    struct endured endured = {town, trial};

    close_desk(town);
    endure_keep(town);
    put_back(town);
    entries_before = entries(town);
    trouble_each(trial->name, TROUBLE_ALL, try_once, &endured);
    endure_forget();
}
