// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * Parsers, the count and key files under trouble: what the machine lacks is a fault,
 * never a refusal of what is good. The texts are the fuzzers' saved inputs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/log.h"
#include "count/count.h"
#include "scratch.h"
#include "seal/ceremony.h"
#include "seal/hash.h"
#include "seal/keyfile.h"
#include "trouble.h"
#include "wire/blt.h"
#include "wire/card.h"
#include "wire/codec.h"
#include "wire/sheet_csv.h"
#include "wire/sheet_json.h"
#include "wire/sheet_reader.h"

enum {
    ROOM = 1 << 20,
};

static const char *corpus; /* folder of the fuzzers' inputs */

/* A document, read and written. */
static int work_codec(struct span text)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct node_complaint why;
    enum entry_type type;
    struct buf out;
    int r = codec_type(text, &why, &type);

    buf_init(&out, CODEC_SIZE_MAX);
    if (r == 0) {
        r = codec_parse(text, type, &why, &document);
    }
    if (r == 0) {
        r = codec_write(document, &out);
    }
    buf_deinit(&out);
    return r;
}

static int write_sheet(const struct sheet *sheet, const struct slate *slate)
{
    struct buf out;
    int r;

    buf_init(&out, ROOM);
    r = sheet_json_write(sheet, slate, "fault", NULL, &out);
    if (r == 0) {
        r = sheet_csv_write(sheet, slate, &out);
    }
    buf_deinit(&out);
    return r;
}

static int count(const struct blt *blt, enum rule_set rules)
{
    const struct count_input input = {
        .rules = rules, .slate = blt->slate, .rankings = blt->rankings};
    struct lot_list drawn = {.count = 0};
    struct lots lots = lot_list_lots(&drawn);
    struct sheet *sheet = NULL;
    struct tie needed;
    size_t i;
    int r;

    for (i = 1; i <= blt->slate->candidates; i++) {
        drawn.drawn[drawn.count++] = (uint8_t)i;
    }
    r = count_votes(&input, &lots, &needed, &sheet);
    if (r == 0) {
        r = write_sheet(sheet, blt->slate);
    }
    sheet_free(sheet);
    return r;
}

/* Ballots, read, counted by each kind of rules, and written. */
static int work_blt(struct span text)
{
    static const enum rule_set sets[] = {
        RULES_NHS_2014_STV, RULES_ERS97, RULES_SCOTTISH_2011, RULES_MEEK_PRF_2009};
    struct blt blt = {NULL, NULL};
    struct blt_error error;
    struct buf out;
    size_t i;
    int r = blt_parse(text, &blt, &error);

    buf_init(&out, ROOM);
    if (r == 0) {
        r = blt_write(&blt, &out);
    }
    for (i = 0; r == 0 && i < ARRAY_SIZE(sets); i++) {
        r = count(&blt, sets[i]);
    }
    buf_deinit(&out);
    blt_deinit(&blt);
    return r;
}

static int work_card(struct span text)
{
    struct node_complaint why;
    struct person person;

    return card_parse(text, &why, &person);
}

static int work_sheet(struct span text)
{
    struct sheet_file file = {0};
    struct node_complaint why;
    int r = sheet_reader_parse(text, ROOM, &why, &file);

    if (r == 0) {
        r = write_sheet(file.sheet, file.slate);
        sheet_reader_deinit(&file);
    }
    return r;
}

static int work_ceremony(struct span object)
{
    struct ceremony *ceremony = NULL;
    int r = ceremony_parse(object, &ceremony);

    ceremony_free(ceremony);
    return r;
}

struct work {
    const char *file;
    int (*run)(struct span input);
    struct buf input;
};

static void try_work(void *context)
{
    const struct work *work = context;
    bool has_struck;
    int r;

    trouble_arm();
    r = work->run(buf_span(&work->input));
    has_struck = trouble_disarm();
    assert_true(has_struck || r == 0);
    assert_true(r <= 0);
}

static void test_what_is_good_is_never_refused_for_want_of_memory(void **state)
{
    static struct work works[] = {
        {.file = "codec/definition.json", .run = work_codec},
        {.file = "codec/statement.json", .run = work_codec},
        {.file = "codec/box.json", .run = work_codec},
        {.file = "blt/every-form", .run = work_blt},
        {.file = "blt/surplus-waits", .run = work_blt},
        {.file = "card/card-officer.json", .run = work_card},
        {.file = "sheet_reader/surplus", .run = work_sheet},
        {.file = "ceremony/three", .run = work_ceremony},
    };
    char path[FILE_PATH_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(works); i++) {
        buf_init(&works[i].input, ROOM);
        assert_int_equal(file_join(corpus, works[i].file, path), 0);
        assert_int_equal(file_read(path, &works[i].input), 0);
        trouble_each(works[i].file, TROUBLE_BIT(TROUBLE_MEMORY), try_work, &works[i]);
        buf_deinit(&works[i].input);
    }
}

static struct scratch scratch;

/* A key made, saved, opened again and pledged. */
static int use_key(const char *path)
{
    CLEANUP(keyfile_freep) struct keyfile *made = NULL;
    CLEANUP(keyfile_freep) struct keyfile *opened = NULL;
    const struct pledge pledge = {.cid = 1, .output = {{5}}};
    int r = keyfile_new(KEY_TRUSTEE, "Tess", &made);

    if (r == 0) {
        r = keyfile_save(made, path, span_of_text("passphrase"));
    }
    if (r == 0) {
        r = keyfile_open(path, span_of_text("passphrase"), &opened);
    }
    return r == 0 ? keyfile_pledge(opened, &pledge) : r;
}

static void try_key(void *context)
{
    CLEANUP(keyfile_freep) struct keyfile *kept = NULL;
    const char *path = scratch_path(&scratch, "key");
    bool has_struck;
    int r;

    (void)context;
    trouble_arm();
    r = use_key(path);
    has_struck = trouble_disarm();
    assert_true(has_struck || r == 0);
    assert_true(r <= 0);
    /* No file, or one that opens: whatever happened to its writer. */
    if (access(path, F_OK) == 0) {
        assert_int_equal(keyfile_open(path, span_of_text("passphrase"), &kept), 0);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(scratch.folder), 0);
    assert_int_equal(mkdir(scratch.folder, 0700), 0);
}

static void test_a_key_file_is_whole_or_not_there(void **state)
{
    (void)state;
    assert_int_equal(scratch_make(&scratch), 0);
    trouble_each("key", TROUBLE_OURS, try_key, NULL);
    assert_int_equal(scratch_remove(&scratch), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_good_is_never_refused_for_want_of_memory),
        cmocka_unit_test(test_a_key_file_is_whole_or_not_there),
    };

    if (argc != 2 || seal_init() != 0) {
        return 2;
    }
    corpus = argv[1];
    log_silence();
    node_prepare();
    trouble_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
