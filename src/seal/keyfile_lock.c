// SPDX-License-Identifier: AGPL-3.0-or-later
#include "keyfile_secret.h"

#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/secret.h"

enum {
    VERSION = 1,
    /* Above RFC 9106's second recommendation; a quarter of a second here. */
    OPERATIONS = 3,
    MEMORY = 128 << 20,
    OPERATIONS_MAX = 16,
    MEMORY_MIN = 8192,
    MEMORY_MAX = 1 << 30,
    HEAD_SIZE = 4 + 1 + 8 + 8 + crypto_pwhash_SALTBYTES,
    STREAM_HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    STREAM_EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
};

static const char magic[] = "GB1F";

int keyfile_lock_derive(struct span passphrase, struct keyfile_lock *lock)
{
    if (passphrase.size == 0) {
        return KEYFILE_PASSPHRASE;
    }
    if (crypto_pwhash(lock->key,
                      sizeof(lock->key),
                      (const char *)passphrase.data,
                      passphrase.size,
                      lock->salt,
                      lock->operations,
                      (size_t)lock->memory,
                      crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return FAULT(FAULT_MEMORY);
    }
    return 0;
}

int keyfile_lock_new(struct span passphrase, struct keyfile_lock *out)
{
    out->operations = OPERATIONS;
    out->memory = MEMORY;
    randombytes_buf(out->salt, sizeof(out->salt));
    return keyfile_lock_derive(passphrase, out);
}

static void put_head(const struct keyfile_lock *lock, struct buf *out)
{
    buf_put_text(out, magic);
    buf_put_u8(out, VERSION);
    buf_put_u64(out, lock->operations);
    buf_put_u64(out, lock->memory);
    buf_put(out, lock->salt, sizeof(lock->salt));
}

int keyfile_read_lock(struct span file, struct keyfile_lock *out)
{
    struct keyfile_lock lock = {0};
    struct reader reader;

    reader_init(&reader, file);
    if (!reader_skip(&reader, magic) || reader_u8(&reader) != VERSION) {
        return KEYFILE_MALFORMED;
    }
    lock.operations = reader_u64(&reader);
    lock.memory = reader_u64(&reader);
    reader_copy(&reader, lock.salt, sizeof(lock.salt));
    if (lock.operations < 1 || lock.operations > OPERATIONS_MAX
        || lock.memory < MEMORY_MIN || lock.memory > MEMORY_MAX
        || reader.rest.size < STREAM_HEADER + STREAM_EXTRA) {
        return KEYFILE_MALFORMED;
    }
    *out = lock;
    return 0;
}

/* One chunk with the final tag: a file cut anywhere does not open. */
static int push(const struct keyfile *keyfile, struct span plain, struct buf *out)
{
    crypto_secretstream_xchacha20poly1305_state state;
    size_t head = out->size;
    uint8_t *sealed = buf_extend(out, STREAM_HEADER + plain.size + STREAM_EXTRA);
    int failed;

    if (sealed == NULL) {
        return FOLD(buf_status(out));
    }
    failed = crypto_secretstream_xchacha20poly1305_init_push(
        &state, sealed, keyfile->lock.key);
    failed |= crypto_secretstream_xchacha20poly1305_push(
        &state,
        sealed + STREAM_HEADER,
        NULL,
        plain.data,
        plain.size,
        out->data + (head - HEAD_SIZE),
        HEAD_SIZE,
        crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    secret_wipe(&state, sizeof(state));
    return failed != 0 ? FAULT(FAULT_CRYPTO) : 0;
}

int keyfile_shut(const struct keyfile *keyfile, struct buf *out)
{
    struct buf plain;
    int r;

    buf_init(&plain, KEYFILE_SIZE_MAX);
    put_head(&keyfile->lock, out);
    r = FOLD(buf_status(out));
    if (r == 0) {
        r = keyfile_pack(keyfile, &plain);
    }
    if (r == 0) {
        r = push(keyfile, buf_span(&plain), out);
    }
    buf_deinit(&plain);
    return FOLD(r);
}

static int pull(struct span file, const struct keyfile_lock *lock, struct buf *plain)
{
    crypto_secretstream_xchacha20poly1305_state state;
    const uint8_t *sealed = file.data + HEAD_SIZE;
    size_t size = file.size - HEAD_SIZE - STREAM_HEADER;
    uint8_t *opened = buf_extend(plain, size - STREAM_EXTRA);
    unsigned char tag = 0;
    int failed;

    if (opened == NULL) {
        return FOLD(buf_status(plain));
    }
    failed = crypto_secretstream_xchacha20poly1305_init_pull(&state, sealed, lock->key);
    failed |= crypto_secretstream_xchacha20poly1305_pull(
        &state, opened, NULL, &tag, sealed + STREAM_HEADER, size, file.data, HEAD_SIZE);
    secret_wipe(&state, sizeof(state));
    return failed != 0 || tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL
               ? KEYFILE_PASSPHRASE
               : 0;
}

int keyfile_unshut(struct span file,
                   const struct keyfile_lock *lock,
                   struct keyfile *keyfile)
{
    struct buf plain;
    int r;

    buf_init(&plain, KEYFILE_SIZE_MAX);
    r = pull(file, lock, &plain);
    if (r == 0) {
        r = keyfile_unpack(buf_span(&plain), keyfile);
    }
    buf_deinit(&plain);
    return r;
}
