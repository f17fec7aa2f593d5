// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/custody.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    COUNT = 2,
};

static char folder[] = "/tmp/custody-XXXXXX";
static char path[64];
static struct keyfile *trustee;
static struct keyfile *stranger;
static struct keyfile *mixer;
static struct ceremony *ceremony;
static struct ciphertext input[COUNT];
static struct point messages[COUNT];

static void encrypt(const struct point *key)
{
    struct scalar r;
    struct point mask;
    uint32_t i;

    for (i = 0; i < COUNT; i++) {
        scalar_from_u64(100 + i, &r);
        point_mul_base(&r, &messages[i]);
        group_nonce("pok", span_of_text("t"), span_of_text("c"), i, &r);
        point_mul_base(&r, &input[i].alpha);
        point_mul(&r, key, &mask);
        point_add(&mask, &messages[i], &input[i].beta);
    }
}

static int prepare(void **state)
{
    const struct nonce nonce = {{4}};
    struct point key;

    (void)state;
    if (seal_init() != 0 || mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof(path), "%s/trustee", folder);
    if (keyfile_new(KEY_TRUSTEE, "T", &trustee) != 0
        || keyfile_save(trustee, path, span_of_text("p")) != 0
        || keyfile_new(KEY_TRUSTEE, "S", &stranger) != 0
        || keyfile_new(KEY_MIXER, "M", &mixer) != 0
        || custody_ceremony_alone(trustee, &nonce, &ceremony) != 0) {
        return -1;
    }
    ceremony_group_key(ceremony, &key);
    encrypt(&key);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    keyfile_free(trustee);
    keyfile_free(stranger);
    keyfile_free(mixer);
    ceremony_free(ceremony);
    (void)unlink(path);
    return rmdir(folder);
}

static struct span input_bytes;

static struct shuffle_task mix_task(void)
{
    struct shuffle_task task = {.cid = 1, .k = 1, .count = COUNT};

    input_bytes = SPAN(input);
    task.input = pieces_of(&input_bytes);

    task.mixer = keyfile_person(mixer)->sign;
    ceremony_group_key(ceremony, &task.key);
    return task;
}

static struct share_task share_task_of(struct pieces output)
{
    struct share_task task = {.cid = 1, .j = 1, .count = COUNT, .output = output};

    ceremony_share_key(ceremony, 1, &task.key);
    return task;
}

static void test_a_vote_goes_through_mixer_and_trustee(void **state)
{
    struct shuffle_task task = mix_task();
    struct buf objects[2];
    struct span spans[2];
    struct pieces pieces[2];
    struct share_task shares;
    struct share_set list = {.j = 1};
    struct share_sets sets = {.count = 1, .sets = &list, .ballots = COUNT};
    struct point out[COUNT];

    (void)state;
    buf_init(&objects[0], shuffle_size(COUNT));
    buf_init(&objects[1], share_size(COUNT));
    assert_int_equal(custody_mix(mixer, &task, NULL, &objects[0]), 0);
    spans[0] = buf_span(&objects[0]);
    pieces[0] = pieces_of(&spans[0]);
    assert_int_equal(shuffle_verify(&task, &pieces[0], NULL), 0);
    sets.output = shuffle_output(&pieces[0], COUNT);
    shares = share_task_of(sets.output);
    assert_int_equal(custody_decrypt(trustee, ceremony, &shares, NULL, &objects[1]), 0);
    spans[1] = buf_span(&objects[1]);
    pieces[1] = pieces_of(&spans[1]);
    assert_int_equal(share_verify(&shares, &pieces[1], NULL), 0);
    list.object = pieces[1];
    assert_int_equal(share_combine(&sets, NULL, out), 0);
    assert_true(point_is_equal(&out[0], &messages[0])
                || point_is_equal(&out[0], &messages[1]));
    buf_deinit(&objects[0]);
    buf_deinit(&objects[1]);
}

/* The decryption oracle: the trustee's own input, not mixed, as a second question. */
static void test_a_trustee_answers_one_output_of_a_constituency_only(void **state)
{
    struct buf share = {.ceiling = 1000};
    struct share_task task = share_task_of(mix_task().input);

    (void)state;
    assert_int_equal(custody_decrypt(trustee, ceremony, &task, NULL, &share),
                     CUSTODY_PLEDGED);
    assert_int_equal(share.size, 0);
}

static void test_other_keys_and_other_roles_are_refused(void **state)
{
    struct buf shuffle = {.ceiling = 10000};
    struct buf share = {.ceiling = 1000};
    struct ceremony *other = NULL;
    struct shuffle_task mix = mix_task();
    struct share_task task = share_task_of(mix_task().input);
    const struct nonce nonce = {{4}};

    (void)state;
    assert_int_equal(custody_mix(trustee, &mix, NULL, &shuffle), CUSTODY_ROLE);
    mix.mixer.bytes[0] ^= 1;
    assert_int_equal(custody_mix(mixer, &mix, NULL, &shuffle), CUSTODY_STRANGER);
    assert_int_equal(custody_decrypt(mixer, ceremony, &task, NULL, &share),
                     CUSTODY_ROLE);
    assert_int_equal(custody_decrypt(stranger, ceremony, &task, NULL, &share),
                     CUSTODY_STRANGER);
    assert_int_equal(custody_ceremony_alone(mixer, &nonce, &other), CUSTODY_ROLE);
    task.key = point_base;
    assert_int_equal(custody_decrypt(trustee, ceremony, &task, NULL, &share),
                     CUSTODY_STRANGER);
    assert_int_equal(shuffle.size, 0);
    assert_int_equal(share.size, 0);
    assert_null(other);
}

static void test_a_key_file_that_cannot_be_written_answers_nothing(void **state)
{
    struct buf share = {.ceiling = 1000};
    struct share_task task = share_task_of(mix_task().input);

    (void)state;
    task.cid = 2;
    assert_int_equal(unlink(path), 0);
    assert_int_equal(custody_decrypt(trustee, ceremony, &task, NULL, &share),
                     CUSTODY_KEYFILE);
    assert_int_equal(share.size, 0);
}

static void test_the_restore_test_tells_the_right_file(void **state)
{
    struct ceremony broken = *ceremony;

    (void)state;
    assert_int_equal(custody_restores(trustee, ceremony), 0);
    assert_int_equal(custody_restores(stranger, ceremony), CUSTODY_STRANGER);
    assert_int_equal(custody_restores(mixer, ceremony), CUSTODY_ROLE);
    broken.messages[0].shares[0].bytes[0] ^= 1;
    assert_int_equal(custody_restores(trustee, &broken), CUSTODY_CEREMONY);
}

static void test_a_sheet_of_paper_restores_the_share_and_the_signatures(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *again = NULL;
    struct paper_secret secrets[PAPER_BLOCKS];

    (void)state;
    assert_int_equal(custody_paper(mixer, secrets), CUSTODY_ROLE);
    assert_int_equal(custody_paper(trustee, secrets), 0);
    assert_int_equal(custody_from_paper(secrets, "T", &again), 0);
    assert_memory_equal(
        keyfile_person(again), keyfile_person(trustee), sizeof(struct key_person));
    assert_int_equal(custody_restores(again, ceremony), 0);
}

static void test_a_sheet_that_is_no_share_is_refused(void **state)
{
    static const struct paper_secret none[PAPER_BLOCKS];
    struct paper_secret secrets[PAPER_BLOCKS];
    CLEANUP(keyfile_freep) struct keyfile *again = NULL;

    (void)state;
    assert_int_equal(custody_from_paper(none, "T", &again), CUSTODY_STRANGER);
    assert_int_equal(custody_paper(stranger, secrets), 0);
    memset(secrets[PAPER_SIGN].bytes, 0, PAPER_SECRET_SIZE);
    assert_int_equal(custody_from_paper(secrets, "T", &again), 0);
    assert_int_equal(custody_restores(again, ceremony), CUSTODY_STRANGER);
    memset(secrets[PAPER_STATIC].bytes, 0xff, PAPER_SECRET_SIZE);
    keyfile_free(again);
    again = NULL;
    assert_int_equal(custody_from_paper(secrets, "T", &again), CUSTODY_STRANGER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_vote_goes_through_mixer_and_trustee),
        cmocka_unit_test(test_a_trustee_answers_one_output_of_a_constituency_only),
        cmocka_unit_test(test_other_keys_and_other_roles_are_refused),
        cmocka_unit_test(test_the_restore_test_tells_the_right_file),
        cmocka_unit_test(test_a_sheet_of_paper_restores_the_share_and_the_signatures),
        cmocka_unit_test(test_a_sheet_that_is_no_share_is_refused),
        cmocka_unit_test(test_a_key_file_that_cannot_be_written_answers_nothing),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
