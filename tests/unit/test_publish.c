// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/publish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"
#include "desk/tick.h"
#include "record/checkpoint.h"
#include "record/tiles.h"
#include "seal/hash.h"
#include "town.h"
#include "wire/codec.h"

static int get(struct town *town, const char *path, struct buf *out)
{
    enum publish_kind kind = PUBLISH_TILE;

    buf_reset(out);
    return desk_publish(town->desk, path, &kind, out);
}

/* "objects/<hash>" of the first constituency's roll. */
static void roll_path(struct town *town, char out[100])
{
    struct document *document = NULL;
    struct entry entry;
    struct buf bundle;
    struct reader reader;
    struct span span = {0};
    size_t i;

    buf_init(&bundle, TILES_BUNDLE_SIZE_MAX);
    assert_int_equal(get(town, "tile/entries/000.p/3", &bundle), 0);
    reader_init(&reader, buf_span(&bundle));
    for (i = 0; i < 3; i++) {
        assert_int_equal(tiles_next_entry(&reader, &span), 0);
    }
    assert_true(reader_done(&reader));
    assert_int_equal(entry_parse(span, &entry), 0);
    assert_int_equal(entry.type, ENTRY_ROLL);
    assert_int_equal(codec_parse(entry.document, ENTRY_ROLL, NULL, &document), 0);
    assert_int_equal(document->of.roll.lists[0].electors, 5);
    (void)snprintf(out, 100, "objects/");
    hex_encode(SPAN(document->of.roll.lists[0].object.digest), out + 8);
    document_free(document);
    buf_deinit(&bundle);
}

static void test_nothing_is_published_before_the_definition(void **state)
{
    static const char *const paths[] = {"checkpoint",
                                        "tile/0/000.p/1",
                                        "",
                                        "x",
                                        "tile/entries/000.p/1",
                                        "objects/",
                                        "cosigned/1",
                                        "../daemon.key",
                                        "objects/../../daemon.key"};
    struct town *town = *state;
    struct buf out;
    size_t i;

    buf_init(&out, 100000);
    for (i = 0; i < ARRAY_SIZE(paths); i++) {
        assert_int_equal(get(town, paths[i], &out), PUBLISH_UNKNOWN);
    }
    assert_int_equal(desk_definition_text(town->desk, &out), PUBLISH_UNKNOWN);
    assert_int_equal(desk_statement_text(town->desk, &out), PUBLISH_UNKNOWN);
    buf_deinit(&out);
}

static void test_the_record_is_served_as_tiles_under_the_checkpoint(void **state)
{
    struct town *town = *state;
    struct checkpoint checkpoint;
    struct digest digest;
    struct eid eid;
    struct buf out;
    struct buf hashes;

    town_define(town);
    buf_init(&out, 100000);
    buf_init(&hashes, 10000);
    assert_int_equal(get(town, "checkpoint", &out), 0);
    assert_int_equal(checkpoint_parse(buf_span(&out), &checkpoint), 0);
    assert_int_equal(checkpoint.head.size, 1);
    assert_string_equal(checkpoint.origin, town->definition->origin);
    assert_int_equal(get(town, "tile/0/000.p/1", &hashes), 0);
    assert_int_equal(hashes.size, 32);
    assert_memory_equal(hashes.data, checkpoint.head.root.bytes, 32);
    assert_int_equal(get(town, "tile/0/000.p/2", &hashes), PUBLISH_UNKNOWN);
    assert_int_equal(get(town, "tile/0/000", &hashes), PUBLISH_UNKNOWN);
    buf_reset(&out);
    assert_int_equal(desk_definition_text(town->desk, &out), 0);
    hash_sha256(buf_span(&out), &digest);
    eid = desk_eid(town->desk);
    assert_memory_equal(&digest, &eid, sizeof(eid));
    buf_deinit(&hashes);
    buf_deinit(&out);
}

static void test_while_the_poll_lasts_entries_and_rolls_are_withheld(void **state)
{
    struct town *town = *state;
    uint8_t ballot[BALLOT_SIZE];
    char path[100] = "";
    struct buf out;

    buf_init(&out, TILES_BUNDLE_SIZE_MAX);
    town_issue(town);
    roll_path(town, path);
    assert_int_equal(get(town, path, &out), PUBLISH_WITHHELD);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    town_ballot(town, town_token(town, "Ada Able"), 1, ballot);
    assert_int_equal(town_cast(town, ballot, NULL).result, 0);
    /* Up to and with `open` all is known. */
    assert_int_equal(get(town, "tile/entries/000.p/4", &out), 0);
    assert_int_equal(get(town, "tile/entries/000.p/5", &out), PUBLISH_WITHHELD);
    assert_int_equal(get(town, "tile/entries/000", &out), PUBLISH_WITHHELD);
    assert_int_equal(get(town, path, &out), PUBLISH_WITHHELD);
    assert_int_equal(get(town, "tile/0/000.p/5", &out), 0);
    assert_int_equal(get(town, "checkpoint", &out), 0);
    town_end(town);
    assert_int_equal(get(town, "tile/entries/000.p/5", &out), 0);
    assert_int_equal(get(town, "tile/entries/000.p/6", &out), 0);
    assert_int_equal(get(town, path, &out), 0);
    assert_int_equal(out.size, 42 + 5 * 32);
    buf_deinit(&out);
}

static void test_objects_are_public_when_an_entry_names_them(void **state)
{
    struct town *town = *state;
    char path[100] = "objects/";
    struct document *document = document_new(ENTRY_DEFINITION, 0);
    const struct digest *digest = &town->definition->ceremony.digest;
    struct buf out;

    buf_init(&out, 100000);
    hex_encode(SPAN(*digest), path + 8);
    assert_non_null(document);
    *document->of.definition = *town->definition;
    assert_int_equal(town_submit(town, document, TOWN_RETURNING | TOWN_TRUSTEE),
                     SUBMIT_OBJECT_MISSING);
    assert_int_equal(desk_object_put(town->desk, digest, buf_span(&town->ceremony)), 0);
    assert_int_equal(get(town, path, &out), PUBLISH_UNKNOWN);
    assert_int_equal(town_submit(town, document, TOWN_RETURNING | TOWN_TRUSTEE), 0);
    assert_int_equal(get(town, path, &out), 0);
    assert_true(span_is_equal(buf_span(&out), buf_span(&town->ceremony)));
    assert_int_equal(town_reopen(town), 0);
    assert_int_equal(get(town, path, &out), 0);
    path[9] = path[9] == '0' ? '1' : '0';
    assert_int_equal(get(town, path, &out), PUBLISH_UNKNOWN);
    document_free(document);
    buf_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOWN_TEST(test_nothing_is_published_before_the_definition),
        TOWN_TEST(test_the_record_is_served_as_tiles_under_the_checkpoint),
        TOWN_TEST(test_while_the_poll_lasts_entries_and_rolls_are_withheld),
        TOWN_TEST(test_objects_are_public_when_an_entry_names_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
