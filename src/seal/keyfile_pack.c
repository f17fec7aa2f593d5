// SPDX-License-Identifier: AGPL-3.0-or-later
#include "keyfile_secret.h"

#include <string.h>

#include "base/fault.h"
#include "base/reader.h"
#include "seal/point.h"

bool keyfile_has_box(enum key_role role)
{
    return role == KEY_OFFICER || role == KEY_ISSUER;
}

int keyfile_complete(struct keyfile *keyfile)
{
    struct key_person *person = &keyfile->person;
    int r;

    r = sign_secret_from_seed(&keyfile->seed, &keyfile->sign);
    if (r != 0) {
        return FOLD(r);
    }
    person->sign = *sign_secret_key(keyfile->sign);
    if (keyfile_has_box(person->role)
        && crypto_scalarmult_curve25519_base(person->seal.bytes, keyfile->unseal)
               != 0) {
        return FAULT(FAULT_CRYPTO);
    }
    if (person->role == KEY_TRUSTEE) {
        point_mul_base(&keyfile->d, &person->static_key);
    }
    return 0;
}

int keyfile_pack(const struct keyfile *keyfile, struct buf *out)
{
    const struct key_person *person = &keyfile->person;
    size_t i;

    buf_put_u8(out, (uint8_t)person->role);
    buf_put_u16(out, (uint16_t)strlen(person->name));
    buf_put_text(out, person->name);
    buf_put(out, &keyfile->seed, sizeof(keyfile->seed));
    buf_put(out, keyfile->unseal, sizeof(keyfile->unseal));
    buf_put(out, &keyfile->d, sizeof(keyfile->d));
    buf_put_u16(out, (uint16_t)keyfile->pledge_count);
    for (i = 0; i < keyfile->pledge_count; i++) {
        buf_put(out, &keyfile->pledges[i].eid, sizeof(struct eid));
        buf_put_u16(out, keyfile->pledges[i].cid);
        buf_put(out, &keyfile->pledges[i].output, sizeof(struct digest));
    }
    return FOLD(buf_status(out));
}

static int unpack_name(struct reader *reader, struct key_person *person)
{
    size_t size = reader_u16(reader);

    if (size >= sizeof(person->name)) {
        return KEYFILE_MALFORMED;
    }
    reader_copy(reader, person->name, size);
    person->name[size] = 0;
    return 0;
}

int keyfile_unpack(struct span bytes, struct keyfile *keyfile)
{
    struct reader reader;
    unsigned role;
    size_t i;

    reader_init(&reader, bytes);
    role = reader_u8(&reader);
    if (role < KEY_OFFICER || role >= KEY_ROLES
        || unpack_name(&reader, &keyfile->person) != 0) {
        return KEYFILE_MALFORMED;
    }
    keyfile->person.role = (enum key_role)role;
    reader_copy(&reader, &keyfile->seed, sizeof(keyfile->seed));
    reader_copy(&reader, keyfile->unseal, sizeof(keyfile->unseal));
    reader_copy(&reader, &keyfile->d, sizeof(keyfile->d));
    keyfile->pledge_count = reader_u16(&reader);
    if (keyfile->pledge_count > KEYFILE_PLEDGES_MAX) {
        return KEYFILE_MALFORMED;
    }
    for (i = 0; i < keyfile->pledge_count; i++) {
        reader_copy(&reader, &keyfile->pledges[i].eid, sizeof(struct eid));
        keyfile->pledges[i].cid = reader_u16(&reader);
        reader_copy(&reader, &keyfile->pledges[i].output, sizeof(struct digest));
    }
    return reader_done(&reader) ? 0 : KEYFILE_MALFORMED;
}
