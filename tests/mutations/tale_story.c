// SPDX-License-Identifier: AGPL-3.0-or-later
/* The good story: what happens in it, scene by scene. */
#include <stdio.h>
#include <string.h>

#include "record/vkey.h"
#include "tale_scenes.h"
#include "wire/codec.h"

enum {
    START = 1000000020, /* a whole minute */
    BETWEEN = 6000,
    LATER = 600, /* by which the close is put off */
};

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
    constituency->floor = 3;
    if (method == METHOD_STV) {
        constituency->channels |= 1U << CHANNEL_POST;
        constituency->wording_count = 1;
        (void)snprintf(constituency->wordings[0], WORDING_SIZE, "I am who I am.");
    }
}

static void add_witness(const struct tale *tale, struct definition *definition)
{
    struct vkey witness;
    struct buf text;

    MUST(vkey_make(
        TALE_WITNESS, VKEY_WITNESS, sign_secret_key(tale->witness), &witness));
    buf_init(&text, POLICY_LINE_SIZE);
    vkey_write(&witness, &text);
    definition->policy_line_count = 2;
    (void)snprintf(
        definition->policy[0], POLICY_LINE_SIZE, "witness one %s", buf_text(&text));
    (void)snprintf(definition->policy[1], POLICY_LINE_SIZE, "quorum one");
    buf_deinit(&text);
}

static void add_officers(const struct tale *tale, struct definition *definition)
{
    static const char *const names[] = {"Officer", "Deputy", "Clerk"};
    size_t i;

    definition->officer_count = 3;
    definition->hands = 2;
    for (i = 0; i < 3; i++) {
        struct officer *officer = &definition->officers[i];

        (void)snprintf(officer->name, NAME_SIZE, "%s", names[i]);
        officer->key = *sign_secret_key(tale->secrets[i]);
        officer->seal = keyfile_person(tale->officers[0])->seal;
        officer->may = i < 2 ? GRANT_ALL : GRANT_PAPERS;
    }
    definition->has_issuer = true;
    definition->issuer = *sign_secret_key(tale->secrets[3]);
}

static void add_keepers(const struct tale *tale, struct definition *definition)
{
    size_t i;

    definition->trustee_count = TALE_TRUSTEES;
    definition->threshold = 2;
    definition->mixer_count = TALE_MIXERS;
    definition->mixes = 2;
    for (i = 0; i < TALE_TRUSTEES; i++) {
        struct trustee *trustee = &definition->trustees[i];

        (void)snprintf(trustee->name, NAME_SIZE, "Trustee %zu", i + 1);
        trustee->key = *sign_secret_key(tale->secrets[4 + i]);
        trustee->static_key = tale->ceremony.cocktail.statics[i];
    }
    for (i = 0; i < TALE_MIXERS; i++) {
        struct mixer *mixer = &definition->mixers[i];

        (void)snprintf(mixer->name, NAME_SIZE, "Mixer %zu", i + 1);
        (void)snprintf(
            mixer->organisation, NAME_SIZE, "House %s", i < 2 ? "one" : "two");
        mixer->key = *sign_secret_key(tale->secrets[7 + i]);
    }
}

static void define(struct tale *tale)
{
    struct scene *scene = tale_add(
        tale, ENTRY_DEFINITION, BY_RETURNING | BY_TRUSTEE * ((1 << TALE_TRUSTEES) - 1));
    struct definition *definition = scene->document->of.definition;
    int step;

    (void)snprintf(definition->trust, NAME_SIZE, "Test Trust");
    (void)snprintf(definition->contact.address, LINE_SIZE, "1 Street, Town");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "01632 960000");
    (void)snprintf(definition->contact.email, LINE_SIZE, "officer@example.nhs.uk");
    (void)snprintf(definition->origin, ORIGIN_SIZE, "vote.example.nhs.uk/record");
    definition->limits = (struct limits){250, 16, 16};
    definition->nonce = tale->ceremony.nonce;
    definition->log = *sign_secret_key(tale->log);
    add_witness(tale, definition);
    add_officers(tale, definition);
    add_keepers(tale, definition);
    add_constituency(definition, METHOD_STV);
    add_constituency(definition, METHOD_FPP);
    add_constituency(definition, METHOD_FPP);
    for (step = 0; step < STEPS; step++) {
        definition->timetable.at[step] = START + (int64_t)step * BETWEEN;
    }
    scene->time = START - BETWEEN;
}

static void state(struct tale *tale)
{
    static const size_t counts[] = {4, 2, 1};
    struct scene *scene = tale_add(tale, ENTRY_STATEMENT, BY_RETURNING);
    struct statement *statement = &scene->document->of.statement;
    size_t i;
    size_t j;

    scene->time = START + STEP_WITHDRAWAL * BETWEEN;
    statement->count = 3;
    for (i = 0; i < 3; i++) {
        struct nominees *list = &statement->lists[i];

        list->count = counts[i];
        list->outcome = i < 2 ? OUTCOME_CONTESTED : OUTCOME_UNOPPOSED;
        for (j = 0; j < list->count; j++) {
            (void)snprintf(list->candidates[j].name, NAME_SIZE, "Candidate %zu", j + 1);
        }
    }
}

static void enrol(struct tale *tale)
{
    struct scene *scene = tale_add(tale, ENTRY_ROLL, BY_RETURNING | BY_ISSUER);
    struct roll_document *roll = &scene->document->of.roll;

    roll->count = 2;
    roll->lists[0] = (struct electorate){.cid = 1, .electors = TALE_NUMBERS};
    roll->lists[1] = (struct electorate){.cid = 2, .electors = TALE_NUMBERS};
}

static void replace(struct tale *tale, const struct replacement *replacement)
{
    struct scene *scene = tale_add(tale, ENTRY_REPLACE, BY_DEPUTY);

    scene->document->of.replacement = *replacement;
    scene->document->of.replacement.credential =
        *sign_secret_key(tale->voters[replacement->cid - 1][replacement->number - 1]);
}

static struct scene *
cast(struct tale *tale, uint16_t cid, uint32_t number, struct choice choice)
{
    struct scene *scene = tale_add(tale, ENTRY_BALLOT, 0);

    scene->cid = cid;
    scene->number = number;
    scene->voter = number - 1;
    scene->declaration = cid == 1 ? 1 : 0;
    scene->choice = choice;
    scene->is_in = true;
    return scene;
}

static void receive(struct tale *tale, uint32_t number)
{
    tale_add(tale, ENTRY_RECEIVED, BY_CLERK)->document->of.received =
        (struct receipt_note){1, number, CHANNEL_POST};
}

static void disqualify(struct tale *tale, const struct scene *ballot)
{
    struct scene *scene = tale_add(tale, ENTRY_DISQUALIFY, BY_BOTH);

    scene->target = ballot;
    scene->document->of.disqualification =
        (struct disqualification){.cid = ballot->cid,
                                  .number = ballot->number,
                                  .channel = CHANNEL_ONLINE,
                                  .reason = REASON_INELIGIBLE,
                                  .has_entry = true};
}

/*
 * In 1: 6 lost the code and is 7; 5 was impersonated, tendered, and is 8; 9 and 10
 * were omitted. 7 and 9 vote by post, one of the papers is rejected; 10 never votes.
 */
static void poll_first(struct tale *tale)
{
    struct scene *tendered;

    cast(tale, 1, 1, (struct choice){2, {1, 2}});
    cast(tale, 1, 2, (struct choice){2, {1, 3}});
    cast(tale, 1, 3, (struct choice){1, {1}});
    tendered = cast(tale, 1, 5, (struct choice){1, {3}});
    tendered->is_in = false;
    cast(tale, 1, 4, (struct choice){2, {2, 4}});
    replace(tale, &(struct replacement){1, REGISTER_TENDERED, 5, 8, {{0}}});
    replace(tale, &(struct replacement){1, REGISTER_OMITTED, 0, 9, {{0}}});
    replace(tale, &(struct replacement){1, REGISTER_OMITTED, 0, 10, {{0}}});
    cast(tale, 1, 8, (struct choice){3, {2, 1, 3}});
    receive(tale, 7);
}

/* In 2: two for each; 5 turns out not to be eligible, 6 never votes. */
static void poll_second(struct tale *tale)
{
    struct scene *ineligible;

    cast(tale, 2, 1, (struct choice){1, {1}});
    cast(tale, 2, 2, (struct choice){1, {2}});
    cast(tale, 2, 3, (struct choice){1, {2}});
    cast(tale, 2, 4, (struct choice){1, {1}});
    ineligible = cast(tale, 2, 5, (struct choice){1, {2}});
    ineligible->is_in = false;
    disqualify(tale, ineligible);
}

static void enter(struct tale *tale, struct choice choice)
{
    struct scene *scene = tale_add(tale, ENTRY_ENTERED, 0);

    scene->cid = 1;
    scene->choice = choice;
    scene->is_in = true;
}

static void close_poll(struct tale *tale)
{
    tale_add(tale, ENTRY_CLOSE, 0)->time = START + STEP_CLOSE * BETWEEN + LATER;
    receive(tale, 9);
    enter(tale, (struct choice){2, {1, 2}});
}

static void box(struct tale *tale)
{
    struct box_document *box = &tale_add(tale, ENTRY_BOX, BY_BOTH)->document->of.box;

    box->count = 2;
    box->lists[0] =
        (struct box_list){.cid = 1, .online = 5, .received = 2, .entered = 1};
    box->lists[0].rejected[HEADING_UNCERTAIN] = 1;
    box->lists[1] = (struct box_list){.cid = 2, .online = 4, .disqualified = 1};
}

static void
contribute(struct tale *tale, enum entry_type type, unsigned by, uint8_t index)
{
    uint16_t cid;

    for (cid = 1; cid <= 2; cid++) {
        tale_add(tale, type, by)->document->of.contribution =
            (struct contribution){.cid = cid, .index = index};
    }
}

void tale_add_result(struct tale *tale)
{
    struct scene *scene = tale_add(tale, ENTRY_RESULT, BY_BOTH);

    document_free(scene->document);
    scene->document = NULL;
    MUST(codec_parse(buf_span(&tale->result), ENTRY_RESULT, NULL, &scene->document));
}

void tale_begin(struct tale *tale)
{
    struct scene *extension;

    tale_forget(tale);
    tale->spoil_ceremony = NULL;
    tale->spoil_ceremony_object = NULL;
    tale->is_key_kept = false;
    buf_reset(&tale->kept);
    define(tale);
    state(tale);
    enrol(tale);
    replace(tale, &(struct replacement){1, REGISTER_LOST, 6, 7, {{0}}});
    tale_add(tale, ENTRY_OPEN, 0)->time = START + STEP_OPEN * BETWEEN;
    extension = tale_add(tale, ENTRY_NOTE, BY_RETURNING);
    extension->document->of.note =
        (struct note){.kind = NOTE_EXTEND,
                      .close = START + STEP_CLOSE * BETWEEN + LATER,
                      .code = "flood"};
    poll_first(tale);
    poll_second(tale);
    close_poll(tale);
    box(tale);
    contribute(tale, ENTRY_MIX, BY_MIXER, 1);
    contribute(tale, ENTRY_MIX, BY_MIXER << 2, 2);
    contribute(tale, ENTRY_SHARES, BY_TRUSTEE, 1);
    contribute(tale, ENTRY_SHARES, BY_TRUSTEE << 2, 3);
    tale_restore(tale);
    if (tale->result.size > 0) {
        tale_add_result(tale);
    }
}
