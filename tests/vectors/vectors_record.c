// SPDX-License-Identifier: AGPL-3.0-or-later
/* record/: a checkpoint, a cosignature, a receipt and a bundle (make_record.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "record/checkpoint.h"
#include "record/entry.h"
#include "record/receipt.h"
#include "record/tiles.h"
#include "record/tree.h"
#include "record/vkey.h"
#include "seal/hash.h"

static const char *folder;

static void load(const char *name, struct buf *out)
{
    char path[FILE_PATH_SIZE];

    buf_init(out, 100000);
    assert_int_equal(file_join(folder, name, path), 0);
    assert_int_equal(file_read(path, out), 0);
}

static void load_vkey(const char *name, struct vkey *out)
{
    struct buf again;
    struct buf text;

    load(name, &text);
    assert_int_equal(vkey_parse(span_of(text.data, text.size - 1), out), 0);
    buf_init(&again, 1000);
    vkey_write(out, &again);
    assert_true(span_is_equal(buf_span(&again), span_of(text.data, text.size - 1)));
    buf_deinit(&again);
    buf_deinit(&text);
}

static struct sign_secret *load_secret(void)
{
    struct sign_secret *secret = NULL;
    struct sign_seed seed;
    struct buf text;

    load("log.seed", &text);
    assert_int_equal(
        hex_decode(span_of(text.data, text.size - 1), seed.bytes, sizeof(seed.bytes)),
        0);
    assert_int_equal(sign_secret_from_seed(&seed, &secret), 0);
    buf_deinit(&text);
    return secret;
}

static struct tree *load_tree(void)
{
    struct tree *tree = NULL;
    struct reader reader;
    struct digest leaf;
    struct span entry;
    struct buf bundle;

    load("bundle", &bundle);
    assert_int_equal(tree_new(&tree), 0);
    reader_init(&reader, buf_span(&bundle));
    while (!reader_is_empty(&reader)) {
        assert_int_equal(tiles_next_entry(&reader, &entry), 0);
        entry_leaf(entry, &leaf);
        assert_int_equal(tree_append(tree, &leaf), 0);
    }
    buf_deinit(&bundle);
    return tree;
}

static void test_our_checkpoint_is_the_one_written_byte_for_byte(void **state)
{
    struct sign_secret *secret = load_secret();
    struct tree *tree = load_tree();
    struct tree_head head = {.size = tree_size(tree)};
    struct tree_head back;
    struct vkey log;
    struct buf given;
    struct buf made;

    (void)state;
    load_vkey("log.vkey", &log);
    load("checkpoint", &given);
    buf_init(&made, 1000);
    assert_int_equal(tree_root(tree, head.size, &head.root), 0);
    assert_int_equal(checkpoint_write(&head, &log, secret, &made), 0);
    assert_true(span_is_equal(buf_span(&made), buf_span(&given)));
    assert_int_equal(checkpoint_open(buf_span(&given), &log, &back), 0);
    assert_int_equal(back.size, 20);
    assert_memory_equal(back.root.bytes, head.root.bytes, DIGEST_SIZE);
    buf_deinit(&given);
    buf_deinit(&made);
    sign_secret_free(secret);
    tree_free(tree);
}

static void test_a_cosignature_gives_its_time(void **state)
{
    struct checkpoint checkpoint;
    struct vkey witness;
    struct vkey log;
    struct buf note;
    int64_t time;

    (void)state;
    load_vkey("log.vkey", &log);
    load_vkey("witness.vkey", &witness);
    load("cosigned", &note);
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(checkpoint_verify(&checkpoint, &log), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &witness, &time), 0);
    assert_int_equal(time, 1781798490);
    buf_deinit(&note);
}

static void test_our_receipt_is_the_one_written_byte_for_byte(void **state)
{
    struct tree *tree = load_tree();
    struct receipt receipt = {.index = 15};
    struct receipt_fact fact;
    struct vkey log;
    struct buf checkpoint;
    struct buf ballot;
    struct buf entry;
    struct buf given;
    struct buf made;

    (void)state;
    load_vkey("log.vkey", &log);
    load("checkpoint", &checkpoint);
    load("ballot", &ballot);
    load("receipt.tlog-proof", &given);
    assert_int_equal(receipt_check(buf_span(&given), &log, buf_span(&ballot), &fact),
                     0);
    assert_int_equal(fact.index, 15);
    assert_int_equal(fact.time, 1781798400 + 2 * 60);
    assert_int_equal(fact.head.size, 20);

    buf_init(&entry, 1000);
    buf_init(&made, 10000);
    assert_int_equal(receipt_open(buf_span(&given), &log, &fact, &entry), 0);
    receipt.entry = buf_span(&entry);
    receipt.checkpoint = buf_span(&checkpoint);
    assert_int_equal(tree_inclusion(tree, 15, 20, &receipt.proof), 0);
    assert_int_equal(receipt_write(&receipt, &made), 0);
    assert_true(span_is_equal(buf_span(&made), buf_span(&given)));
    buf_deinit(&checkpoint);
    buf_deinit(&ballot);
    buf_deinit(&entry);
    buf_deinit(&given);
    buf_deinit(&made);
    tree_free(tree);
}

/* The whole note and key that the specification of signed notes gives. */
static void test_the_example_of_the_specification_verifies(void **state)
{
    static const char line[] =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    static const char checkpoint_text[] =
        "example.com/behind-the-sofa\n20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\xe2\x80\x94 example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
        "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        "\xe2\x80\x94 witness.example.com/w1 "
        "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
        "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5"
        "nNo0xUe+mbIUBkBIfZ+qnA==\n";
    static const char signature_text[] =
        "49fcb2b575c891a1d9561194bd539da82fd5812ae937d7a69ce2d8e367700953"
        "80aed9b60d444583595ec6233811f79855e644abb01e31b562eef62277b26903";
    struct signature signature;
    struct checkpoint checkpoint;
    struct vkey vkey;

    (void)state;
    assert_int_equal(vkey_parse(span_of_text(line), &vkey), 0);
    assert_int_equal(vkey.id, 0x530d903a);
    assert_string_equal(vkey.name, "example.com/foo");
    assert_int_equal(
        hex_decode(span_of_text(signature_text), signature.bytes, SIGNATURE_SIZE), 0);
    assert_int_equal(sign_note_check(&vkey.key,
                                     span_of_text("This is an example message.\n"),
                                     &signature),
                     0);

    assert_int_equal(checkpoint_parse(span_of_text(checkpoint_text), &checkpoint), 0);
    assert_string_equal(checkpoint.origin, "example.com/behind-the-sofa");
    assert_int_equal(checkpoint.head.size, 20852163);
    assert_int_equal(checkpoint.line_count, 2);
    assert_int_equal(checkpoint.lines[0].id, 0x033de0ae);
    assert_int_equal(checkpoint.lines[1].id, 0x8d66cf3f);
    assert_int_equal(checkpoint_verify(&checkpoint, &vkey), CHECKPOINT_ORIGIN);
}

static int set_up(void **state)
{
    (void)state;
    return seal_init();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_our_checkpoint_is_the_one_written_byte_for_byte),
        cmocka_unit_test(test_a_cosignature_gives_its_time),
        cmocka_unit_test(test_our_receipt_is_the_one_written_byte_for_byte),
        cmocka_unit_test(test_the_example_of_the_specification_verifies),
    };

    if (argc != 2) {
        return 2;
    }
    folder = argv[1];
    return cmocka_run_group_tests(tests, set_up, NULL);
}
