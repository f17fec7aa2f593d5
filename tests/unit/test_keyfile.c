// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/keyfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "seal/hash.h"
#include "seal/sealbox.h"

static char folder[] = "/tmp/keyfile-XXXXXX";
static char path[64];

static int prepare(void **state)
{
    (void)state;
    if (seal_init() != 0 || mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof(path), "%s/key", folder);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static void make(enum key_role role, struct keyfile **out)
{
    (void)unlink(path);
    assert_int_equal(keyfile_new(role, "Ada Byron", out), 0);
    assert_int_equal(keyfile_save(*out, path, span_of_text("open sesame")), 0);
}

static void test_a_key_of_each_role_is_saved_and_opened_again(void **state)
{
    enum key_role role;

    (void)state;
    for (role = KEY_OFFICER; role < KEY_ROLES; role++) {
        struct keyfile *made = NULL;
        struct keyfile *opened = NULL;
        const struct key_person *person;
        static const struct box_key no_box;
        static const struct point no_point;

        make(role, &made);
        assert_int_equal(keyfile_open(path, span_of_text("open sesame"), &opened), 0);
        person = keyfile_person(opened);
        assert_memory_equal(person, keyfile_person(made), sizeof(*person));
        assert_string_equal(person->name, "Ada Byron");
        assert_int_equal(person->role, role);
        assert_int_equal(memcmp(&person->seal, &no_box, sizeof(no_box)) != 0,
                         role == KEY_OFFICER || role == KEY_ISSUER);
        assert_int_equal(memcmp(&person->static_key, &no_point, sizeof(no_point)) != 0,
                         role == KEY_TRUSTEE);
        keyfile_free(made);
        keyfile_free(opened);
    }
}

static void test_the_file_is_the_owners_alone_and_never_written_over(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    struct stat status;

    (void)state;
    make(KEY_MIXER, &keyfile);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(keyfile_save(keyfile, path, span_of_text("x")), KEYFILE_EXISTS);
}

static void test_a_wrong_or_empty_passphrase_opens_nothing(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    struct keyfile *opened = NULL;

    (void)state;
    make(KEY_OFFICER, &keyfile);
    assert_int_equal(keyfile_open(path, span_of_text("open sesam"), &opened),
                     KEYFILE_PASSPHRASE);
    assert_int_equal(keyfile_open(path, span_of_text(""), &opened), KEYFILE_PASSPHRASE);
    assert_int_equal(keyfile_open("/nowhere/key", span_of_text("x"), &opened),
                     KEYFILE_ABSENT);
    assert_null(opened);
}

/* Each place costs an Argon2id, so a few of every part: head, salt, stream, body, tag.
 */
static void test_an_altered_or_cut_file_does_not_open(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    struct keyfile *opened = NULL;
    struct buf file;
    const size_t places[] = {0, 4, 5, 30, 40, 62, 80, 120};
    size_t i;

    (void)state;
    make(KEY_TRUSTEE, &keyfile);
    buf_init(&file, 1 << 16);
    assert_int_equal(file_read(path, &file), 0);
    for (i = 0; i < ARRAY_SIZE(places); i++) {
        file.data[places[i]] ^= 1;
        assert_int_equal(file_replace(path, buf_span(&file), 0600), 0);
        file.data[places[i]] ^= 1;
        assert_true(keyfile_open(path, span_of_text("open sesame"), &opened) > 0);
    }
    assert_int_equal(file_replace(path, span_of(file.data, file.size - 1), 0600), 0);
    assert_int_equal(keyfile_open(path, span_of_text("open sesame"), &opened),
                     KEYFILE_PASSPHRASE);
    assert_int_equal(file_replace(path, span_of(file.data, 60), 0600), 0);
    assert_int_equal(keyfile_open(path, span_of_text("open sesame"), &opened),
                     KEYFILE_MALFORMED);
    assert_null(opened);
    buf_deinit(&file);
}

static void test_the_secrets_do_not_stand_in_the_file(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    struct sign_seed seed;
    struct buf file;

    (void)state;
    make(KEY_OFFICER, &keyfile);
    sign_secret_seed(keyfile_sign(keyfile), &seed);
    buf_init(&file, 1 << 16);
    assert_int_equal(file_read(path, &file), 0);
    assert_null(memmem(file.data, file.size, &seed, sizeof(seed)));
    assert_null(memmem(file.data, file.size, "Ada", 3));
    buf_deinit(&file);
}

static void test_a_pledge_is_kept_for_ever(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    CLEANUP(keyfile_freep) struct keyfile *again = NULL;
    struct pledge first = {.cid = 1};
    struct pledge other = {.cid = 1};
    struct pledge elsewhere = {.cid = 2};

    (void)state;
    other.output.bytes[0] = 1;
    make(KEY_TRUSTEE, &keyfile);
    assert_int_equal(keyfile_open(path, span_of_text("open sesame"), &again), 0);
    assert_int_equal(keyfile_pledge(keyfile, &first), 0);
    assert_int_equal(keyfile_pledge(keyfile, &first), 0);
    assert_int_equal(keyfile_pledge(keyfile, &other), KEYFILE_PLEDGED);
    assert_int_equal(keyfile_pledge(keyfile, &elsewhere), 0);

    /* A copy opened before knows it too, and one opened after. */
    assert_int_equal(keyfile_pledge(again, &other), KEYFILE_PLEDGED);
    keyfile_free(again);
    again = NULL;
    assert_int_equal(keyfile_open(path, span_of_text("open sesame"), &again), 0);
    assert_int_equal(keyfile_pledge(again, &other), KEYFILE_PLEDGED);
    assert_int_equal(keyfile_pledge(again, &first), 0);
    other.eid.bytes[0] = 7;
    assert_int_equal(keyfile_pledge(again, &other), 0);
}

static void test_an_issuer_unseals_as_an_officer_does(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *issuer = NULL;
    CLEANUP(buf_deinit) struct buf sealed;
    CLEANUP(buf_deinit) struct buf plain;

    (void)state;
    make(KEY_ISSUER, &issuer);
    buf_init(&sealed, 100);
    buf_init(&plain, 100);
    assert_int_equal(sealbox_seal(&keyfile_person(issuer)->seal,
                                  span_of_text("a list of voters"),
                                  &sealed),
                     0);
    assert_int_equal(keyfile_unseal(issuer, buf_span(&sealed), &plain), 0);
    assert_true(span_is_equal(buf_span(&plain), span_of_text("a list of voters")));
    sealed.data[sealed.size - 1] ^= 1;
    assert_int_equal(keyfile_unseal(issuer, buf_span(&sealed), &plain), KEYFILE_SEALED);
}

static void test_only_a_saved_trustee_pledges_and_only_an_officer_unseals(void **state)
{
    CLEANUP(keyfile_freep) struct keyfile *officer = NULL;
    CLEANUP(keyfile_freep) struct keyfile *unsaved = NULL;
    const struct pledge pledge = {.cid = 1};
    struct buf out;

    (void)state;
    make(KEY_OFFICER, &officer);
    assert_int_equal(keyfile_pledge(officer, &pledge), KEYFILE_ROLE);
    assert_int_equal(keyfile_new(KEY_TRUSTEE, "T", &unsaved), 0);
    assert_int_equal(keyfile_pledge(unsaved, &pledge), KEYFILE_ROLE);
    buf_init(&out, 100);
    assert_int_equal(keyfile_unseal(unsaved, span_of_text("x"), &out), KEYFILE_ROLE);
    assert_string_equal(keyfile_role_name(KEY_WITNESS), "witness");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_of_each_role_is_saved_and_opened_again),
        cmocka_unit_test(test_the_file_is_the_owners_alone_and_never_written_over),
        cmocka_unit_test(test_a_wrong_or_empty_passphrase_opens_nothing),
        cmocka_unit_test(test_an_altered_or_cut_file_does_not_open),
        cmocka_unit_test(test_the_secrets_do_not_stand_in_the_file),
        cmocka_unit_test(test_a_pledge_is_kept_for_ever),
        cmocka_unit_test(test_an_issuer_unseals_as_an_officer_does),
        cmocka_unit_test(test_only_a_saved_trustee_pledges_and_only_an_officer_unseals),
    };

    return cmocka_run_group_tests(tests, prepare, clear);
}
