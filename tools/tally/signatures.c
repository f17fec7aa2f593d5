// SPDX-License-Identifier: AGPL-3.0-or-later
#include "signatures.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/reader.h"
#include "seal/sign.h"

#include "command.h"

enum {
    LINE_BYTES = 2 * SIGN_KEY_SIZE + 1 + 2 * SIGNATURE_SIZE + 1,
    FILE_BYTES = LINE_BYTES * ENTRY_SIGNERS_MAX,
};

static int beside(const char *path, char *out)
{
    int length = snprintf(out, FILE_PATH_SIZE, "%s.sig", path);

    if (length < 0 || length >= FILE_PATH_SIZE) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", path);
    }
    return 0;
}

void signatures_add(struct signatures *signatures, const struct keyfile *keyfile)
{
    struct signer *signer = &signatures->signers[signatures->count++];

    signer->key = keyfile_person(keyfile)->sign;
    sign_entry(keyfile_sign(keyfile),
               (uint8_t)signatures->type,
               &signatures->eid,
               signatures->document,
               &signer->signature);
}

bool signatures_has(const struct signatures *signatures, const struct sign_key *key)
{
    size_t i;

    for (i = 0; i < signatures->count; i++) {
        if (span_is_equal(SPAN(signatures->signers[i].key), SPAN(*key))) {
            return true;
        }
    }
    return false;
}

static int take_line(const char *path, struct span line, struct signatures *signatures)
{
    struct reader reader;
    struct signer signer;
    struct span key;

    reader_init(&reader, line);
    key = reader_take(&reader, sizeof(signer.key) * 2);
    if (!reader_skip(&reader, " ")
        || hex_decode(key, signer.key.bytes, sizeof(signer.key.bytes)) != 0
        || hex_decode(
               reader.rest, signer.signature.bytes, sizeof(signer.signature.bytes))
               != 0
        || signatures->count == ENTRY_SIGNERS_MAX) {
        return command_fail(
            COMMAND_REFUSED, "%s: a line is not a key and its signature", path);
    }
    if (signatures_has(signatures, &signer.key)) {
        return command_fail(COMMAND_REFUSED, "%s: a key signs twice", path);
    }
    if (sign_entry_check(&signer.key,
                         (uint8_t)signatures->type,
                         &signatures->eid,
                         signatures->document,
                         &signer.signature)
        != 0) {
        return command_fail(COMMAND_REFUSED,
                            "%s: a signature is not of the document as it is now; if "
                            "it was changed, remove this file and have it signed again",
                            path);
    }
    signatures->signers[signatures->count] = signer;
    signatures->count++;
    return 0;
}

int signatures_load(const char *path, struct signatures *signatures)
{
    CLEANUP(buf_deinit) struct buf bytes;
    char name[FILE_PATH_SIZE];
    struct reader reader;
    int r;

    signatures->count = 0;
    buf_init(&bytes, FILE_BYTES);
    r = beside(path, name);
    if (r != 0) {
        return r;
    }
    r = file_read(name, &bytes);
    if (r == FILE_ABSENT) {
        return 0;
    }
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "%s: cannot be read", name);
    }
    reader_init(&reader, buf_span(&bytes));
    while (!reader_is_empty(&reader)) {
        r = take_line(name, reader_line(&reader), signatures);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

int signatures_save(const char *path, const struct signatures *signatures)
{
    CLEANUP(buf_deinit) struct buf bytes;
    char key[2 * SIGN_KEY_SIZE + 1];
    char signature[2 * SIGNATURE_SIZE + 1];
    char name[FILE_PATH_SIZE];
    size_t i;
    int r;

    buf_init(&bytes, FILE_BYTES);
    for (i = 0; i < signatures->count; i++) {
        hex_encode(SPAN(signatures->signers[i].key), key);
        hex_encode(SPAN(signatures->signers[i].signature), signature);
        buf_printf(&bytes, "%s %s\n", key, signature);
    }
    r = buf_status(&bytes);
    if (r != 0) {
        return FOLD(r);
    }
    r = beside(path, name);
    if (r != 0) {
        return r;
    }
    r = file_replace(name, buf_span(&bytes), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "%s: cannot be written", name);
}
