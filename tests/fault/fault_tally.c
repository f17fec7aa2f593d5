// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * The tally under trouble: what the machine lacks is never taken for something wrong
 * with the record, and nothing half written is left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/reading.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/log.h"
#include "record/object.h"
#include "scratch.h"
#include "seal/hash.h"
#include "trouble.h"
#include "whole.h"
#include "wire/node.h"

#define TROUBLE_TALLY (TROUBLE_OURS | TROUBLE_BIT(TROUBLE_FULL))

static struct whole whole;
static struct scratch record;   /* the whole record, in a folder */
static struct scratch products; /* where the acts write */

static int prepare(void **state)
{
    (void)state;
    log_silence();
    node_prepare();
    trouble_prepare();
    if (seal_init() != 0 || scratch_make(&record) != 0 || scratch_make(&products)) {
        return -1;
    }
    whole_open(&whole);
    whole_run(&whole, SPOIL_NOTHING);
    whole_write(&whole, record.folder);
    whole_close(&whole);
    whole_open(&whole);
    whole_run_to_box(&whole, SPOIL_NOTHING);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    whole_close(&whole);
    return scratch_remove(&record) != 0 || scratch_remove(&products) != 0;
}

static int read_and_verify(struct reading **reading, struct audit **audit)
{
    struct verify_input input = {.source = NULL};
    int r = reading_open(record.folder, reading);

    if (r != 0) {
        return r;
    }
    reading_input(*reading, &input);
    return verify_run(&input, STAGE_RESULT, audit);
}

static size_t checks; /* that a whole verification makes */

static void try_verify(void *context)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(audit_freep) struct audit *audit = NULL;
    bool has_struck;
    int r;

    (void)context;
    trouble_arm();
    r = read_and_verify(&reading, &audit);
    has_struck = trouble_disarm();
    assert_true(has_struck || r == 0);
    assert_true(r <= 0);
    if (r == 0) {
        const struct findings *findings = verify_findings(audit);

        assert_int_equal(finding_failed(findings), 0);
        assert_int_equal(finding_waiting(findings), 0);
        checks = checks == 0 ? findings->count : checks;
        assert_int_equal(findings->count, checks);
    }
}

static void test_trouble_is_never_taken_for_a_bad_record(void **state)
{
    (void)state;
    try_verify(NULL); /* unarmed: what a whole one finds */
    trouble_each("verify", TROUBLE_OURS, try_verify, NULL);
}

static int put(void *context, const struct product *product)
{
    char path[FILE_PATH_SIZE];
    int r = 0;

    (void)context;
    if (product->object.size > 0) {
        r = object_put(products.folder, &product->reference, product->object);
    }
    if (r == 0 && product->document.size > 0) {
        r = file_join(products.folder, product->name, path);
    }
    if (r == 0 && product->document.size > 0) {
        r = file_replace(path, product->document, 0644);
    }
    return r;
}

/* Every object is what its name says. */
static int
check_file(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    char hex[2 * DIGEST_SIZE + 1];
    struct digest digest;
    struct buf bytes;

    (void)place;
    if (kind != FTW_F) {
        return 0;
    }
    buf_init(&bytes, (size_t)status->st_size);
    assert_int_equal(file_read(name, &bytes), 0);
    hash_sha256(buf_span(&bytes), &digest);
    hex_encode(SPAN(digest), hex);
    assert_null(strstr(name, ".aside"));
    if (strlen(strrchr(name, '/')) == 2 * DIGEST_SIZE + 1) {
        assert_string_equal(strrchr(name, '/') + 1, hex);
    }
    buf_deinit(&bytes);
    return remove(name);
}

/* One act of the tally on a record that is right up to there. */
struct stage_act {
    const char *name;
    int (*run)(struct audit *audit, const struct sink *sink);
};

static int mix(struct audit *audit, const struct sink *sink)
{
    return perform_mix(audit, whole.mixers[0], sink);
}

static int decrypt(struct audit *audit, const struct sink *sink)
{
    return perform_decrypt(audit, whole.trustee, sink);
}

static int declare(struct audit *audit, const struct sink *sink)
{
    const struct keyfile *officer = whole.officer;
    const struct drawn drawn = {.cid = 2, .list = {1, {2}}};
    const struct declaration declaration = {
        .officers = &officer,
        .officer_count = 1,
        .drawn_count = 1,
        .drawn = &drawn,
        .sentence = "Elected.",
    };
    struct lot_needed needed;

    return perform_declare(audit, &declaration, sink, &needed);
}

static void try_act(void *context)
{
    const struct stage_act *act = context;
    const struct sink sink = {NULL, put};
    struct audit *audit = whole_verify(&whole, STAGE_SHARES);
    bool has_struck;
    int r;

    trouble_arm();
    r = act->run(audit, &sink);
    has_struck = trouble_disarm();
    assert_true(has_struck || r == 0);
    assert_true(r <= 0);
    audit_free(audit);
    audit = whole_verify(&whole, STAGE_SHARES);
    if (r != 0) {
        /* As on the day after, from the record: nothing was lost. */
        assert_int_equal(act->run(audit, &sink), 0);
    }
    audit_free(audit);
    assert_int_equal(nftw(products.folder, check_file, 8, FTW_PHYS), 0);
}

/* What was made goes into the record. */
static void enter(int (*run)(struct audit *audit, const struct sink *sink))
{
    const struct sink sink = whole_sink(&whole);
    struct audit *audit = whole_verify(&whole, STAGE_SHARES);

    assert_int_equal(run(audit, &sink), 0);
    audit_free(audit);
    whole_sign(&whole);
}

static int mix_again(struct audit *audit, const struct sink *sink)
{
    return perform_mix(audit, whole.mixers[1], sink);
}

static void test_an_act_of_the_tally_leaves_whole_files_or_none(void **state)
{
    struct stage_act mixing = {"mix", mix};
    struct stage_act decrypting = {"decrypt", decrypt};
    struct stage_act declaring = {"declare", declare};

    (void)state;
    trouble_each(mixing.name, TROUBLE_TALLY, try_act, &mixing);
    enter(mix);
    enter(mix_again);
    trouble_each(decrypting.name, TROUBLE_TALLY, try_act, &decrypting);
    enter(decrypt);
    trouble_each(declaring.name, TROUBLE_TALLY, try_act, &declaring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trouble_is_never_taken_for_a_bad_record),
        cmocka_unit_test(test_an_act_of_the_tally_leaves_whole_files_or_none),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
