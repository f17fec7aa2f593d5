// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/export.h"

#include <string.h>

#include "base/fault.h"
#include "seal/sealbox.h"
#include "wire/voters.h"

#include "addressed.h"
#include "eligible.h"
#include "particulars.h"
#include "state.h"

static const char early_words[] =
    "the statement of candidates is not in the record yet, or nothing is contested";

static const char *const words[] = {
    [EXPORT_EARLY] = early_words,
    [EXPORT_STRANGER] = "the definition names no issuer, or not this one",
};

const char *export_refusal_words(int refusal)
{
    return refusal > 0 && refusal < (int)ARRAY_SIZE(words) ? words[refusal] : "";
}

struct listing {
    struct desk *desk;
    struct buf *out;
};

static int write_one(void *context, const struct member *member)
{
    const struct listing *listing = context;
    struct listed_voter voter = {.cid = member->cid};
    size_t i;

    memcpy(voter.number, member->number, sizeof(voter.number));
    particulars_name(member, voter.name);
    /* Whoever has died has a number, and no address that anything could be sent to. */
    if (member->has_died) {
        voters_write(&voter, listing->out);
        return 0;
    }
    if (addressed_is_by_email(listing->desk, member)) {
        memcpy(voter.email, member->email, sizeof(voter.email));
    }
    for (i = 0; i < ARRAY_SIZE(member->address); i++) {
        memcpy(voter.lines[i], member->address[i], sizeof(voter.lines[i]));
    }
    memcpy(voter.lines[i], member->town, sizeof(member->town));
    memcpy(voter.lines[i + 1], member->postcode, sizeof(member->postcode));
    voters_write(&voter, listing->out);
    return 0;
}

static int write_all(struct desk *desk, struct buf *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct listing listing = {desk, out};
    uint16_t cid;
    int r = 0;

    (void)hold;
    voters_write_header(out);
    for (cid = 1; r == 0 && cid <= desk_definition(desk)->constituency_count; cid++) {
        r = eligible_each(desk, cid, write_one, &listing);
        r = r == ELIGIBLE_NO_POLL ? 0 : r;
    }
    return r != 0 ? FOLD(r) : FOLD(buf_status(out));
}

int desk_export(struct desk *desk, const struct person *issuer, struct buf *out)
{
    const struct definition *definition = desk_definition(desk);
    CLEANUP(buf_deinit) struct buf list;
    int r;

    buf_init(&list, EXPORT_SIZE_MAX - SEALBOX_EXTRA);
    if (!definition || !definition->has_issuer
        || memcmp(&definition->issuer, &issuer->key, sizeof(issuer->key)) != 0) {
        return EXPORT_STRANGER;
    }
    if (!desk_facts(desk).is_contested) {
        return EXPORT_EARLY;
    }
    r = write_all(desk, &list);
    return r != 0 ? r : FOLD(sealbox_seal(&issuer->seal, buf_span(&list), out));
}
