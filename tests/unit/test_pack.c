// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/moment.h"

#define PACK_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

enum {
    TEXT_MAX = 65536,
    LEAVES_MAX = 8,
    STOP = 7,
};

/* What is written, leaf by leaf. */
struct leaves {
    struct buf texts[LEAVES_MAX];
    size_t count;
    unsigned boxes;
    unsigned asked;
    int stop; /* handed back at once, unless 0 */
};

static int put(void *self, enum pack_line line, struct span text)
{
    struct leaves *leaves = self;

    leaves->asked++;
    if (leaves->stop != 0) {
        return leaves->stop;
    }
    if (line == PACK_LEAF) {
        assert_true(leaves->count < LEAVES_MAX);
        buf_init(&leaves->texts[leaves->count++], TEXT_MAX);
    }
    assert_true(leaves->count > 0);
    leaves->boxes += line == PACK_CANDIDATE || line == PACK_CHOICE ? 1 : 0;
    buf_put_span(&leaves->texts[leaves->count - 1], text);
    buf_put_text(&leaves->texts[leaves->count - 1], "\n");
    return 0;
}

static void leaves_deinit(struct leaves *leaves)
{
    size_t i;

    for (i = 0; i < leaves->count; i++) {
        buf_deinit(&leaves->texts[i]);
    }
}

struct scene {
    struct definition *definition;
    struct pack pack;
    struct leaves leaves;
};

static struct pack pack_of(struct definition *definition)
{
    struct constituency *constituency = &definition->constituencies[0];

    (void)snprintf(definition->trust, NAME_SIZE, "Example Trust");
    (void)snprintf(definition->contact.address, LINE_SIZE, "1 High Street, Oxford");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "01234 567890");
    (void)snprintf(constituency->name, NAME_SIZE, "Public: North");
    constituency->seats = 2;
    constituency->method = METHOD_STV;
    constituency->channels = 1U << CHANNEL_ONLINE | 1U << CHANNEL_POST;
    constituency->wording_count = 1;
    (void)snprintf(constituency->wordings[0], WORDING_SIZE, "I am who I am.");
    return (struct pack){
        .definition = definition,
        .constituency = constituency,
        .site = "https://vote.example",
        .code = "0123-4567-89AB-CDEF",
        .close = INT64_C(1781798400), /* 5pm on 18 June 2026 */
        .count = 2,
        .candidates = {{.number = 1,
                        .name = span_of_text("Ann Ash"),
                        .address = span_of_text("1 Mill Lane\nOxford"),
                        .party = span_of_text("Green"),
                        .statement = span_of_text("Ann says this.")},
                       {.number = 2,
                        .name = span_of_text("Bo Birch"),
                        .address = span_of_text("Oxford"),
                        .is_dead = true}},
    };
}

static int set_up(void **state)
{
    static struct scene scene;

    scene = (struct scene){.definition = definition_new()};
    assert_non_null(scene.definition);
    scene.pack = pack_of(scene.definition);
    *state = &scene;
    return 0;
}

static int tear_down(void **state)
{
    struct scene *scene = *state;

    leaves_deinit(&scene->leaves);
    definition_free(scene->definition);
    return 0;
}

static int write_pack(struct scene *scene, const char *envelope)
{
    const struct pack_sink sink = {&scene->leaves, put};

    return pack_write(&scene->pack, envelope, &sink);
}

static void assert_has(struct leaves *leaves, size_t leaf, const char *words)
{
    if (strstr(buf_text(&leaves->texts[leaf]), words) == NULL) {
        fail_msg("\"%s\" is missing from: %s", words, buf_text(&leaves->texts[leaf]));
    }
}

static void test_a_pack_is_what_rules_20_21_24_and_25_ask(void **state)
{
    struct scene *scene = *state;
    size_t i;

    assert_int_equal(write_pack(scene, "1.42.K7"), 0);
    assert_int_equal(scene->leaves.count, 4);
    for (i = 0; i < scene->leaves.count; i++) {
        assert_has(&scene->leaves, i, "Example Trust");
        assert_has(&scene->leaves, i, "Public: North");
    }
    assert_has(&scene->leaves, 0, "2 governors are to be elected.");
    assert_has(&scene->leaves, 0, "Write 1 in the box of your first choice");
    assert_has(&scene->leaves,
               0,
               "1  Ann Ash\n1 Mill Lane, Oxford\nDeclared interests: none\n"
               "Political party: Green\n2  Bo Birch\nThis candidate has died");
    assert_has(&scene->leaves,
               0,
               "1 High Street, Oxford. It must be there by 5pm on Thursday");
    assert_has(&scene->leaves, 0, "https://vote.example/vote");
    assert_has(&scene->leaves, 0, "01234 567890");
    assert_has(&scene->leaves, 0, "0123-4567-89AB-CDEF");
    assert_has(
        &scene->leaves, 1, "Ann Ash\nAnn says this.\nBo Birch\nNo election statement.");
    assert_has(&scene->leaves, 2, "I am who I am.");
    assert_has(
        &scene->leaves, 2, "Signature\nDate\nThe number of your envelope:\n1.42.K7");
    assert_has(&scene->leaves,
               3,
               "Covering envelope\nThe returning officer, Example Trust\n"
               "1 High Street, Oxford\n1.42.K7\n");
    assert_has(&scene->leaves,
               3,
               "Put the ballot paper, and nothing else, into this envelope");
    assert_int_equal(scene->leaves.boxes, 2);
}

static void test_a_ballot_paper_is_the_same_whoever_it_is_for(void **state)
{
    struct scene *scene = *state;
    struct buf *texts = scene->leaves.texts;

    assert_int_equal(write_pack(scene, "1.42.K7"), 0);
    assert_int_equal(write_pack(scene, "1.43.XY"), 0);
    assert_int_equal(scene->leaves.count, 8);
    assert_true(span_is_equal(buf_span(&texts[0]), buf_span(&texts[4])));
    assert_true(span_is_equal(buf_span(&texts[1]), buf_span(&texts[5])));
    assert_null(strstr(buf_text(&texts[0]), "42"));
    assert_false(span_is_equal(buf_span(&texts[2]), buf_span(&texts[6])));
}

static void test_staff_make_no_declaration(void **state)
{
    struct scene *scene = *state;

    scene->definition->constituencies[0].wording_count = 0;
    scene->definition->constituencies[0].method = METHOD_FPP;
    scene->definition->constituencies[0].channels |=
        1U << CHANNEL_TELEPHONE | 1U << CHANNEL_TEXT;
    scene->definition->practice = true;
    assert_int_equal(write_pack(scene, "1.42.K7"), 0);
    assert_int_equal(scene->leaves.count, 3);
    assert_has(&scene->leaves, 0, "PRACTICE");
    assert_has(&scene->leaves, 0, "Put a cross (X) in the box of up to 2 candidates");
    assert_has(&scene->leaves, 0, "Or by telephone");
    assert_has(&scene->leaves, 0, "Or by text message");
    assert_has(&scene->leaves, 2, "1.42.K7");
    assert_null(strstr(buf_text(&scene->leaves.texts[2]), "declaration"));
}

static void test_one_of_several_declarations_is_ticked(void **state)
{
    struct scene *scene = *state;

    scene->definition->constituencies[0].wording_count = 2;
    (void)snprintf(scene->definition->constituencies[0].wordings[1],
                   WORDING_SIZE,
                   "I care for somebody.");
    assert_int_equal(write_pack(scene, "1.42.K7"), 0);
    assert_has(&scene->leaves, 2, "tick what is true of you");
    assert_has(&scene->leaves, 2, "I am who I am.\nI care for somebody.\n");
    assert_int_equal(scene->leaves.boxes, 4);
}

static void test_a_sink_that_stops_is_asked_no_more(void **state)
{
    struct scene *scene = *state;

    scene->leaves.stop = STOP;
    assert_int_equal(write_pack(scene, "1.42.K7"), STOP);
    assert_int_equal(scene->leaves.asked, 1);
}

static void test_a_pack_goes_with_letters_where_votes_come_by_post(void **state)
{
    struct constituency constituency = {.channels = 1U << CHANNEL_POST};
    struct parcel parcel = {.kind = PARCEL_TOKEN,
                            .way = PARCEL_LETTER,
                            .constituency = &constituency,
                            .envelope = "1.42.K7"};

    (void)state;
    assert_true(pack_is_due(&parcel));
    parcel.way = PARCEL_EMAIL;
    assert_false(pack_is_due(&parcel));
    parcel.way = PARCEL_LETTER;
    parcel.kind = PARCEL_SIGN_IN;
    assert_false(pack_is_due(&parcel));
    parcel.kind = PARCEL_TOKEN;
    constituency.channels = 1U << CHANNEL_ONLINE;
    assert_false(pack_is_due(&parcel));
    constituency.channels = 1U << CHANNEL_POST;
    parcel.envelope = NULL;
    assert_false(pack_is_due(&parcel));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PACK_TEST(test_a_pack_is_what_rules_20_21_24_and_25_ask),
        PACK_TEST(test_a_ballot_paper_is_the_same_whoever_it_is_for),
        PACK_TEST(test_staff_make_no_declaration),
        PACK_TEST(test_one_of_several_declarations_is_ticked),
        PACK_TEST(test_a_sink_that_stops_is_asked_no_more),
        cmocka_unit_test(test_a_pack_goes_with_letters_where_votes_come_by_post),
    };

    moment_set_zone();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
