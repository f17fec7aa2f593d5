// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "desk/overview.h"
#include "seal/base64.h"
#include "seal/token.h"
#include "store/references.h"
#include "town.h"

static void test_a_desk_without_a_definition_is_a_draft(void **state)
{
    struct town *town = *state;

    assert_null(desk_definition(town->desk));
    assert_int_equal(desk_phase(town->desk), PHASE_DRAFT);
    assert_int_equal(desk_close_at(town->desk), 0);
    assert_int_equal(desk_state(town->desk, 1), DESK_UNSETTLED);
    assert_int_equal(desk_fault(town->desk), 0);
    assert_int_equal(town_reopen(town), 0);
}

static void test_a_whole_poll_goes_from_definition_to_close(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];

    town_begin(town);
    assert_int_equal(desk_phase(town->desk), PHASE_POLL);
    assert_int_equal(desk_state(town->desk, 1), DESK_CONTESTED);
    assert_int_equal(desk_state(town->desk, 2), DESK_CONTESTED);
    assert_int_equal(desk_state(town->desk, 3), DESK_SHORT);
    town_ballot(town, town_token(town, "Ada Able"), 2, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    assert_int_equal(town_reopen(town), 0);
    town_end(town);
    assert_int_equal(desk_phase(town->desk), PHASE_CLOSED);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_phase(town->desk), PHASE_CLOSED);
}

static int reopen_as(struct town *town, const struct desk_options *options)
{
    desk_free(town->desk);
    town->desk = NULL;
    return desk_open(options, &town->desk);
}

static void test_a_folder_has_one_program_at_a_time(void **state)
{
    struct town *town = *state;
    struct desk_options options = town->options;
    struct desk *second = NULL;

    assert_int_equal(desk_open(&options, &second), DESK_LOCKED);
    options.dir = "/nonexistent";
    assert_int_equal(desk_open(&options, &second), DESK_MISSING);
    assert_null(second);
}

static void test_a_definition_must_suit_the_program_that_serves_it(void **state)
{
    struct town *town = *state;
    struct desk_options options = town->options;

    options.is_practice_only = false;
    assert_int_equal(reopen_as(town, &options), 0);
    town->definition->practice = false;
    town_define(town);
    assert_int_equal(reopen_as(town, &options), 0);
    options.is_practice_only = true;
    assert_int_equal(reopen_as(town, &options), DESK_NOT_PRACTICE);
    options.is_practice_only = false;
    options.page.bytes[0] ^= 1;
    assert_int_equal(reopen_as(town, &options), DESK_OTHER_PAGE);
}

static void copy(struct town *town, const char *from, const char *to)
{
    char path[FILE_PATH_SIZE];
    struct buf bytes;

    buf_init(&bytes, 10000000);
    assert_int_equal(file_join(town->dir, from, path), 0);
    assert_int_equal(file_read(path, &bytes), 0);
    assert_int_equal(file_join(town->dir, to, path), 0);
    assert_int_equal(file_replace(path, buf_span(&bytes), 0600), 0);
    buf_deinit(&bytes);
}

static void test_an_old_copy_of_the_record_is_refused(void **state)
{
    struct town *town = *state;

    town_define(town);
    desk_free(town->desk);
    town->desk = NULL;
    copy(town, "record.db", "old.db");
    assert_int_equal(town_reopen(town), 0);
    /* One entry more. */
    {
        struct document *document = town_document(town, ENTRY_NOTE, 0);

        document->of.note.kind = NOTE_OTHER;
        (void)snprintf(document->of.note.code, LABEL_SIZE, "more");
        assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
        document_free(document);
    }
    desk_free(town->desk);
    town->desk = NULL;
    copy(town, "record.db", "new.db");
    copy(town, "old.db", "record.db");
    assert_int_equal(town_reopen(town), DESK_ROLLED_BACK);
    assert_true(strlen(desk_refusal_words(DESK_ROLLED_BACK)) > 0);
    copy(town, "new.db", "record.db");
    assert_int_equal(town_reopen(town), 0);
}

static void test_entries_committed_without_a_checkpoint_get_one(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    struct buf first;
    struct buf again;

    buf_init(&first, 100000);
    buf_init(&again, 100000);
    town_begin(town);
    desk_free(town->desk);
    town->desk = NULL;
    copy(town, "checkpoint", "before");
    assert_int_equal(town_reopen(town), 0);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, &first).result, 0);
    desk_free(town->desk);
    town->desk = NULL;
    /* As if it had died between the commit and the signature. */
    copy(town, "before", "checkpoint");
    assert_int_equal(town_reopen(town), 0);
    assert_true(town_cast(town, ballot, &again).is_again);
    assert_true(span_is_equal(buf_span(&first), buf_span(&again)));
    buf_deinit(&again);
    buf_deinit(&first);
}

static void test_what_the_roll_holds_without_its_entry_is_undone(void **state)
{
    struct town *town = *state;
    const struct digest mark = {{7}};
    struct db_guard guard = {NULL};
    char path[FILE_PATH_SIZE];
    struct roll *roll = NULL;
    struct db *db = NULL;
    struct overview overview;

    town_issue(town);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.issued, 8);
    desk_free(town->desk);
    town->desk = NULL;
    assert_int_equal(file_join(town->dir, "roll.db", path), 0);
    assert_int_equal(db_open(path, DB_WRITE, &db_schema_roll, &db), 0);
    assert_int_equal(roll_open(db, &roll), 0);
    assert_int_equal(db_begin(db, &guard), 0);
    assert_int_equal(references_add(roll, 1, span_of_text("sealed"), &mark), 0);
    assert_int_equal(db_commit(&guard), 0);
    roll_free(roll);
    db_free(db);
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(desk_overview(town->desk, &overview), 0);
    assert_int_equal(overview.tokens.issued, 8);
}

/* Every file of the folder, one behind the other. */
static struct buf everything;

static int
add_file(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)place;
    if (kind == FTW_F && status->st_size > 0) {
        assert_int_equal(file_read(name, &everything), 0);
    }
    return 0;
}

static void assert_absent(struct span secret)
{
    assert_true(secret.size > 0);
    assert_null(memmem(everything.data, everything.size, secret.data, secret.size));
}

static void test_no_token_is_ever_in_the_folder(void **state)
{
    struct town *town = *state;
    size_t i;

    town_begin(town);
    buf_init(&everything, 50000000);
    assert_int_equal(nftw(town->dir, add_file, 8, FTW_PHYS), 0);
    /* What is there is found: the search itself works. */
    assert_non_null(memmem(everything.data, everything.size, "Ada", 3));
    for (i = 0; i < town->parcel_count; i++) {
        const struct town_parcel *parcel = &town->parcels[i];
        char hex[2 * TOKEN_BYTES + 1];
        struct token token;
        struct buf base64;

        if (parcel->kind != PARCEL_TOKEN) {
            continue;
        }
        assert_int_equal(token_read(span_of_text(parcel->token), &token), 0);
        hex_encode(SPAN(token), hex);
        buf_init(&base64, 100);
        base64_encode(SPAN(token), &base64);
        assert_absent(SPAN(token));
        assert_absent(span_of_text(hex));
        assert_absent(span_of_text(parcel->token));
        assert_absent(span_of(strchr(parcel->link, '#') + 1, 25));
        assert_absent(buf_span(&base64));
        buf_deinit(&base64);
    }
    buf_deinit(&everything);
}

static void test_every_refusal_has_words(void **state)
{
    int refusal;

    (void)state;
    for (refusal = DESK_MISSING; refusal <= DESK_OTHER_PAGE; refusal++) {
        assert_true(strlen(desk_refusal_words(refusal)) > 10);
    }
    assert_string_equal(desk_refusal_words(0), "");
    assert_string_equal(desk_refusal_words(DESK_OTHER_PAGE + 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_a_desk_without_a_definition_is_a_draft),
        TOWN_TEST(test_a_whole_poll_goes_from_definition_to_close),
        TOWN_TEST(test_a_folder_has_one_program_at_a_time),
        TOWN_TEST(test_a_definition_must_suit_the_program_that_serves_it),
        TOWN_TEST(test_an_old_copy_of_the_record_is_refused),
        TOWN_TEST(test_entries_committed_without_a_checkpoint_get_one),
        TOWN_TEST(test_what_the_roll_holds_without_its_entry_is_undone),
        TOWN_TEST(test_no_token_is_ever_in_the_folder),
        TOWN_TEST(test_every_refusal_has_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
