// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/custody.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "keyfile_secret.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/secret.h"
#include "seal/sha256.h"

enum {
    PIECE = 16384,
};

int custody_mix(const struct keyfile *keyfile,
                const struct shuffle_task *task,
                const struct progress *progress,
                struct buf *out)
{
    if (keyfile->person.role != KEY_MIXER) {
        return CUSTODY_ROLE;
    }
    if (!span_is_equal(SPAN(keyfile->person.sign), SPAN(task->mixer))) {
        return CUSTODY_STRANGER;
    }
    return FOLD(shuffle_prove(task, SPAN(keyfile->seed), progress, out));
}

/* x_j of the trustee whose file it is; refuses a ceremony it does not fit. */
static int restore(const struct keyfile *keyfile,
                   const struct ceremony *ceremony,
                   struct scalar *out)
{
    unsigned culprit = 0;
    int r;

    if (keyfile->person.role != KEY_TRUSTEE) {
        return CUSTODY_ROLE;
    }
    r = ceremony_restore(ceremony, &keyfile->d, &culprit, out);
    if (r == CEREMONY_STRANGER) {
        return CUSTODY_STRANGER;
    }
    return r > 0 ? CUSTODY_CEREMONY : r;
}

static int hash_list(const struct pieces *list, struct digest *out)
{
    uint8_t piece[PIECE];
    struct sha256 sha256;
    uint64_t offset;
    int r;

    sha256_begin(&sha256);
    for (offset = 0; offset < list->size; offset += PIECE) {
        size_t size =
            list->size - offset < PIECE ? (size_t)(list->size - offset) : PIECE;

        r = pieces_read(list, offset, size, piece);
        if (r != 0) {
            return r;
        }
        sha256_add(&sha256, span_of(piece, size));
    }
    sha256_end(&sha256, out);
    return 0;
}

static int pledge(struct keyfile *keyfile, const struct share_task *task)
{
    struct pledge made = {.eid = task->eid, .cid = task->cid};
    int r;

    r = hash_list(&task->output, &made.output);
    if (r != 0) {
        return r;
    }
    r = keyfile_pledge(keyfile, &made);
    if (r == KEYFILE_PLEDGED) {
        return CUSTODY_PLEDGED;
    }
    return r > 0 ? CUSTODY_KEYFILE : r;
}

/* x_j, which must be the one of the task. */
static int restore_for(const struct keyfile *keyfile,
                       const struct ceremony *ceremony,
                       const struct share_task *task,
                       struct scalar *out)
{
    struct point key;
    int r;

    r = restore(keyfile, ceremony, out);
    if (r != 0) {
        return r;
    }
    point_mul_base(out, &key);
    if (point_is_equal(&key, &task->key)) {
        return 0;
    }
    secret_wipe(out, sizeof(*out));
    return CUSTODY_STRANGER;
}

int custody_decrypt(struct keyfile *keyfile,
                    const struct ceremony *ceremony,
                    const struct share_task *task,
                    const struct progress *progress,
                    struct buf *out)
{
    struct scalar x;
    int r;

    if (task->use != SHARE_TALLY) {
        return FAULT(FAULT_BUG);
    }
    r = restore_for(keyfile, ceremony, task, &x);
    if (r != 0) {
        return r;
    }
    r = pledge(keyfile, task);
    if (r == 0) {
        r = FOLD(share_make(task, &x, progress, out));
    }
    secret_wipe(&x, sizeof(x));
    return r;
}

int custody_open_one(const struct keyfile *keyfile,
                     const struct ceremony *ceremony,
                     const struct share_task *task,
                     struct buf *out)
{
    struct scalar x;
    int r;

    if (task->use != SHARE_OPEN_ONE || task->count != 1) {
        return FAULT(FAULT_BUG);
    }
    r = restore_for(keyfile, ceremony, task, &x);
    if (r != 0) {
        return r;
    }
    r = FOLD(share_make(task, &x, NULL, out));
    secret_wipe(&x, sizeof(x));
    return r;
}

int custody_ceremony_alone(const struct keyfile *keyfile,
                           const struct nonce *nonce,
                           struct ceremony **out)
{
    struct ceremony *ceremony;
    int r;

    if (keyfile->person.role != KEY_TRUSTEE) {
        return CUSTODY_ROLE;
    }
    ceremony = calloc(1, sizeof(*ceremony));
    if (ceremony == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ceremony->nonce = *nonce;
    ceremony->cocktail.n = 1;
    ceremony->cocktail.t = 1;
    ceremony->keys[0] = keyfile->person.sign;
    r = ceremony_alone(ceremony, &keyfile->d);
    if (r != 0) {
        ceremony_free(ceremony);
        return FOLD(r);
    }
    *out = ceremony;
    return 0;
}

int custody_ceremony_make(const struct keyfile *keyfile,
                          const struct ceremony *ceremony,
                          unsigned i,
                          struct buf *msg1)
{
    int r;

    if (keyfile->person.role != KEY_TRUSTEE) {
        return CUSTODY_ROLE;
    }
    r = ceremony_make(ceremony, i, &keyfile->d, msg1);
    return r > 0 ? CUSTODY_STRANGER : r;
}

int custody_ceremony_sign(const struct keyfile *keyfile,
                          struct ceremony *ceremony,
                          unsigned i,
                          unsigned *culprit)
{
    struct scalar x;
    int r;

    if (keyfile->person.role != KEY_TRUSTEE) {
        return CUSTODY_ROLE;
    }
    r = ceremony_restore(ceremony, &keyfile->d, culprit, &x);
    if (r != 0) {
        return r > 0 ? CUSTODY_CEREMONY : r;
    }
    secret_wipe(&x, sizeof(x));
    r = ceremony_sign(ceremony, i, &keyfile->d);
    return r > 0 ? CUSTODY_STRANGER : r;
}

int custody_restores(const struct keyfile *keyfile, const struct ceremony *ceremony)
{
    struct scalar x;
    int r;

    r = restore(keyfile, ceremony, &x);
    if (r == 0) {
        secret_wipe(&x, sizeof(x));
    }
    return r;
}

int custody_paper(const struct keyfile *keyfile, struct paper_secret out[PAPER_BLOCKS])
{
    if (keyfile->person.role != KEY_TRUSTEE) {
        return CUSTODY_ROLE;
    }
    memcpy(out[PAPER_STATIC].bytes, &keyfile->d, sizeof(keyfile->d));
    memcpy(out[PAPER_SIGN].bytes, &keyfile->seed, sizeof(keyfile->seed));
    return 0;
}

int custody_from_paper(const struct paper_secret secrets[PAPER_BLOCKS],
                       const char *name,
                       struct keyfile **out)
{
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    void *memory = NULL;
    int r;

    r = secret_new(sizeof(*keyfile), &memory);
    if (r != 0) {
        return r;
    }
    keyfile = memory;
    if (strlen(name) >= sizeof(keyfile->person.name)) {
        return FAULT(FAULT_BUG);
    }
    keyfile->person.role = KEY_TRUSTEE;
    memcpy(keyfile->person.name, name, strlen(name));
    memcpy(&keyfile->seed, secrets[PAPER_SIGN].bytes, sizeof(keyfile->seed));
    if (scalar_decode(SPAN(secrets[PAPER_STATIC]), &keyfile->d) != 0
        || scalar_is_zero(&keyfile->d)) {
        return CUSTODY_STRANGER;
    }
    r = keyfile_complete(keyfile);
    if (r == 0) {
        *out = keyfile_take(&keyfile);
    }
    return r;
}
