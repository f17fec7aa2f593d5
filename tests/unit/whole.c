// SPDX-License-Identifier: AGPL-3.0-or-later
#include "whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "seal/ballot.h"
#include "seal/choice.h"
#include "seal/custody.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "whole_record.h"
#include "wire/codec.h"

static const char *key_path(const struct whole *whole, char out[64])
{
    (void)snprintf(out, 64, "%s/trustee", whole->folder);
    return out;
}

void whole_open(struct whole *whole)
{
    char path[64];
    size_t i;

    memset(whole, 0, sizeof(*whole));
    (void)snprintf(whole->folder, sizeof(whole->folder), "/tmp/whole-XXXXXX");
    assert_non_null(mkdtemp(whole->folder));
    assert_int_equal(keyfile_new(KEY_OFFICER, "Officer", &whole->officer), 0);
    assert_int_equal(keyfile_new(KEY_TRUSTEE, "Trustee", &whole->trustee), 0);
    assert_int_equal(
        keyfile_save(whole->trustee, key_path(whole, path), span_of_text("p")), 0);
    for (i = 0; i < 2; i++) {
        assert_int_equal(keyfile_new(KEY_MIXER, "Mixer", &whole->mixers[i]), 0);
    }
    assert_int_equal(sign_secret_new(&whole->log), 0);
    for (i = 0; i < 2 * (size_t)WHOLE_NUMBERS; i++) {
        assert_int_equal(
            sign_secret_new(&whole->voters[i / WHOLE_NUMBERS][i % WHOLE_NUMBERS]), 0);
    }
    whole->definition = definition_new();
    assert_non_null(whole->definition);
    buf_init(&whole->checkpoint, 10000);
}

void whole_close(struct whole *whole)
{
    char path[64];
    size_t i;

    whole_record_clear(whole);
    keyfile_free(whole->officer);
    keyfile_free(whole->trustee);
    keyfile_free(whole->mixers[0]);
    keyfile_free(whole->mixers[1]);
    sign_secret_free(whole->log);
    for (i = 0; i < 2 * (size_t)WHOLE_NUMBERS; i++) {
        sign_secret_free(whole->voters[i / WHOLE_NUMBERS][i % WHOLE_NUMBERS]);
    }
    definition_free(whole->definition);
    buf_deinit(&whole->checkpoint);
    (void)unlink(key_path(whole, path));
    (void)rmdir(whole->folder);
}

static void add_constituency(struct definition *definition, enum method method)
{
    size_t i = definition->constituency_count++;
    struct constituency *constituency = &definition->constituencies[i];

    (void)snprintf(constituency->name, NAME_SIZE, "Constituency %zu", i + 1);
    constituency->kind = method == METHOD_STV ? KIND_PUBLIC : KIND_STAFF;
    constituency->method = method;
    constituency->rules =
        method == METHOD_STV ? RULES_NHS_2014_STV : RULES_NHS_2014_FPP;
    constituency->seats = method == METHOD_STV ? 2 : 1;
    constituency->channels = 1U << CHANNEL_ONLINE;
    constituency->floor = 2;
    if (method == METHOD_STV) {
        constituency->wording_count = 1;
        (void)snprintf(constituency->wordings[0], WORDING_SIZE, "I am who I am.");
    }
}

static void add_people(struct whole *whole)
{
    struct definition *definition = whole->definition;
    const struct key_person *person = keyfile_person(whole->officer);
    size_t i;

    definition->officer_count = 1;
    (void)snprintf(definition->officers[0].name, NAME_SIZE, "Officer");
    definition->officers[0].key = person->sign;
    definition->officers[0].seal = person->seal;
    definition->officers[0].may = GRANT_ALL;
    definition->hands = 1;
    person = keyfile_person(whole->trustee);
    definition->trustee_count = 1;
    definition->threshold = 1;
    (void)snprintf(definition->trustees[0].name, NAME_SIZE, "Trustee");
    definition->trustees[0].key = person->sign;
    definition->trustees[0].static_key = person->static_key;
    definition->mixer_count = 2;
    definition->mixes = 2;
    for (i = 0; i < 2; i++) {
        struct mixer *mixer = &definition->mixers[i];

        (void)snprintf(mixer->name, NAME_SIZE, "Mixer %zu", i + 1);
        (void)snprintf(mixer->organisation, NAME_SIZE, "House %zu", i + 1);
        mixer->key = keyfile_person(whole->mixers[i])->sign;
    }
}

static void fill_definition(struct whole *whole)
{
    struct definition *definition = whole->definition;
    int step;

    memset(definition, 0, sizeof(*definition));
    definition->practice = true;
    (void)snprintf(definition->trust, NAME_SIZE, "Test Trust");
    (void)snprintf(definition->contact.address, LINE_SIZE, "1 Street, Town");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "01632 960000");
    (void)snprintf(definition->contact.email, LINE_SIZE, "officer@example.nhs.uk");
    (void)snprintf(definition->origin, ORIGIN_SIZE, "vote.example.nhs.uk/record");
    (void)snprintf(definition->policy[0], POLICY_LINE_SIZE, "quorum none");
    definition->policy_line_count = 1;
    definition->limits = (struct limits){250, 16, 16};
    /* Another election each time: a trustee opens a constituency of one only once. */
    memcpy(definition->nonce.bytes, &whole->runs, sizeof(whole->runs));
    whole->runs++;
    definition->log = *sign_secret_key(whole->log);
    add_people(whole);
    add_constituency(definition, METHOD_STV);
    add_constituency(definition, METHOD_FPP);
    add_constituency(definition, METHOD_FPP);
    for (step = 0; step < STEPS; step++) {
        definition->timetable.at[step] = WHOLE_START + (int64_t)step * WHOLE_STEP;
    }
}

static void hold_ceremony(struct whole *whole)
{
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    struct definition *definition = whole->definition;
    struct nonce nonce = definition->nonce;
    struct buf object;

    nonce.bytes[31] ^= whole->spoil == SPOIL_CEREMONY_NONCE;
    assert_int_equal(custody_ceremony_alone(whole->trustee, &nonce, &ceremony), 0);
    if (whole->spoil == SPOIL_CEREMONY_CERTIFICATE) {
        ceremony->signatures[0].z.bytes[0] ^= 1;
    }
    ceremony_group_key(ceremony, &definition->election_key);
    if (whole->spoil == SPOIL_CEREMONY_KEY) {
        definition->election_key = point_base;
    }
    buf_init(&object, ceremony_size(1, 1));
    assert_int_equal(ceremony_write(ceremony, &object), 0);
    object.data[0] ^= whole->spoil == SPOIL_CEREMONY_OBJECT;
    definition->ceremony = whole_record_object(whole, buf_span(&object));
    buf_deinit(&object);
}

static void define(struct whole *whole)
{
    const struct keyfile *const signers[] = {whole->officer, whole->trustee};
    struct document *document = document_new(ENTRY_DEFINITION, 0);
    struct digest digest;
    struct buf text;

    assert_non_null(document);
    fill_definition(whole);
    hold_ceremony(whole);
    *document->of.definition = *whole->definition;
    buf_init(&text, CODEC_SIZE_MAX);
    assert_int_equal(codec_write(document, &text), 0);
    hash_sha256(buf_span(&text), &digest);
    memcpy(whole->eid.bytes, digest.bytes, EID_SIZE);
    whole_record_add(whole,
                     ENTRY_DEFINITION,
                     buf_span(&text),
                     signers,
                     whole->spoil == SPOIL_DEFINITION_SIGNER ? 1 : 2);
    buf_deinit(&text);
    document_free(document);
}

static void state(struct whole *whole)
{
    static const size_t counts[] = {4, 2, 1};
    struct document *document = whole_record_draft(whole, ENTRY_STATEMENT);
    size_t i;
    size_t j;

    whole->time = whole->definition->timetable.at[STEP_WITHDRAWAL];
    document->of.statement.count = 3;
    for (i = 0; i < 3; i++) {
        struct nominees *list = &document->of.statement.lists[i];

        list->count = counts[i];
        list->outcome = i < 2 ? OUTCOME_CONTESTED : OUTCOME_UNOPPOSED;
        for (j = 0; j < list->count; j++) {
            (void)snprintf(list->candidates[j].name, NAME_SIZE, "Candidate %zu", j + 1);
        }
    }
    if (whole->spoil == SPOIL_STATEMENT_OUTCOME) {
        document->of.statement.lists[2].outcome = OUTCOME_SHORT;
    }
    if (whole->spoil == SPOIL_BASE) {
        document->base.root.bytes[0] ^= 1;
    }
    whole->time -= whole->spoil == SPOIL_TIME ? 10 * STEPS * WHOLE_STEP : 0;
    whole_record_document(whole,
                          document,
                          whole->spoil == SPOIL_STATEMENT_SIGNER ? whole->trustee
                                                                 : whole->officer);
    whole->time += whole->spoil == SPOIL_TIME ? 10 * STEPS * WHOLE_STEP : 0;
}

static struct object_ref make_roll(struct whole *whole, uint16_t cid)
{
    struct object_ref ref;
    struct buf object;
    size_t i;

    buf_init(&object, 10000);
    buf_put_text(&object, "GB1R");
    buf_put_span(&object, SPAN(whole->eid));
    buf_put_u16(&object, cid);
    buf_put_u32(&object, WHOLE_NUMBERS);
    for (i = 0; i < WHOLE_NUMBERS; i++) {
        size_t voter = whole->spoil == SPOIL_ROLL_TWICE && i == 5 ? 0 : i;

        buf_put(&object,
                sign_secret_key(whole->voters[cid - 1][voter]),
                sizeof(struct sign_key));
    }
    ref = whole_record_object(whole, buf_span(&object));
    buf_deinit(&object);
    return ref;
}

static void enrol(struct whole *whole)
{
    struct document *document = whole_record_draft(whole, ENTRY_ROLL);
    struct roll_document *roll = &document->of.roll;
    uint16_t cid;

    for (cid = 1; cid <= 2; cid++) {
        roll->lists[roll->count++] = (struct electorate){
            .cid = cid, .electors = WHOLE_NUMBERS, .object = make_roll(whole, cid)};
    }
    whole_record_document(whole, document, whole->officer);
}

static void spoil_ballot(const struct whole *whole, struct ballot *ballot)
{
    struct scalar one;

    if (whole->spoil == SPOIL_BALLOT_SIGNATURE) {
        ballot->signature.bytes[0] ^= 1;
    }
    if (whole->spoil == SPOIL_BALLOT_PROOF || whole->spoil == SPOIL_BALLOT_NAMED) {
        uint8_t bytes[BALLOT_SIZE];

        scalar_from_u64(1, &one);
        scalar_add(&ballot->proof.response, &one, &ballot->proof.response);
        ballot_write(ballot, bytes);
        sign_ballot(whole->voters[0][ballot->number - 1],
                    span_of(bytes, BALLOT_HEAD_SIZE),
                    &ballot->signature);
    }
}

static void
cast(struct whole *whole, uint16_t cid, uint32_t number, const struct choice *choice)
{
    const struct choice_rules rules = {
        .method = cid == 1 ? METHOD_STV : METHOD_FPP,
        .candidates = cid == 1 ? 4 : 2,
        .marks = cid == 1 ? 4 : 1,
    };
    struct ballot_plan plan = {.eid = whole->eid,
                               .cid = cid,
                               .number = number,
                               .declaration = cid == 1 ? 1 : 0,
                               .election_key = whole->definition->election_key};
    uint8_t bytes[BALLOT_SIZE];
    struct ballot ballot;

    assert_int_equal(choice_encode(choice, &rules, &plan.block), 0);
    ballot_make(&plan, whole->voters[cid - 1][number - 1], &ballot);
    if (cid == 1 && number == WHOLE_VOTERS_1) {
        spoil_ballot(whole, &ballot);
    }
    ballot_write(&ballot, bytes);
    whole_record_ballot(whole, ENTRY_BALLOT, SPAN(bytes), whole->time);
}

static void vote(struct whole *whole)
{
    static const struct choice stv[WHOLE_VOTERS_1] = {
        {2, {1, 2}}, {2, {1, 3}}, {1, {1}}, {2, {2, 4}}, {3, {2, 1, 3}}};
    static const struct choice fpp[WHOLE_VOTERS_2] = {
        {1, {1}}, {1, {2}}, {1, {2}}, {1, {1}}};
    uint32_t i;

    for (i = 0; i < WHOLE_VOTERS_1; i++) {
        cast(whole, 1, i + 1, &stv[i]);
    }
    for (i = 0; i < WHOLE_VOTERS_2; i++) {
        cast(whole, 2, i + 1, &fpp[i]);
    }
    if (whole->spoil == SPOIL_BALLOT_TWICE) {
        cast(whole, 2, 1, &fpp[1]);
    }
}

static void name_invalid(struct whole *whole)
{
    struct document *document = whole_record_draft(whole, ENTRY_DISQUALIFY);
    struct disqualification *disqualification = &document->of.disqualification;

    disqualification->cid = 1;
    disqualification->number = WHOLE_VOTERS_1;
    disqualification->channel = CHANNEL_ONLINE;
    disqualification->reason = REASON_INVALID;
    disqualification->has_entry = true;
    disqualification->entry = 3 + WHOLE_VOTERS_1;
    whole_record_document(whole, document, whole->officer);
}

static void box(struct whole *whole)
{
    struct document *document = whole_record_draft(whole, ENTRY_BOX);
    struct box_document *boxed = &document->of.box;

    boxed->count = 2;
    boxed->lists[0] = (struct box_list){
        .cid = 1, .online = WHOLE_VOTERS_1 - (whole->spoil == SPOIL_BALLOT_NAMED)};
    boxed->lists[1] = (struct box_list){.cid = 2, .online = WHOLE_VOTERS_2};
    boxed->lists[1].online += whole->spoil == SPOIL_BOX_COUNT;
    whole_record_document(whole, document, whole->officer);
}

void whole_run_to_box(struct whole *whole, enum spoil spoil)
{
    const struct timetable *timetable = &whole->definition->timetable;

    whole->spoil = spoil;
    whole_record_reset(whole);
    define(whole);
    state(whole);
    enrol(whole);
    if (spoil == SPOIL_DOCUMENT) {
        const struct keyfile *signer = whole->officer;

        whole_record_add(whole, ENTRY_NOTE, span_of_text("{}\n"), &signer, 1);
    }
    whole->time = timetable->at[STEP_OPEN] - (spoil == SPOIL_OPEN_EARLY ? 60 : 0);
    whole_record_document(whole, whole_record_draft(whole, ENTRY_OPEN), NULL);
    whole->time = timetable->at[STEP_OPEN];
    vote(whole);
    whole->time = timetable->at[STEP_CLOSE];
    whole_record_document(whole, whole_record_draft(whole, ENTRY_CLOSE), NULL);
    if (spoil == SPOIL_BALLOT_NAMED) {
        name_invalid(whole);
    }
    box(whole);
    whole_sign(whole);
}
