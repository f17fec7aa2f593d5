// SPDX-License-Identifier: AGPL-3.0-or-later
#include "town.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/log.h"
#include "base/moment.h"
#include "desk/init.h"
#include "desk/publish.h"
#include "record/checkpoint.h"
#include "seal/hash.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "wire/codec.h"
#include "wire/node.h"

static void keep_text(char *out, size_t size, const char *text)
{
    (void)snprintf(out, size, "%s", text ? text : "");
}

static int hand(void *self, const struct parcel *parcel)
{
    struct town *town = self;
    struct town_parcel *kept = &town->parcels[town->parcel_count];

    assert_true(town->parcel_count < TOWN_PARCELS);
    assert_non_null(parcel->definition);
    if (town->refuse != 0) {
        return town->refuse;
    }
    memset(kept, 0, sizeof(*kept));
    kept->kind = parcel->kind;
    kept->way = parcel->way;
    kept->id = parcel->id;
    kept->number = parcel->number;
    kept->is_replacement = parcel->is_replacement;
    kept->may_correct = parcel->may_correct;
    keep_text(kept->name, sizeof(kept->name), parcel->name);
    keep_text(kept->to,
              sizeof(kept->to),
              parcel->way == PARCEL_EMAIL ? parcel->email : parcel->lines[0]);
    keep_text(kept->link, sizeof(kept->link), parcel->link);
    keep_text(kept->reason, sizeof(kept->reason), parcel->reason);
    keep_text(kept->token, sizeof(kept->token), parcel->token);
    town->parcel_count++;
    return 0;
}

static int finish(void *self)
{
    struct town *town = self;

    town->finished++;
    return town->refuse_print;
}

void town_set_clock(struct town *town, int64_t now)
{
    char text[MOMENT_SIZE];

    moment_write(now, text);
    assert_int_equal(file_replace(town->clock_path, span_of_text(text), 0600), 0);
}

int64_t town_at(const struct town *town, enum step step)
{
    return town->definition->timetable.at[step];
}

static void make_people(struct town *town)
{
    struct definition *definition = town->definition;
    struct scalar x;
    size_t i;

    for (i = 0; i < TOWN_OFFICERS; i++) {
        struct officer *officer = &definition->officers[i];

        assert_int_equal(keyfile_new(KEY_OFFICER, "Olive", &town->officers[i]), 0);
        (void)snprintf(officer->name, NAME_SIZE, "Officer %zu", i + 1);
        officer->key = keyfile_person(town->officers[i])->sign;
        officer->seal = keyfile_person(town->officers[i])->seal;
        officer->may = i < 2 ? GRANT_ALL : GRANT_NOMINATIONS;
    }
    definition->officer_count = TOWN_OFFICERS;
    definition->hands = 1;
    assert_int_equal(sign_secret_new(&town->trustee), 0);
    assert_int_equal(sign_secret_new(&town->mixer), 0);
    scalar_from_u64(12345, &x);
    point_mul_base(&x, &definition->election_key);
    definition->trustee_count = 1;
    definition->threshold = 1;
    (void)snprintf(definition->trustees[0].name, NAME_SIZE, "Tess");
    definition->trustees[0].key = *sign_secret_key(town->trustee);
    definition->trustees[0].static_key = definition->election_key;
    definition->mixer_count = 1;
    definition->mixes = 1;
    (void)snprintf(definition->mixers[0].name, NAME_SIZE, "Max");
    (void)snprintf(definition->mixers[0].organisation, NAME_SIZE, "Elsewhere");
    definition->mixers[0].key = *sign_secret_key(town->mixer);
}

static void make_constituency(struct definition *definition,
                              const char *name,
                              enum kind kind,
                              unsigned seats)
{
    struct constituency *constituency =
        &definition->constituencies[definition->constituency_count++];

    (void)snprintf(constituency->name, NAME_SIZE, "%s", name);
    constituency->kind = kind;
    constituency->seats = seats;
    constituency->channels = 1U << CHANNEL_ONLINE;
    if (kind == KIND_STAFF) {
        constituency->method = METHOD_FPP;
        constituency->rules = RULES_NHS_2014_FPP;
        constituency->channels |= 1U << CHANNEL_POST;
    } else {
        constituency->method = METHOD_STV;
        constituency->rules = RULES_NHS_2014_STV;
        constituency->wording_count = 1;
        (void)snprintf(constituency->wordings[0], WORDING_SIZE, "I am who I am.");
    }
}

static void make_definition(struct town *town, const struct sign_key *log)
{
    struct definition *definition = town->definition;
    size_t step;

    definition->practice = true;
    (void)snprintf(definition->trust, NAME_SIZE, "Town Trust");
    (void)snprintf(definition->contact.address, LINE_SIZE, "1 Street, Town");
    (void)snprintf(definition->contact.telephone, LABEL_SIZE, "01632 960000");
    (void)snprintf(definition->contact.email, LINE_SIZE, "officer@example.nhs.uk");
    (void)snprintf(definition->origin, ORIGIN_SIZE, "vote.example.nhs.uk/record");
    (void)snprintf(definition->policy[0], POLICY_LINE_SIZE, "quorum none");
    definition->policy_line_count = 1;
    definition->limits = (struct limits){250, 16, 16};
    definition->log = *log;
    definition->page = town->options.page;
    make_constituency(definition, "Public – Town", KIND_PUBLIC, 2);
    make_constituency(definition, "Staff", KIND_STAFF, 1);
    make_constituency(definition, "Patient", KIND_PATIENT, 1);
    for (step = 0; step < STEPS; step++) {
        definition->timetable.at[step] = TOWN_START + (int64_t)step * TOWN_STEP;
    }
    definition->ceremony.size = definition_ceremony_size(1, 1);
    buf_init(&town->ceremony, (size_t)definition->ceremony.size);
    assert_non_null(buf_extend(&town->ceremony, (size_t)definition->ceremony.size));
    hash_sha256(buf_span(&town->ceremony), &definition->ceremony.digest);
}

int town_reopen(struct town *town)
{
    desk_free(town->desk);
    town->desk = NULL;
    return desk_open(&town->options, &town->desk);
}

int town_set_up(void **state)
{
    struct town *town = calloc(1, sizeof(*town));
    struct init_order order = {.settings = "# settings\n"};
    struct sign_key log;

    log_silence();
    moment_set_zone();
    assert_non_null(town);
    node_prepare();
    assert_int_equal(seal_init(), 0);
    assert_int_equal(scratch_make(&town->scratch), 0);
    (void)snprintf(town->dir, sizeof(town->dir), "%s/dir", town->scratch.folder);
    (void)snprintf(
        town->clock_path, sizeof(town->clock_path), "%s/clock", town->scratch.folder);
    town_set_clock(town, TOWN_START - 600);
    assert_int_equal(clock_new_file(town->clock_path, &town->clock), 0);
    town->outbox = (struct outbox){.self = town, .hand = hand, .finish = finish};
    town->options = (struct desk_options){
        .dir = town->dir,
        .clock = town->clock,
        .outbox = &town->outbox,
        .address = "https://vote.example.nhs.uk",
        .page = {{9}},
        .is_practice_only = true,
    };
    town->definition = definition_new();
    assert_non_null(town->definition);
    order.dir = town->dir;
    make_people(town);
    order.officer = town->definition->officers[0].key;
    assert_int_equal(desk_init(&order, &log), 0);
    make_definition(town, &log);
    assert_int_equal(town_reopen(town), 0);
    *state = town;
    return 0;
}

int town_tear_down(void **state)
{
    struct town *town = *state;
    size_t i;
    int r;

    desk_free(town->desk);
    clock_free(town->clock);
    for (i = 0; i < TOWN_OFFICERS; i++) {
        keyfile_free(town->officers[i]);
    }
    sign_secret_free(town->trustee);
    sign_secret_free(town->mixer);
    definition_free(town->definition);
    buf_deinit(&town->ceremony);
    r = scratch_remove(&town->scratch);
    free(town);
    return r;
}

struct document *town_document(struct town *town, enum entry_type type, size_t lists)
{
    struct document *document = document_new(type, lists);
    struct checkpoint checkpoint;
    enum publish_kind kind = PUBLISH_TILE;
    struct buf note;

    assert_non_null(document);
    buf_init(&note, 10000);
    if (desk_publish(town->desk, "checkpoint", &kind, &note) == 0) {
        assert_int_equal(kind, PUBLISH_CHECKPOINT);
        assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
        document->base.size = checkpoint.head.size;
        document->base.root = checkpoint.head.root;
    }
    buf_deinit(&note);
    return document;
}

/* The secret behind a bit of enum town_signer. */
static const struct sign_secret *secret_of(const struct town *town, unsigned bit)
{
    switch (bit) {
    case TOWN_TRUSTEE:
        return town->trustee;
    case TOWN_MIXER:
        return town->mixer;
    case TOWN_DEPUTY:
        return keyfile_sign(town->officers[1]);
    case TOWN_CLERK:
        return keyfile_sign(town->officers[2]);
    default:
        return keyfile_sign(town->officers[0]);
    }
}

void town_submission(struct town *town,
                     enum entry_type type,
                     struct span document,
                     unsigned by,
                     struct buf *out)
{
    struct entry entry = {.type = type, .document = document};
    struct eid eid = desk_eid(town->desk);
    unsigned bit;

    if (type == ENTRY_DEFINITION) {
        struct digest digest;

        hash_sha256(document, &digest);
        memcpy(&eid, &digest, sizeof(eid));
    }
    for (bit = TOWN_RETURNING; bit <= TOWN_MIXER; bit <<= 1) {
        if ((by & bit) != 0) {
            struct signer *signer = &entry.signers[entry.signer_count++];
            const struct sign_secret *secret = secret_of(town, bit);

            signer->key = *sign_secret_key(secret);
            sign_entry(secret, (uint8_t)type, &eid, document, &signer->signature);
        }
    }
    assert_int_equal(submission_write(&entry, out), 0);
}

int town_submit_text(struct town *town,
                     enum entry_type type,
                     struct span document,
                     unsigned by,
                     struct submitted *out)
{
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    town_submission(town, type, document, by, &bytes);
    r = desk_submit(town->desk, buf_span(&bytes), out);
    buf_deinit(&bytes);
    return r;
}

int town_submit(struct town *town, const struct document *document, unsigned by)
{
    struct submitted submitted;
    struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    assert_int_equal(codec_write(document, &text), 0);
    r = town_submit_text(town, document->type, buf_span(&text), by, &submitted);
    buf_deinit(&text);
    return r;
}
