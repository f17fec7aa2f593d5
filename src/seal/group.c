// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"

#include <sodium.h>

#include "seal/transcript.h"

void group_generator_hash(const struct eid *eid,
                          uint16_t cid,
                          uint32_t index,
                          struct wide *out)
{
    struct transcript transcript;

    transcript_begin(&transcript, "gen");
    transcript_add(&transcript, SPAN(eid->bytes));
    transcript_add_u16(&transcript, cid);
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, out);
}

void group_generator(const struct eid *eid,
                     uint16_t cid,
                     uint32_t index,
                     struct point *out)
{
    struct wide wide;

    group_generator_hash(eid, cid, index, &wide);
    point_from_wide(&wide, out);
}

void group_seeded(const char *tag,
                  const struct wide *seed,
                  uint32_t index,
                  struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, tag);
    transcript_add(&transcript, SPAN(*seed));
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

void group_nonce(const char *tag,
                 struct span secret,
                 struct span statement,
                 uint32_t index,
                 struct scalar *out)
{
    struct secret_source source = {
        .tag = tag, .secret = secret, .statement = statement};

    randombytes_buf(source.fresh.bytes, sizeof(source.fresh.bytes));
    group_nonce_from(&source, index, out);
    sodium_memzero(&source, sizeof(source));
}

void group_nonce_from(const struct secret_source *source,
                      uint32_t index,
                      struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;

    transcript_begin(&transcript, "nonce");
    transcript_add(&transcript, span_of_text(source->tag));
    transcript_add(&transcript, source->secret);
    transcript_add(&transcript, SPAN(source->fresh.bytes));
    transcript_add(&transcript, source->statement);
    transcript_add_u32(&transcript, index);
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
    sodium_memzero(&wide, sizeof(wide));
}
