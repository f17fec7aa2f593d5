// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/perform.h"

#include "base/fault.h"
#include "product.h"
#include "seal/custody.h"
#include "seal/hash.h"

/* Verified as far as the ballots that go into the mixes, and nothing bad. */
static bool is_ready(const struct audit *audit)
{
    return audit->stage >= STAGE_INPUTS && finding_failed(&audit->findings) == 0
           && audit->ledger != NULL && ledger_box_id(audit->ledger) != NULL;
}

size_t perform_polled(const struct audit *audit)
{
    return audit->polled_count;
}

void perform_summary(const struct audit *audit, size_t at, struct polled_summary *out)
{
    const struct polled *polled = &audit->polled[at];
    const struct box_document *box = ledger_box(audit->ledger);
    struct ledger_state state;
    size_t i;

    ledger_constituency(audit->ledger, polled->cid, &state);
    *out = (struct polled_summary){
        .cid = polled->cid,
        .name = polled->constituency->name,
        .electors = state.electors,
        .ballots = polled->count,
        .online = state.online,
        .disqualified = state.disqualified,
        .floor = polled->constituency->floor,
        .mixes = polled->mix_count,
        .shares = polled->share_count,
    };
    for (i = 0; i < box->count; i++) {
        if (box->lists[i].cid == polled->cid) {
            out->is_waived = box->lists[i].is_waived;
        }
    }
}

static bool is_mixed(const struct audit *audit, const struct polled *polled)
{
    return polled->count == 0
           || polled->mix_count == ledger_definition(audit->ledger)->mixes;
}

static bool is_open(const struct audit *audit, const struct polled *polled)
{
    return polled->count == 0
           || polled->share_count >= ledger_definition(audit->ledger)->threshold;
}

bool perform_needs_mix(const struct audit *audit)
{
    size_t i;

    for (i = 0; i < audit->polled_count; i++) {
        if (!is_mixed(audit, &audit->polled[i])) {
            return true;
        }
    }
    return false;
}

bool perform_needs_shares(const struct audit *audit)
{
    size_t i;

    for (i = 0; i < audit->polled_count; i++) {
        if (!is_open(audit, &audit->polled[i])) {
            return true;
        }
    }
    return false;
}

/* A document of type mix or shares with its object, signed by its maker. */
static int contribute(struct audit *audit,
                      const struct contribution *contribution,
                      struct span object,
                      const struct keyfile *maker,
                      const struct sink *sink)
{
    const struct draft draft = {
        .document = document_new(
            keyfile_person(maker)->role == KEY_MIXER ? ENTRY_MIX : ENTRY_SHARES, 0),
        .object = object,
        .signers = &maker,
        .signer_count = 1,
        .cid = contribution->cid,
        .index = contribution->index,
    };
    struct contribution *made;
    int r;

    if (draft.document == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    made = &draft.document->of.contribution;
    *made = *contribution;
    made->object.size = object.size;
    hash_sha256(object, &made->object.digest);
    r = audit_put(audit, &draft, sink);
    document_free(draft.document);
    return r;
}

static int mix(struct audit *audit,
               struct polled *polled,
               const struct keyfile *mixer,
               const struct sink *sink)
{
    const struct sign_key *key = &keyfile_person(mixer)->sign;
    struct held made = {.parcel = NULL};
    struct shuffle_task task;
    int r;

    audit_mix_task(audit, polled, key, &task);
    buf_init(&made.made, shuffle_size(task.count));
    r = custody_mix(mixer, &task, audit->input.progress, &made.made);
    if (r == 0) {
        const struct contribution contribution = {.cid = task.cid, .index = task.k};

        r = contribute(audit, &contribution, buf_span(&made.made), mixer, sink);
    } else if (r > 0) {
        r = PERFORM_ROLE;
    }
    if (r != 0) {
        audit_held_deinit(&made);
        return r;
    }
    audit_held_deinit(&polled->last);
    polled->last = made;
    polled->mixers[polled->mix_count] = *key;
    polled->mix_count++;
    return 0;
}

int perform_mix(struct audit *audit,
                const struct keyfile *mixer,
                const struct sink *sink)
{
    unsigned made = 0;
    size_t i;
    int r;

    if (keyfile_person(mixer)->role != KEY_MIXER) {
        return PERFORM_ROLE;
    }
    if (!is_ready(audit)) {
        return PERFORM_STAGE;
    }
    for (i = 0; i < audit->polled_count; i++) {
        struct polled *polled = &audit->polled[i];

        if (is_mixed(audit, polled)
            || audit_mixer_objection(audit, polled, &keyfile_person(mixer)->sign)
                   != DEFECT_NONE) {
            continue;
        }
        r = mix(audit, polled, mixer, sink);
        if (r != 0) {
            return r;
        }
        made++;
    }
    return made > 0 ? 0 : PERFORM_NOTHING;
}

static int translate(int r)
{
    static const int answers[] = {
        [CUSTODY_ROLE] = PERFORM_ROLE,
        [CUSTODY_STRANGER] = PERFORM_ROLE,
        [CUSTODY_CEREMONY] = PERFORM_KEYFILE,
        [CUSTODY_PLEDGED] = PERFORM_PLEDGED,
        [CUSTODY_KEYFILE] = PERFORM_KEYFILE,
    };

    return r <= 0 ? r : answers[r];
}

static int decrypt(struct audit *audit,
                   struct polled *polled,
                   struct keyfile *trustee,
                   unsigned j,
                   const struct sink *sink)
{
    struct held made = {.j = (uint8_t)j};
    struct share_task task;
    int r;

    audit_share_task(audit, polled, j, &task);
    buf_init(&made.made, share_size(task.count));
    r = translate(custody_decrypt(
        trustee, audit->ceremony, &task, audit->input.progress, &made.made));
    if (r == 0) {
        const struct contribution contribution = {.cid = task.cid, .index = task.j};

        r = contribute(audit, &contribution, buf_span(&made.made), trustee, sink);
    }
    if (r != 0) {
        audit_held_deinit(&made);
        return r;
    }
    polled->shares[polled->share_count] = made;
    polled->share_count++;
    return 0;
}

static bool is_shared_by(const struct polled *polled, unsigned j)
{
    size_t i;

    for (i = 0; i < polled->share_count; i++) {
        if (polled->shares[i].j == j) {
            return true;
        }
    }
    return false;
}

int perform_decrypt(struct audit *audit,
                    struct keyfile *trustee,
                    const struct sink *sink)
{
    unsigned made = 0;
    unsigned j;
    size_t i;
    int r;

    if (!is_ready(audit)) {
        return PERFORM_STAGE;
    }
    j = audit_trustee(audit, &keyfile_person(trustee)->sign);
    if (j == 0 || keyfile_person(trustee)->role != KEY_TRUSTEE) {
        return PERFORM_ROLE;
    }
    for (i = 0; i < audit->polled_count; i++) {
        struct polled *polled = &audit->polled[i];

        if (polled->count == 0 || !is_mixed(audit, polled) || is_shared_by(polled, j)) {
            continue;
        }
        r = decrypt(audit, polled, trustee, j, sink);
        if (r != 0) {
            return r;
        }
        made++;
    }
    return made > 0 ? 0 : PERFORM_NOTHING;
}
