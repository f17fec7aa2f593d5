// SPDX-License-Identifier: AGPL-3.0-or-later
#include "election.h"
#include "record/tiles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "seal/hash.h"
#include "seal/point.h"
#include "wire/codec.h"

enum {
    ENTRIES_MAX = 16 << 20,
};

static int give_no_entry(void *context, uint64_t index, struct buf *out)
{
    (void)context;
    (void)index;
    (void)out;
    return SOURCE_ABSENT;
}

static const struct buf *find(const struct election *election,
                              const struct digest *digest)
{
    size_t i;

    for (i = 0; i < election->object_count; i++) {
        if (memcmp(election->refs[i].digest.bytes, digest->bytes, DIGEST_SIZE) == 0) {
            return &election->objects[i];
        }
    }
    return NULL;
}

static int give_size(void *context, const struct digest *digest, uint64_t *out)
{
    const struct buf *object = find(context, digest);

    if (object == NULL) {
        return SOURCE_ABSENT;
    }
    *out = object->size;
    return 0;
}

static int give_piece(void *context,
                      const struct digest *digest,
                      uint64_t offset,
                      size_t size,
                      struct buf *out)
{
    const struct buf *object = find(context, digest);

    if (object == NULL) {
        return SOURCE_ABSENT;
    }
    assert_true(offset + size <= object->size);
    buf_put(out, object->data + offset, size);
    return 0;
}

struct object_ref election_object(struct election *election, struct span bytes)
{
    struct object_ref ref = {.size = bytes.size};
    struct buf *object = &election->objects[election->object_count];

    assert_true(election->object_count < ELECTION_OBJECTS);
    hash_sha256(bytes, &ref.digest);
    buf_init(object, 100000);
    buf_put_span(object, bytes);
    election->refs[election->object_count++] = ref;
    return ref;
}

struct sign_key election_key(void)
{
    struct sign_secret *secret = NULL;
    struct sign_key key;

    assert_int_equal(sign_secret_new(&secret), 0);
    key = *sign_secret_key(secret);
    sign_secret_free(secret);
    return key;
}

static void add_constituency(struct definition *definition,
                             enum kind kind,
                             enum method method,
                             enum channel channel)
{
    size_t i = definition->constituency_count++;
    struct constituency *constituency = &definition->constituencies[i];

    (void)snprintf(constituency->name, NAME_SIZE, "Constituency %zu", i + 1);
    constituency->kind = kind;
    constituency->method = method;
    constituency->rules =
        method == METHOD_STV ? RULES_NHS_2014_STV : RULES_NHS_2014_FPP;
    constituency->seats = method == METHOD_STV ? 2 : 1;
    constituency->channels = 1U << CHANNEL_ONLINE | 1U << channel;
    constituency->floor = i == 0 ? 2 : 0;
    if (kind != KIND_STAFF) {
        constituency->wording_count = 1;
        (void)snprintf(constituency->wordings[0], WORDING_SIZE, "I am who I am.");
    }
}

static void add_people(struct election *election)
{
    static const unsigned grants[ELECTION_OFFICERS] = {
        GRANT_ALL, GRANT_ALL, GRANT_PAPERS};
    static const uint8_t ceremony[1000];
    struct definition *definition = election->definition;
    const struct wide wide = {.bytes = {7}};
    size_t i;

    definition->officer_count = ELECTION_OFFICERS;
    for (i = 0; i < ELECTION_OFFICERS; i++) {
        struct officer *officer = &definition->officers[i];

        (void)snprintf(officer->name, NAME_SIZE, "Officer %zu", i + 1);
        officer->key = *sign_secret_key(election->secrets[i]);
        officer->may = grants[i];
    }
    definition->trustee_count = 1;
    definition->threshold = 1;
    (void)snprintf(definition->trustees[0].name, NAME_SIZE, "Trustee");
    definition->trustees[0].key = *sign_secret_key(election->secrets[3]);
    point_from_wide(&wide, &definition->trustees[0].static_key);
    point_from_wide(&wide, &definition->election_key);
    definition->ceremony = election_object(
        election, span_of(ceremony, (size_t)definition_ceremony_size(1, 1)));
    definition->mixer_count = 1;
    definition->mixes = 1;
    (void)snprintf(definition->mixers[0].name, NAME_SIZE, "Mixer");
    (void)snprintf(definition->mixers[0].organisation, NAME_SIZE, "Elsewhere");
    definition->mixers[0].key = *sign_secret_key(election->secrets[4]);
}

static void fill_definition(struct election *election)
{
    struct definition *definition = election->definition;
    int step;

    definition->practice = true;
    (void)snprintf(definition->trust, NAME_SIZE, "Test Trust");
    (void)snprintf(definition->contact.address, LINE_SIZE, "1 Street, Town");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "01632 960000");
    (void)snprintf(definition->contact.email, LINE_SIZE, "officer@example.nhs.uk");
    (void)snprintf(definition->origin, ORIGIN_SIZE, "vote.example.nhs.uk/record");
    (void)snprintf(definition->policy[0], POLICY_LINE_SIZE, "quorum none");
    definition->policy_line_count = 1;
    definition->limits = (struct limits){250, 16, 16};
    definition->log = *sign_secret_key(election->log);
    definition->hands = 1;
    add_people(election);
    add_constituency(definition, KIND_PUBLIC, METHOD_STV, CHANNEL_POST);
    add_constituency(definition, KIND_STAFF, METHOD_FPP, CHANNEL_TELEPHONE);
    add_constituency(definition, KIND_STAFF, METHOD_FPP, CHANNEL_TELEPHONE);
    for (step = 0; step < STEPS; step++) {
        definition->timetable.at[step] = ELECTION_START + (int64_t)step * ELECTION_STEP;
    }
}

void election_open(struct election *election)
{
    size_t i;

    *election = (struct election){.time = ELECTION_START};
    buf_init(&election->entries, ENTRIES_MAX);
    for (i = 0; i < ELECTION_SIGNERS; i++) {
        assert_int_equal(sign_secret_new(&election->secrets[i]), 0);
    }
    assert_int_equal(sign_secret_new(&election->log), 0);
    assert_int_equal(tree_new(&election->tree), 0);
    election->source =
        (struct record_source){election, give_no_entry, give_size, give_piece};
    assert_int_equal(ledger_new(election->tree, &election->source, &election->ledger),
                     0);
    election->definition = definition_new();
    assert_non_null(election->definition);
    fill_definition(election);
}

void election_close(struct election *election)
{
    size_t i;

    for (i = 0; i < ELECTION_SIGNERS; i++) {
        sign_secret_free(election->secrets[i]);
    }
    for (i = 0; i < election->object_count; i++) {
        buf_deinit(&election->objects[i]);
    }
    buf_deinit(&election->entries);
    sign_secret_free(election->log);
    ledger_free(election->ledger);
    tree_free(election->tree);
    definition_free(election->definition);
}

struct document *election_document(struct election *election, enum entry_type type)
{
    struct document *document =
        document_new(type, election->definition->constituency_count);

    assert_non_null(document);
    document->base.size = tree_size(election->tree);
    assert_int_equal(
        tree_root(election->tree, document->base.size, &document->base.root), 0);
    return document;
}

int election_apply(struct election *election, struct span bytes)
{
    struct digest leaf;
    int r;

    r = ledger_check(election->ledger, bytes);
    assert_int_equal(ledger_apply(election->ledger, bytes), r);
    if (r == 0) {
        entry_leaf(bytes, &leaf);
        assert_int_equal(tree_append(election->tree, &leaf), 0);
        tiles_put_entry(&election->entries, bytes);
    }
    return r;
}

static void sign(struct election *election, struct entry *entry, unsigned by)
{
    size_t i;

    for (i = 0; i < ELECTION_SIGNERS; i++) {
        struct signer *signer = &entry->signers[entry->signer_count];

        if ((by & 1U << i) == 0) {
            continue;
        }
        signer->key = *sign_secret_key(election->secrets[i]);
        sign_entry(election->secrets[i],
                   (uint8_t)entry->type,
                   &election->eid,
                   entry->document,
                   &signer->signature);
        entry->signer_count++;
    }
}

int election_submit(struct election *election, struct document *document, unsigned by)
{
    struct entry entry = {.type = document->type, .time = election->time};
    struct buf bytes;
    struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    buf_init(&bytes, ENTRY_SIZE_MAX);
    assert_int_equal(codec_write(document, &text), 0);
    entry.document = buf_span(&text);
    if (entry.type == ENTRY_DEFINITION) {
        struct digest digest;

        hash_sha256(entry.document, &digest);
        memcpy(election->eid.bytes, digest.bytes, EID_SIZE);
    }
    sign(election, &entry, by);
    assert_int_equal(entry_write(&entry, &bytes), 0);
    r = election_apply(election, buf_span(&bytes));
    buf_deinit(&text);
    buf_deinit(&bytes);
    document_free(document);
    return r;
}

struct ballot election_ballot(struct election *election, uint16_t cid, uint32_t number)
{
    struct ballot ballot = {.eid = election->eid, .cid = cid, .number = number};

    ballot.vote.alpha.bytes[0] = ++election->fresh;
    if (number == 0) {
        ballot.credential = *sign_secret_key(election->secrets[2]);
        return ballot;
    }
    ballot.declaration = cid == 1 ? 1 : 0;
    if (number <= ELECTION_NUMBERS) {
        ballot.credential = election->credentials[cid - 1][number - 1];
    }
    return ballot;
}

void election_ballot_entry(struct election *election,
                           const struct ballot *ballot,
                           struct buf *out)
{
    uint8_t bytes[BALLOT_SIZE];
    struct entry entry = {.type = ballot->number == 0 ? ENTRY_ENTERED : ENTRY_BALLOT,
                          .time = election->time};

    ballot_write(ballot, bytes);
    entry.ballot = SPAN(bytes);
    assert_int_equal(entry_write(&entry, out), 0);
}

int election_cast(struct election *election, const struct ballot *ballot)
{
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    election_ballot_entry(election, ballot, &bytes);
    r = election_apply(election, buf_span(&bytes));
    buf_deinit(&bytes);
    return r;
}
