// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/log.h"
#include "scratch.h"
#include "store/roll.h"

static struct scratch scratch;

static int set_up(void **state)
{
    (void)state;
    log_silence();
    return scratch_make(&scratch);
}

static int tear_down(void **state)
{
    (void)state;
    return scratch_remove(&scratch);
}

static const char *path(void)
{
    return scratch_path(&scratch, "x.db");
}

/* Where SQLite's file header keeps them, as four bytes. */
enum {
    USER_VERSION_AT = 60,
    APPLICATION_ID_AT = 68,
};

/* A foreign program's hand on the file. */
static void meddle(long at, uint8_t value)
{
    const uint8_t bytes[4] = {0, 0, 0, value};
    FILE *file = fopen(path(), "r+b");

    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, sizeof(bytes), file), sizeof(bytes));
    assert_int_equal(fclose(file), 0);
}

static void make(void)
{
    struct db *db = NULL;

    assert_int_equal(db_open(path(), DB_CREATE, &db_schema_roll, &db), 0);
    db_free(db);
}

static void test_a_database_is_made_once_and_opened_again(void **state)
{
    struct db *db = NULL;

    (void)state;
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), DB_MISSING);
    make();
    assert_int_equal(db_open(path(), DB_CREATE, &db_schema_roll, &db), DB_EXISTS);
    assert_null(db);
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), 0);
    assert_int_equal(db_check(db, &db_schema_roll), 0);
    db_free(db);
    db = NULL;
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), 0);
    assert_int_equal(db_check(db, &db_schema_roll), 0);
    db_free(db);
}

static int occurrences(const char *text, const char *word)
{
    int count = 0;

    for (; (text = strstr(text, word)) != NULL; text++) {
        count++;
    }
    return count;
}

static void assert_strict(const struct db_schema *schema)
{
    size_t i;

    assert_true(schema->count > 0);
    for (i = 0; i < schema->count; i++) {
        const char *text = schema->migrations[i].sql;

        assert_true(i > 0 || occurrences(text, "CREATE TABLE") > 0);
        assert_int_equal(occurrences(text, "CREATE TABLE"),
                         occurrences(text, ") STRICT"));
    }
}

static void test_every_table_of_both_databases_is_strict(void **state)
{
    (void)state;
    assert_strict(&db_schema_roll);
    assert_strict(&db_schema_record);
}

static void test_another_database_is_refused_untouched(void **state)
{
    struct db *db = NULL;

    (void)state;
    make();
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_record, &db), DB_FOREIGN);
    meddle(APPLICATION_ID_AT, 7);
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), DB_FOREIGN);
    assert_null(db);
}

static void test_what_is_no_database_is_refused(void **state)
{
    char text[4096];
    struct db *db = NULL;

    (void)state;
    memset(text, 'x', sizeof(text));
    assert_int_equal(file_create(path(), span_of(text, sizeof(text)), 0600), 0);
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), DB_FOREIGN);
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), DB_FOREIGN);
    assert_null(db);
}

static void test_a_database_of_a_later_program_is_refused(void **state)
{
    struct db *db = NULL;

    (void)state;
    make();
    meddle(USER_VERSION_AT, 200);
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), DB_NEWER);
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), DB_NEWER);
}

static void test_migrations_missing_are_applied_by_the_writer_only(void **state)
{
    const struct db_schema first = {
        .application_id = db_schema_roll.application_id,
        .count = 1,
        .migrations = db_schema_roll.migrations,
    };
    struct db *db = NULL;

    (void)state;
    assert_int_equal(db_open(path(), DB_CREATE, &first, &db), 0);
    db_free(db);
    db = NULL;
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), DB_FOREIGN);
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), 0);
    db_free(db);
    db = NULL;
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), 0);
    db_free(db);
}

static void test_a_broken_file_is_a_fault_and_not_a_database(void **state)
{
    static const char junk[512] = "junk";
    struct db *db = NULL;
    FILE *file;

    (void)state;
    make();
    file = fopen(path(), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 4096, SEEK_SET), 0);
    assert_int_equal(fwrite(junk, 1, sizeof(junk), file), sizeof(junk));
    assert_int_equal(fclose(file), 0);
    assert_true(db_open(path(), DB_WRITE, &db_schema_roll, &db) < 0);
    assert_null(db);
}

/* SQLite keeps the schema as text in its pages: a constraint is loosened there.
 */
static void test_a_changed_schema_is_damage(void **state)
{
    static const char wanted[] = "BETWEEN 1 AND 32";
    struct db *db = NULL;
    static uint8_t pages[64 * 4096];
    FILE *file;
    size_t size;
    size_t at = 0;

    (void)state;
    make();
    file = fopen(path(), "r+b");
    assert_non_null(file);
    size = fread(pages, 1, sizeof(pages), file);
    while (memcmp(pages + at, wanted, strlen(wanted)) != 0) {
        at++;
        assert_true(at + strlen(wanted) < size);
    }
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    assert_int_equal(fwrite("BETWEEN 0 AND 99", 1, strlen(wanted), file),
                     strlen(wanted));
    assert_int_equal(fclose(file), 0);
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), 0);
    assert_int_equal(db_check(db, &db_schema_roll), DB_DAMAGED);
    db_free(db);
}

static void test_what_is_not_committed_is_rolled_back(void **state)
{
    struct db *db = NULL;
    struct db_guard guard;

    (void)state;
    make();
    assert_int_equal(db_open(path(), DB_WRITE, &db_schema_roll, &db), 0);
    assert_int_equal(db_begin(db, &guard), 0);
    /* A second transaction on the same connection is our own mistake. */
    assert_int_equal(db_begin(db, &(struct db_guard){0}), FAULT_STORE);
    db_end(&guard);
    db_end(&guard);
    assert_int_equal(db_commit(&guard), FAULT_BUG);
    assert_int_equal(db_begin(db, &guard), 0);
    assert_int_equal(db_commit(&guard), 0);
    assert_int_equal(db_checkpoint(db), 0);
    assert_int_equal(db_scrub(db), 0);
    db_free(db);
}

static void test_a_reader_cannot_write(void **state)
{
    struct db *db = NULL;
    struct db_guard guard;

    (void)state;
    make();
    assert_int_equal(db_open(path(), DB_READ, &db_schema_roll, &db), 0);
    assert_true(db_begin(db, &guard) != 0);
    db_free(db);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_database_is_made_once_and_opened_again),
        TEST(test_every_table_of_both_databases_is_strict),
        TEST(test_another_database_is_refused_untouched),
        TEST(test_what_is_no_database_is_refused),
        TEST(test_a_database_of_a_later_program_is_refused),
        TEST(test_migrations_missing_are_applied_by_the_writer_only),
        TEST(test_a_broken_file_is_a_fault_and_not_a_database),
        TEST(test_a_changed_schema_is_damage),
        TEST(test_what_is_not_committed_is_rolled_back),
        TEST(test_a_reader_cannot_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
