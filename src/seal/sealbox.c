// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/sealbox.h"

#include <sodium.h>

#include "base/fault.h"
#include "base/reader.h"

_Static_assert(SEALBOX_EXTRA == crypto_box_SEALBYTES, "the box of libsodium");

int sealbox_seal(const struct box_key *to, struct span plain, struct buf *out)
{
    uint8_t *sealed = buf_extend(out, plain.size + SEALBOX_EXTRA);

    if (sealed == NULL) {
        return FOLD(buf_status(out));
    }
    if (crypto_box_seal(sealed, plain.data, plain.size, to->bytes) != 0) {
        out->size -= plain.size + SEALBOX_EXTRA;
        return SEALBOX_KEY;
    }
    return 0;
}

int sealbox_seal_reference(const struct box_key *to,
                           const struct sealed_reference *reference,
                           struct buf *out)
{
    struct buf plain;
    int r;

    if (reference->member.size > SEALBOX_REFERENCE_MAX) {
        return SEALBOX_MALFORMED;
    }
    buf_init(&plain, EID_SIZE + 6 + SEALBOX_REFERENCE_MAX);
    buf_put(&plain, &reference->eid, sizeof(reference->eid));
    buf_put_u16(&plain, reference->cid);
    buf_put_u32(&plain, reference->number);
    buf_put_span(&plain, reference->member);
    r = FOLD(buf_status(&plain));
    if (r == 0) {
        r = sealbox_seal(to, buf_span(&plain), out);
    }
    buf_deinit(&plain);
    return r;
}

int sealbox_read_reference(struct span plain, struct sealed_reference *out)
{
    struct sealed_reference reference;
    struct reader reader;

    reader_init(&reader, plain);
    reader_copy(&reader, &reference.eid, sizeof(reference.eid));
    reference.cid = reader_u16(&reader);
    reference.number = reader_u32(&reader);
    reference.member = reader_take(&reader, reader.rest.size);
    if (!reader_done(&reader) || reference.cid == 0 || reference.number == 0
        || reference.member.size > SEALBOX_REFERENCE_MAX) {
        return SEALBOX_MALFORMED;
    }
    *out = reference;
    return 0;
}
