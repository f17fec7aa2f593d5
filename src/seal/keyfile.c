// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/keyfile.h"

#include <string.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "keyfile_secret.h"
#include "seal/group.h"
#include "seal/secret.h"

enum {
    KEYFILE_MODE = S_IRUSR | S_IWUSR,
};

const char *keyfile_role_name(enum key_role role)
{
    static const char *const names[KEY_ROLES] = {
        [KEY_OFFICER] = "officer",
        [KEY_TRUSTEE] = "trustee",
        [KEY_MIXER] = "mixer",
        [KEY_WITNESS] = "witness",
        [KEY_ISSUER] = "issuer",
    };

    return names[role];
}

void keyfile_free(struct keyfile *keyfile)
{
    if (keyfile != NULL) {
        sign_secret_free(keyfile->sign);
        secret_free(keyfile);
    }
}

static int keyfile_make(struct keyfile **out)
{
    void *memory = NULL;
    int r;

    r = secret_new(sizeof(struct keyfile), &memory);
    if (r != 0) {
        return r;
    }
    *out = memory;
    return 0;
}

int keyfile_new(enum key_role role, const char *name, struct keyfile **out)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    int r;

    if (strlen(name) >= sizeof(keyfile->person.name)) {
        return FAULT(FAULT_BUG);
    }
    r = keyfile_make(&keyfile);
    if (r != 0) {
        return r;
    }
    keyfile->person.role = role;
    memcpy(keyfile->person.name, name, strlen(name));
    randombytes_buf(keyfile->seed.bytes, sizeof(keyfile->seed.bytes));
    if (keyfile_has_box(role)) {
        randombytes_buf(keyfile->unseal, sizeof(keyfile->unseal));
    }
    if (role == KEY_TRUSTEE) {
        group_nonce("dkg-commit",
                    SPAN(keyfile->seed),
                    span_of_text(keyfile->person.name),
                    0,
                    &keyfile->d);
    }
    r = keyfile_complete(keyfile);
    if (r != 0) {
        return FOLD(r);
    }
    *out = keyfile_take(&keyfile);
    return 0;
}

/* What base/file refuses, in our words. */
static int translate(int r)
{
    switch (r) {
    case FILE_ABSENT:
        return KEYFILE_ABSENT;
    case FILE_DENIED:
        return KEYFILE_DENIED;
    case FILE_EXISTS:
        return KEYFILE_EXISTS;
    case FILE_TOO_LARGE:
    case FILE_NOT_REGULAR:
        return KEYFILE_MALFORMED;
    default:
        return FOLD(r);
    }
}

int keyfile_save(struct keyfile *keyfile, const char *path, struct span passphrase)
{
    struct buf file;
    int r;

    if (strlen(path) >= sizeof(keyfile->path)) {
        return KEYFILE_DENIED;
    }
    r = keyfile_lock_new(passphrase, &keyfile->lock);
    if (r != 0) {
        return r;
    }
    buf_init(&file, KEYFILE_SIZE_MAX);
    r = keyfile_shut(keyfile, &file);
    if (r == 0) {
        r = translate(file_create(path, buf_span(&file), KEYFILE_MODE));
    }
    buf_deinit(&file);
    if (r == 0) {
        memcpy(keyfile->path, path, strlen(path) + 1);
    }
    return r;
}

static int read_file(const char *path, struct buf *out)
{
    return translate(file_read(path, out));
}

/* keyfile->lock has its key once this is 0. */
static int open_with(struct span file, struct span passphrase, struct keyfile *keyfile)
{
    int r;

    r = keyfile_read_lock(file, &keyfile->lock);
    if (r != 0) {
        return r;
    }
    r = keyfile_lock_derive(passphrase, &keyfile->lock);
    if (r != 0) {
        return r;
    }
    r = keyfile_unshut(file, &keyfile->lock, keyfile);
    if (r != 0) {
        return r;
    }
    return keyfile_complete(keyfile);
}

int keyfile_open(const char *path, struct span passphrase, struct keyfile **out)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    struct buf file;
    int r;

    r = keyfile_make(&keyfile);
    if (r != 0) {
        return r;
    }
    if (strlen(path) >= sizeof(keyfile->path)) {
        return KEYFILE_ABSENT;
    }
    memcpy(keyfile->path, path, strlen(path) + 1);
    buf_init(&file, KEYFILE_SIZE_MAX);
    r = read_file(path, &file);
    if (r == 0) {
        r = open_with(buf_span(&file), passphrase, keyfile);
    }
    buf_deinit(&file);
    if (r != 0) {
        return r;
    }
    *out = keyfile_take(&keyfile);
    return 0;
}

const struct key_person *keyfile_person(const struct keyfile *keyfile)
{
    return &keyfile->person;
}

const struct sign_secret *keyfile_sign(const struct keyfile *keyfile)
{
    return keyfile->sign;
}

int keyfile_unseal(const struct keyfile *keyfile, struct span sealed, struct buf *out)
{
    uint8_t *plain;

    if (!keyfile_has_box(keyfile->person.role)) {
        return KEYFILE_ROLE;
    }
    if (sealed.size < crypto_box_SEALBYTES) {
        return KEYFILE_SEALED;
    }
    plain = buf_extend(out, sealed.size - crypto_box_SEALBYTES);
    if (plain == NULL) {
        return FOLD(buf_status(out));
    }
    if (crypto_box_seal_open(plain,
                             sealed.data,
                             sealed.size,
                             keyfile->person.seal.bytes,
                             keyfile->unseal)
        != 0) {
        out->size -= sealed.size - crypto_box_SEALBYTES;
        return KEYFILE_SEALED;
    }
    return 0;
}

/* The pledges as they are on disk now; not of a file put there under another lock. */
static int reread(struct keyfile *keyfile)
{
    struct keyfile_lock lock;
    struct buf file;
    int r;

    buf_init(&file, KEYFILE_SIZE_MAX);
    r = read_file(keyfile->path, &file);
    if (r == 0) {
        r = keyfile_read_lock(buf_span(&file), &lock);
    }
    if (r == 0) {
        r = keyfile_unshut(buf_span(&file), &keyfile->lock, keyfile);
    }
    buf_deinit(&file);
    return r;
}

static int write_pledge(struct keyfile *keyfile, const struct pledge *pledge)
{
    struct buf file;
    int r;

    if (keyfile->pledge_count == KEYFILE_PLEDGES_MAX) {
        return KEYFILE_FULL;
    }
    keyfile->pledges[keyfile->pledge_count] = *pledge;
    keyfile->pledge_count++;
    buf_init(&file, KEYFILE_SIZE_MAX);
    r = keyfile_shut(keyfile, &file);
    if (r == 0) {
        r = translate(file_replace(keyfile->path, buf_span(&file), KEYFILE_MODE));
    }
    buf_deinit(&file);
    return r;
}

int keyfile_pledge(struct keyfile *keyfile, const struct pledge *pledge)
{
    size_t i;
    int r;

    if (keyfile->person.role != KEY_TRUSTEE || keyfile->path[0] == 0) {
        return KEYFILE_ROLE;
    }
    r = reread(keyfile);
    if (r != 0) {
        return r;
    }
    for (i = 0; i < keyfile->pledge_count; i++) {
        const struct pledge *made = &keyfile->pledges[i];

        if (made->cid == pledge->cid
            && span_is_equal(SPAN(made->eid), SPAN(pledge->eid))) {
            return span_is_equal(SPAN(made->output), SPAN(pledge->output))
                       ? 0
                       : KEYFILE_PLEDGED;
        }
    }
    return write_pledge(keyfile, pledge);
}
