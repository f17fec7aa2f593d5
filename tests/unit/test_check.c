// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "town.h"

struct told {
    int good[CHECK_STAGES];
    int bad[CHECK_STAGES];
};

static void keep(void *context, const struct check_line *line)
{
    struct told *told = context;

    assert_true(strlen(line->what) > 0);
    assert_true(strlen(check_stage_name(line->stage)) > 0);
    if (line->verdict == CHECK_GOOD) {
        told->good[line->stage]++;
    } else {
        told->bad[line->stage]++;
    }
}

static int check(struct town *town, struct told *told)
{
    const struct check_report report = {keep, told};

    memset(told, 0, sizeof(*told));
    desk_free(town->desk);
    town->desk = NULL;
    return desk_check(town->dir, &report);
}

static void poll(struct town *town)
{
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    town_ballot(town, town_token(town, "Ben Baker"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
}

static void test_a_good_folder_passes_every_stage_and_is_not_changed(void **state)
{
    struct town *town = *state;
    struct told told;
    int stage;

    assert_int_equal(check(town, &told), 0);
    assert_int_equal(town_reopen(town), 0);
    poll(town);
    assert_int_equal(check(town, &told), 0);
    for (stage = CHECK_FILES; stage < CHECK_STAGES; stage++) {
        assert_true(told.good[stage] > 0);
        assert_int_equal(told.bad[stage], 0);
    }
    assert_int_equal(town_reopen(town), 0);
}

static void test_what_witnesses_are_said_to_have_signed_is_looked_at(void **state)
{
    static const struct {
        const char *name;
        const char *text;
    } files[] = {{"1", "no checkpoint\n"}, {"readme", "hello\n"}, {"1", NULL}};
    struct town *town = *state;
    char folder[FILE_PATH_SIZE];
    char from[FILE_PATH_SIZE];
    char path[FILE_PATH_SIZE];
    CLEANUP(buf_deinit) struct buf own;
    struct told told;
    size_t i;

    buf_init(&own, 1 << 16);
    poll(town);
    assert_int_equal(file_join(town->dir, "cosigned", folder), 0);
    (void)mkdir(folder, 0700);
    assert_int_equal(file_join(town->dir, "checkpoint", from), 0);
    assert_int_equal(file_read(from, &own), 0);
    for (i = 0; i < ARRAY_SIZE(files); i++) {
        /* The last: the log's own note, which no witness signed. */
        struct span text =
            files[i].text != NULL ? span_of_text(files[i].text) : buf_span(&own);

        assert_int_equal(file_join(folder, files[i].name, path), 0);
        assert_int_equal(file_create_unsynced(path, text, 0600), 0);
        assert_int_equal(check(town, &told), CHECK_FAILED);
        assert_int_equal(told.bad[CHECK_WITNESSES], 1);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(check(town, &told), 0);
    assert_int_equal(told.good[CHECK_WITNESSES], 1);
}

static void test_a_folder_in_use_is_left_alone(void **state)
{
    struct town *town = *state;
    struct told told = {0};
    const struct check_report report = {keep, &told};

    assert_int_equal(desk_check(town->dir, &report), CHECK_LOCKED);
}

/* Puts bytes into a file of the folder, from its end when `at` is negative. */
static void spoil(struct town *town, const char *name, long at)
{
    char path[FILE_PATH_SIZE];
    FILE *file;
    int byte;

    assert_int_equal(file_join(town->dir, name, path), 0);
    file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, at < 0 ? SEEK_END : SEEK_SET), 0);
    byte = fgetc(file);
    assert_int_equal(fseek(file, -1, SEEK_CUR), 0);
    assert_int_equal(fputc(byte ^ 1, file), byte ^ 1);
    assert_int_equal(fclose(file), 0);
}

static void test_a_changed_object_is_named(void **state)
{
    struct town *town = *state;
    char name[100] = "objects/";
    struct told told;
    size_t i;

    poll(town);
    for (i = 0; i < 32; i++) {
        (void)snprintf(
            name + 8 + 2 * i, 3, "%02x", town->definition->ceremony.digest.bytes[i]);
    }
    desk_free(town->desk);
    town->desk = NULL;
    spoil(town, name, 5);
    assert_int_equal(check(town, &told), CHECK_FAILED);
    assert_int_equal(told.bad[CHECK_OBJECTS], 1);
}

static void test_a_changed_checkpoint_file_is_named(void **state)
{
    struct town *town = *state;
    struct told told;

    poll(town);
    desk_free(town->desk);
    town->desk = NULL;
    spoil(town, "checkpoint", -10);
    assert_int_equal(check(town, &told), CHECK_FAILED);
    assert_int_equal(told.bad[CHECK_TREE], 1);
    assert_int_equal(desk_open(&town->options, &town->desk), DESK_FORKED);
}

static void test_a_key_that_others_may_read_is_named(void **state)
{
    struct town *town = *state;
    char path[FILE_PATH_SIZE];
    struct told told;

    assert_int_equal(file_join(town->dir, "daemon.key", path), 0);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(check(town, &told), CHECK_FAILED);
    assert_int_equal(told.bad[CHECK_FILES], 1);
    assert_int_equal(desk_open(&town->options, &town->desk), DESK_KEY);
}

static void test_a_database_that_is_gone_is_named(void **state)
{
    struct town *town = *state;
    char path[FILE_PATH_SIZE];
    struct told told;

    poll(town);
    assert_int_equal(file_join(town->dir, "roll.db", path), 0);
    desk_free(town->desk);
    town->desk = NULL;
    assert_int_equal(unlink(path), 0);
    assert_int_equal(check(town, &told), CHECK_FAILED);
    assert_int_equal(told.bad[CHECK_DATABASES], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_good_folder_passes_every_stage_and_is_not_changed),
        TOWN_TEST(test_what_witnesses_are_said_to_have_signed_is_looked_at),
        TOWN_TEST(test_a_folder_in_use_is_left_alone),
        TOWN_TEST(test_a_changed_object_is_named),
        TOWN_TEST(test_a_changed_checkpoint_file_is_named),
        TOWN_TEST(test_a_key_that_others_may_read_is_named),
        TOWN_TEST(test_a_database_that_is_gone_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
