// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string.h>

#include "rules.h"
#include "seal/hash.h"

/* By whom a document of each type must be signed. */
enum signed_by {
    SIGNED_BY_LOG = 1,  /* nobody: the checkpoint's key answers for it */
    SIGNED_BY_FOUNDERS, /* the returning officer and every trustee */
    SIGNED_BY_OFFICER,  /* one who is granted it */
    SIGNED_BY_HANDS,    /* `hands` different officers who are granted it */
    SIGNED_BY_ISSUE,    /* such an officer, and the issuer if one is named */
    SIGNED_BY_MIXER,    /* any one mixer */
    SIGNED_BY_TRUSTEE,  /* the trustee of the document's index */
};

struct signing {
    enum signed_by by;
    unsigned grant;
};

static const struct signing signings[ENTRY_TYPES] = {
    [ENTRY_DEFINITION] = {SIGNED_BY_FOUNDERS, 0},
    [ENTRY_STATEMENT] = {SIGNED_BY_OFFICER, GRANT_STATEMENT},
    [ENTRY_ROLL] = {SIGNED_BY_ISSUE, GRANT_ROLL},
    [ENTRY_OPEN] = {SIGNED_BY_LOG, 0},
    [ENTRY_CLOSE] = {SIGNED_BY_LOG, 0},
    [ENTRY_REPLACE] = {SIGNED_BY_OFFICER, GRANT_REPLACE},
    [ENTRY_DISQUALIFY] = {SIGNED_BY_HANDS, GRANT_DISQUALIFY},
    [ENTRY_MIX] = {SIGNED_BY_MIXER, 0},
    [ENTRY_SHARES] = {SIGNED_BY_TRUSTEE, 0},
    [ENTRY_RESULT] = {SIGNED_BY_HANDS, GRANT_RESULT},
    [ENTRY_NOTE] = {SIGNED_BY_OFFICER, GRANT_NOTE},
    [ENTRY_RECEIVED] = {SIGNED_BY_OFFICER, GRANT_PAPERS},
    [ENTRY_BOX] = {SIGNED_BY_HANDS, GRANT_BOX},
};

static bool is_key(const struct sign_key *a, const struct sign_key *b)
{
    return memcmp(a->bytes, b->bytes, SIGN_KEY_SIZE) == 0;
}

static bool is_revoked(const struct ledger *ledger, const struct sign_key *key)
{
    size_t i;

    for (i = 0; i < ledger->revoked_count; i++) {
        if (is_key(&ledger->revoked[i], key)) {
            return true;
        }
    }
    return false;
}

bool rules_may_sign(const struct ledger *ledger,
                    const struct sign_key *key,
                    unsigned grant)
{
    const struct definition *definition = rules_definition(ledger);
    const struct officer *officer =
        definition == NULL ? NULL : definition_officer(definition, key);

    return officer != NULL && (officer->may & grant) == grant
           && !is_revoked(ledger, key);
}

static bool has_signed(const struct entry *entry, const struct sign_key *key)
{
    size_t i;

    for (i = 0; i < entry->signer_count; i++) {
        if (is_key(&entry->signers[i].key, key)) {
            return true;
        }
    }
    return false;
}

/* The first officer named, every trustee, and nobody else. */
static bool is_by_founders(const struct incoming *in)
{
    const struct definition *definition = in->document->of.definition;
    size_t i;

    if (in->entry.signer_count != 1 + definition->trustee_count
        || definition->officer_count == 0
        || !has_signed(&in->entry, &definition->officers[0].key)) {
        return false;
    }
    for (i = 0; i < definition->trustee_count; i++) {
        if (!has_signed(&in->entry, &definition->trustees[i].key)) {
            return false;
        }
    }
    return true;
}

/* So many officers, all of them granted it; an entry's keys are distinct. */
static bool is_by_officers(const struct ledger *ledger,
                           const struct incoming *in,
                           size_t count,
                           unsigned grant)
{
    size_t i;

    if (in->entry.signer_count != count) {
        return false;
    }
    for (i = 0; i < count; i++) {
        if (!rules_may_sign(ledger, &in->entry.signers[i].key, grant)) {
            return false;
        }
    }
    return true;
}

static bool
is_by_issue(const struct ledger *ledger, const struct incoming *in, unsigned grant)
{
    const struct definition *definition = rules_definition(ledger);
    const struct signer *signers = in->entry.signers;
    size_t other;

    if (!definition->has_issuer) {
        return is_by_officers(ledger, in, 1, grant);
    }
    if (in->entry.signer_count != 2 || !has_signed(&in->entry, &definition->issuer)) {
        return false;
    }
    other = is_key(&signers[0].key, &definition->issuer) ? 1 : 0;
    return rules_may_sign(ledger, &signers[other].key, grant);
}

static bool is_by_mixer(const struct ledger *ledger, const struct incoming *in)
{
    const struct definition *definition = rules_definition(ledger);
    const struct sign_key *key = &in->entry.signers[0].key;
    size_t i;

    if (in->entry.signer_count != 1 || is_revoked(ledger, key)) {
        return false;
    }
    for (i = 0; i < definition->mixer_count; i++) {
        if (is_key(&definition->mixers[i].key, key)) {
            return true;
        }
    }
    return false;
}

static bool is_by_trustee(const struct ledger *ledger, const struct incoming *in)
{
    const struct definition *definition = rules_definition(ledger);
    size_t j = in->document->of.contribution.index;

    return in->entry.signer_count == 1 && j >= 1 && j <= definition->trustee_count
           && is_key(&in->entry.signers[0].key, &definition->trustees[j - 1].key);
}

/* Two notes are acts marked † (protocol.md §7). */
static struct signing signing_of(const struct incoming *in)
{
    struct signing signing = signings[in->entry.type];

    if (in->entry.type == ENTRY_NOTE
        && (in->document->of.note.kind == NOTE_ABANDON
            || in->document->of.note.kind == NOTE_OPEN_ONE)) {
        signing.by = SIGNED_BY_HANDS;
    }
    return signing;
}

static bool is_signed_by(const struct ledger *ledger, const struct incoming *in)
{
    const struct definition *definition = rules_definition(ledger);
    struct signing signing = signing_of(in);

    switch (signing.by) {
    case SIGNED_BY_LOG:
        return in->entry.signer_count == 0;
    case SIGNED_BY_FOUNDERS:
        return is_by_founders(in);
    case SIGNED_BY_OFFICER:
        return is_by_officers(ledger, in, 1, signing.grant);
    case SIGNED_BY_HANDS:
        return is_by_officers(ledger, in, definition->hands, signing.grant);
    case SIGNED_BY_ISSUE:
        return is_by_issue(ledger, in, signing.grant);
    case SIGNED_BY_MIXER:
        return is_by_mixer(ledger, in);
    case SIGNED_BY_TRUSTEE:
        return is_by_trustee(ledger, in);
    }
    return false;
}

int rules_check_signers(const struct ledger *ledger, const struct incoming *in)
{
    struct eid eid = ledger->eid;
    int r;

    if (!is_signed_by(ledger, in)) {
        return LEDGER_SIGNERS;
    }
    if (in->entry.type == ENTRY_DEFINITION) {
        struct digest digest;

        hash_sha256(in->entry.document, &digest);
        memcpy(eid.bytes, digest.bytes, EID_SIZE);
    }
    r = entry_verify(&in->entry, &eid);
    return r <= 0 ? r : LEDGER_SIGNATURE;
}
