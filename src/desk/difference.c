// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/difference.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "seal/hash.h"

enum {
    HASHED_MAX = 2 * (int)sizeof(struct member) + 64,
};

static const struct {
    const char *name;
    size_t offset;
} fields[FIELDS] = {
    [FIELD_FORENAMES] = {"forenames", offsetof(struct member, forenames)},
    [FIELD_SURNAME] = {"surname", offsetof(struct member, surname)},
    [FIELD_EMAIL] = {"email", offsetof(struct member, email)},
    [FIELD_ADDRESS_1] = {"address_1", offsetof(struct member, address[0])},
    [FIELD_ADDRESS_2] = {"address_2", offsetof(struct member, address[1])},
    [FIELD_ADDRESS_3] = {"address_3", offsetof(struct member, address[2])},
    [FIELD_TOWN] = {"town", offsetof(struct member, town)},
    [FIELD_POSTCODE] = {"postcode", offsetof(struct member, postcode)},
    [FIELD_JOINED] = {"joined", offsetof(struct member, joined)},
    [FIELD_CONSTITUENCY] = {"constituency", 0},
};

const char *difference_field_name(enum difference_field field)
{
    return fields[field].name;
}

const char *difference_field_text(const struct member *member,
                                  enum difference_field field)
{
    return field == FIELD_CONSTITUENCY ? ""
                                       : (const char *)member + fields[field].offset;
}

unsigned difference_fields(const struct member *before, const struct member *after)
{
    unsigned differs = before->cid != after->cid ? 1U << FIELD_CONSTITUENCY : 0;
    enum difference_field field;

    for (field = 0; field < FIELD_CONSTITUENCY; field++) {
        if (strcmp(difference_field_text(before, field),
                   difference_field_text(after, field))
            != 0) {
            differs |= 1U << field;
        }
    }
    return differs;
}

/* Every text with its end, so that none runs into the next. */
static void put_member(struct buf *out, const struct member *member)
{
    enum difference_field field;

    buf_put(out, member->number, strlen(member->number) + 1);
    for (field = 0; field < FIELD_CONSTITUENCY; field++) {
        const char *text = difference_field_text(member, field);

        buf_put(out, text, strlen(text) + 1);
    }
    buf_put_u16(out, member->cid);
}

int difference_hash(const struct difference *difference, struct digest *running)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, HASHED_MAX);
    buf_put_span(&bytes, SPAN(*running));
    buf_put_u8(&bytes, (uint8_t)difference->kind);
    buf_put_u8(&bytes, difference->is_candidate ? 1 : 0);
    put_member(&bytes, &difference->before);
    put_member(&bytes, &difference->after);
    r = FOLD(buf_status(&bytes));
    if (r == 0) {
        hash_sha256(buf_span(&bytes), running);
    }
    return r;
}
