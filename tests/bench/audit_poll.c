// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_bench.h"
#include "base/file.h"
#include "seal/ballot.h"
#include "seal/choice.h"
#include "seal/group.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "wire/codec.h"

static void make_people(struct bench *bench)
{
    unsigned i;

    bench_must(keyfile_new(KEY_OFFICER, "Officer", &bench->officer), "a key");
    bench_must(sign_secret_new(&bench->log), "a key");
    for (i = 0; i < bench->mixers; i++) {
        bench_must(sign_secret_new(&bench->mixer_keys[i]), "a key");
    }
    for (i = 0; i < bench->trustees; i++) {
        bench_must(sign_secret_new(&bench->trustee_keys[i]), "a key");
        group_nonce(
            "static", span_of_text("bench"), span_of_text(""), i, &bench->statics[i]);
    }
}

static void hold_ceremony(struct bench *bench)
{
    struct ceremony *ceremony = calloc(1, sizeof(*ceremony));
    struct buf msg1[TRUSTEES_MAX];
    unsigned i;

    bench_must(ceremony == NULL, "the ceremony");
    ceremony->cocktail.n = bench->trustees;
    ceremony->cocktail.t = bench->trustees == 1 ? 1 : bench->trustees / 2 + 1;
    for (i = 0; i < bench->trustees; i++) {
        ceremony->keys[i] = *sign_secret_key(bench->trustee_keys[i]);
        point_mul_base(&bench->statics[i], &ceremony->cocktail.statics[i]);
    }
    bench_must(ceremony_begin(ceremony), "the ceremony: at least 3 trustees, or 1");
    for (i = 0; i < bench->trustees; i++) {
        buf_init(&msg1[i], 1 << 16);
        bench_must(ceremony_make(ceremony, i + 1, &bench->statics[i], &msg1[i]),
                   "the ceremony");
        ceremony_commit(ceremony, i + 1, buf_span(&msg1[i]), &ceremony->commits[i]);
    }
    for (i = 0; i < bench->trustees; i++) {
        bench_must(ceremony_accept(ceremony, i + 1, buf_span(&msg1[i])),
                   "the ceremony");
        buf_deinit(&msg1[i]);
    }
    for (i = 0; i < bench->trustees; i++) {
        bench_must(ceremony_sign(ceremony, i + 1, &bench->statics[i]), "the ceremony");
    }
    bench->ceremony = ceremony;
}

static void name_trustees(const struct bench *bench, struct definition *definition)
{
    CLEANUP(buf_deinit) struct buf object;
    unsigned i;

    definition->trustee_count = bench->trustees;
    definition->threshold = bench->ceremony->cocktail.t;
    for (i = 0; i < bench->trustees; i++) {
        struct trustee *trustee = &definition->trustees[i];

        (void)snprintf(trustee->name, NAME_SIZE, "Trustee %u", i + 1);
        trustee->key = bench->ceremony->keys[i];
        trustee->static_key = bench->ceremony->cocktail.statics[i];
    }
    buf_init(&object, ceremony_size(bench->trustees, definition->threshold));
    bench_must(ceremony_write(bench->ceremony, &object), "the ceremony");
    definition->ceremony = bench_object(bench, buf_span(&object));
    ceremony_group_key(bench->ceremony, &definition->election_key);
}

static void name_others(const struct bench *bench, struct definition *definition)
{
    const struct key_person *officer = keyfile_person(bench->officer);
    unsigned i;

    definition->officer_count = 1;
    (void)snprintf(definition->officers[0].name, NAME_SIZE, "Officer");
    definition->officers[0].key = officer->sign;
    definition->officers[0].seal = officer->seal;
    definition->officers[0].may = GRANT_ALL;
    definition->hands = 1;
    definition->mixer_count = bench->mixers;
    definition->mixes = bench->mixers;
    for (i = 0; i < bench->mixers; i++) {
        struct mixer *mixer = &definition->mixers[i];

        (void)snprintf(mixer->name, NAME_SIZE, "Mixer %u", i + 1);
        (void)snprintf(mixer->organisation, NAME_SIZE, "House %u", i + 1);
        mixer->key = *sign_secret_key(bench->mixer_keys[i]);
    }
}

static void fill_definition(struct bench *bench)
{
    struct definition *definition = bench->definition;
    struct constituency *constituency = &definition->constituencies[BENCH_CID - 1];
    int step;

    definition->practice = true;
    (void)snprintf(definition->trust, NAME_SIZE, "Bench Trust");
    (void)snprintf(definition->contact.address, LINE_SIZE, "1 Street, Town");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "01632 960000");
    (void)snprintf(definition->contact.email, LINE_SIZE, "officer@example.nhs.uk");
    (void)snprintf(definition->origin, ORIGIN_SIZE, "vote.example.nhs.uk/record");
    (void)snprintf(definition->policy[0], POLICY_LINE_SIZE, "quorum none");
    definition->policy_line_count = 1;
    definition->limits = (struct limits){250, 16, 16};
    definition->log = *sign_secret_key(bench->log);
    (void)snprintf(definition->policy[0], POLICY_LINE_SIZE, "quorum none");
    definition->policy_line_count = 1;
    name_trustees(bench, definition);
    name_others(bench, definition);
    definition->constituency_count = 1;
    (void)snprintf(constituency->name, NAME_SIZE, "Bench");
    constituency->kind = KIND_STAFF;
    constituency->method = METHOD_STV;
    constituency->rules = RULES_NHS_2014_STV;
    constituency->seats = BENCH_SEATS;
    constituency->channels = 1U << CHANNEL_ONLINE;
    constituency->floor = 1;
    for (step = 0; step < STEPS; step++) {
        definition->timetable.at[step] = BENCH_START + (int64_t)step * BENCH_STEP;
    }
}

/* Entry 0, signed by the officer and every trustee. */
static void define(struct bench *bench)
{
    CLEANUP(buf_deinit) struct buf text;
    struct entry entry = {.type = ENTRY_DEFINITION, .time = BENCH_START};
    struct document *document = document_new(ENTRY_DEFINITION, 0);
    struct digest digest;
    size_t i;

    bench_must(document == NULL, "the definition");
    fill_definition(bench);
    *document->of.definition = *bench->definition;
    buf_init(&text, CODEC_SIZE_MAX);
    bench_must(codec_write(document, &text), "the definition");
    document_free(document);
    entry.document = buf_span(&text);
    hash_sha256(entry.document, &digest);
    memcpy(bench->eid.bytes, digest.bytes, EID_SIZE);
    entry.signer_count = bench->trustees + 1;
    for (i = 0; i < entry.signer_count; i++) {
        const struct sign_secret *secret =
            i == 0 ? keyfile_sign(bench->officer) : bench->trustee_keys[i - 1];

        entry.signers[i].key = *sign_secret_key(secret);
        sign_entry(secret,
                   ENTRY_DEFINITION,
                   &bench->eid,
                   entry.document,
                   &entry.signers[i].signature);
    }
    bench_entry(bench, &entry);
}

static void state(struct bench *bench)
{
    struct document *document = bench_draft(bench, ENTRY_STATEMENT);
    struct nominees *list = &document->of.statement.lists[0];
    size_t i;

    bench->time = bench->definition->timetable.at[STEP_WITHDRAWAL];
    document->of.statement.count = 1;
    list->count = BENCH_CANDIDATES;
    list->outcome = OUTCOME_CONTESTED;
    for (i = 0; i < list->count; i++) {
        (void)snprintf(list->candidates[i].name, NAME_SIZE, "Candidate %zu", i + 1);
    }
    bench_document(bench, document, keyfile_sign(bench->officer));
}

/* The key of a voter: its seed is the number. */
static struct sign_secret *voter(uint32_t number)
{
    struct sign_secret *secret = NULL;
    struct sign_seed seed = {{0}};

    memcpy(seed.bytes, &number, sizeof(number));
    bench_must(sign_secret_from_seed(&seed, &secret), "a voter's key");
    return secret;
}

static void enrol(struct bench *bench)
{
    CLEANUP(buf_deinit) struct buf object;
    struct document *document = bench_draft(bench, ENTRY_ROLL);
    struct roll_document *roll = &document->of.roll;
    uint32_t i;

    buf_init(&object, (size_t)1 << 30);
    buf_put_text(&object, "GB1R");
    buf_put_span(&object, SPAN(bench->eid));
    buf_put_u16(&object, BENCH_CID);
    buf_put_u32(&object, bench->ballots);
    for (i = 1; i <= bench->ballots; i++) {
        struct sign_secret *secret = voter(i);

        buf_put_span(&object, SPAN(*sign_secret_key(secret)));
        sign_secret_free(secret);
    }
    roll->count = 1;
    roll->lists[0] = (struct electorate){.cid = BENCH_CID, .electors = bench->ballots};
    roll->lists[0].object = bench_object(bench, buf_span(&object));
    bench_document(bench, document, keyfile_sign(bench->officer));
}

/* Always the same rankings, mostly distinct. */
static void choose(struct choice *out)
{
    static uint64_t chance = UINT64_C(88172645463325252);
    uint8_t left[BENCH_CANDIDATES];
    size_t i;

    for (i = 0; i < BENCH_CANDIDATES; i++) {
        left[i] = (uint8_t)(i + 1);
    }
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    out->count = 1 + chance % BENCH_CANDIDATES;
    for (i = 0; i < out->count; i++) {
        size_t pick = (size_t)(chance >> (6 * i)) % (BENCH_CANDIDATES - i);

        out->numbers[i] = left[pick];
        left[pick] = left[BENCH_CANDIDATES - i - 1];
    }
}

static void cast(struct bench *bench, uint32_t number)
{
    static const struct choice_rules rules = {
        .method = METHOD_STV,
        .candidates = BENCH_CANDIDATES,
        .marks = BENCH_CANDIDATES,
    };
    struct ballot_plan plan = {.eid = bench->eid,
                               .cid = BENCH_CID,
                               .number = number,
                               .election_key = bench->definition->election_key};
    struct sign_secret *secret = voter(number);
    uint8_t bytes[BALLOT_SIZE];
    struct entry entry = {
        .type = ENTRY_BALLOT, .time = bench->time, .ballot = SPAN(bytes)};
    struct ballot ballot;
    struct choice choice;

    choose(&choice);
    bench_must(choice_encode(&choice, &rules, &plan.block), "a choice");
    ballot_make(&plan, secret, &ballot);
    ballot_write(&ballot, bytes);
    bench_entry(bench, &entry);
    bench->list[number - 1] = ballot.vote;
    sign_secret_free(secret);
}

static void box(struct bench *bench)
{
    struct document *document = bench_draft(bench, ENTRY_BOX);

    document->of.box.count = 1;
    document->of.box.lists[0] =
        (struct box_list){.cid = BENCH_CID, .online = bench->ballots};
    bench_document(bench, document, keyfile_sign(bench->officer));
}

void bench_poll(struct bench *bench)
{
    struct bench_timer timer;
    uint32_t i;

    make_people(bench);
    bench->definition = definition_new();
    bench->list = calloc(bench->ballots, sizeof(*bench->list));
    bench_must(bench->definition == NULL || bench->list == NULL, "memory");
    bench_must(tree_new(&bench->tree), "the tree");
    buf_init(&bench->entries, (size_t)1 << 32);
    buf_init(&bench->ends, (size_t)1 << 30);
    hold_ceremony(bench);
    define(bench);
    state(bench);
    enrol(bench);
    bench->time = bench->definition->timetable.at[STEP_OPEN];
    bench_document(bench, bench_draft(bench, ENTRY_OPEN), NULL);
    bench_begin(&timer);
    for (i = 1; i <= bench->ballots; i++) {
        cast(bench, i);
    }
    bench_tell(bench, &timer, "make a ballot", 0);
    bench->time = bench->definition->timetable.at[STEP_CLOSE];
    bench_document(bench, bench_draft(bench, ENTRY_CLOSE), NULL);
    box(bench);
}
