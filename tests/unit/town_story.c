// SPDX-License-Identifier: AGPL-3.0-or-later
#include "town.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/decide.h"
#include "desk/import.h"
#include "desk/nominate.h"
#include "desk/replace.h"
#include "desk/signin.h"
#include "desk/tick.h"
#include "desk/waiting.h"
#include "seal/choice.h"
#include "seal/credential.h"
#include "seal/sealbox.h"
#include "seal/token.h"
#include "store/roll.h"
#include "wire/codec.h"

static const char members[] =
    "number,forenames,surname,email,address_1,address_2,address_3,town,postcode,"
    "constituency,joined\n"
    "P1,Ada,Able,ada@example.org,1 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
    "P2,Ben,Baker,ben@example.org,2 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
    "P3,Cat,Carr,cat@example.org,3 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
    "P4,Dan,Dale,,4 High St,,,Town,T1 1AA,Public – Town,2020-01-01\n"
    "P5,Eve,Ellis,eve@example.org,5 High St,,,Town,T1 1AA,Public – Town,2026-06-02\n"
    "P6,Fay,Late,fay@example.org,6 High St,,,Town,T1 1AA,Public – Town,2026-06-03\n"
    "S1,Gus,Gray,gus@example.org,7 High St,,,Town,T1 1AA,Staff,2020-01-01\n"
    "S2,Hal,Hill,hal@example.org,8 High St,,,Town,T1 1AA,Staff,2020-01-01\n"
    "S3,Ida,Innes,ida@example.org,9 High St,,,Town,T1 1AA,Staff,2020-01-01\n"
    "C1,Jo,Jones,jo@example.org,10 High St,,,Town,T1 1AA,Patient,2020-01-01\n";

void town_define(struct town *town)
{
    const unsigned founders = TOWN_RETURNING | TOWN_TRUSTEE;
    struct document *document = document_new(ENTRY_DEFINITION, 0);
    const struct digest *ceremony = &town->definition->ceremony.digest;

    assert_non_null(document);
    *document->of.definition = *town->definition;
    assert_int_equal(town_submit(town, document, founders), SUBMIT_OBJECT_MISSING);
    assert_int_equal(desk_object_put(town->desk, ceremony, buf_span(&town->ceremony)),
                     0);
    assert_int_equal(town_submit(town, document, founders), 0);
    document_free(document);
    assert_non_null(desk_definition(town->desk));
}

void town_enrol(struct town *town)
{
    const struct import_order order = {.csv = span_of_text(members)};
    struct imported imported;

    assert_int_equal(desk_import(town->desk, &order, &imported), 0);
    assert_int_equal(imported.members, 10);
    assert_int_equal(imported.voteless, 1);
}

void town_import(struct town *town)
{
    town_define(town);
    town_enrol(town);
}

struct visit {
    const char *number;
    int64_t id;
    int64_t form;
};

static int find_member(void *context,
                       const struct nomination *nomination,
                       const struct member *member)
{
    struct visit *visit = context;

    if (strcmp(member->number, visit->number) == 0) {
        visit->form = nomination->form.id;
    }
    return 0;
}

int64_t town_member(struct town *town, const char *number)
{
    struct member member;
    int64_t id;

    for (id = 1; desk_member(town->desk, id, &member) == 0; id++) {
        if (strcmp(member.number, number) == 0) {
            return id;
        }
    }
    fail_msg("no member %s", number);
    return 0;
}

void town_stand(struct town *town, const char *number, bool accept)
{
    struct form form = {
        .member = town_member(town, number),
        .address = "1 High Street\nTown",
        .has_interests = FORM_NONE,
        .has_party = FORM_NONE,
        .confirmed = FORM_CONFIRMS_ALL,
        .qualification = "I live here",
        .statement = "Vote for me.",
        .signature = "Me",
        .signed_on = "2026-06-01",
    };
    struct decision decision = {
        .verdict = VERDICT_ACCEPT,
        .officer = town->definition->officers[0].key,
    };
    struct nomination_errors errors;
    struct visit visit = {.number = number};

    assert_int_equal(desk_nomination_draft(town->desk, &form, &errors), 0);
    assert_int_equal(errors.count, 0);
    assert_int_equal(desk_nomination_submit(town->desk, form.member), 0);
    if (accept) {
        assert_int_equal(desk_nominations(town->desk, find_member, &visit), 0);
        decision.form = visit.form;
        assert_int_equal(desk_decide(town->desk, &decision), 0);
    }
}

void town_nominate(struct town *town)
{
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    town_stand(town, "P3", true);
    town_stand(town, "P1", true);
    town_stand(town, "P2", true);
    town_stand(town, "S2", true);
    town_stand(town, "S1", true);
}

/* The text of the first waiting document of a type. */
struct wanted {
    enum entry_type type;
    bool found;
    struct buf *text;
};

static int keep_waiting(void *context, const struct waiting_item *item)
{
    struct wanted *wanted = context;

    if (item->type == wanted->type && !wanted->found) {
        wanted->found = true;
        buf_put_span(wanted->text, item->document);
    }
    return 0;
}

int town_waiting(struct town *town, enum entry_type type, struct buf *out)
{
    struct wanted wanted = {.type = type, .text = out};

    assert_int_equal(desk_waiting(town->desk, keep_waiting, &wanted), 0);
    return wanted.found ? 0 : -1;
}

int town_sign(struct town *town, enum entry_type type, unsigned by)
{
    struct submitted submitted;
    struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    assert_int_equal(town_waiting(town, type, &text), 0);
    r = town_submit_text(town, type, buf_span(&text), by, &submitted);
    buf_deinit(&text);
    return r;
}

void town_settle(struct town *town)
{
    town_nominate(town);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
}

void town_issue(struct town *town)
{
    town_settle(town);
    assert_int_equal(town_sign(town, ENTRY_ROLL, TOWN_RETURNING), 0);
}

void town_begin(struct town *town)
{
    town_issue(town);
    town_set_clock(town, town_at(town, STEP_OPEN));
    assert_int_equal(desk_tick(town->desk), 0);
    assert_true(desk_facts(town->desk).has_open);
}

void town_end(struct town *town)
{
    town_set_clock(town, desk_close_at(town->desk) + 2);
    assert_int_equal(desk_tick(town->desk), 0);
    assert_true(desk_facts(town->desk).has_close);
}

const struct town_parcel *town_token(const struct town *town, const char *name)
{
    const struct town_parcel *found = NULL;
    size_t i;

    for (i = 0; i < town->parcel_count; i++) {
        const struct town_parcel *parcel = &town->parcels[i];

        if (parcel->kind == PARCEL_TOKEN && strcmp(parcel->name, name) == 0) {
            found = parcel;
        }
    }
    assert_non_null(found);
    return found;
}

void town_die(struct town *town, uint16_t cid, unsigned candidate)
{
    struct document *document = town_document(town, ENTRY_NOTE, 0);

    document->of.note.kind = NOTE_DEATH;
    document->of.note.cid = cid;
    document->of.note.candidate = candidate;
    assert_int_equal(town_submit(town, document, TOWN_RETURNING), 0);
    document_free(document);
}

void town_ballot(struct town *town,
                 const struct town_parcel *parcel,
                 uint8_t first,
                 uint8_t out[BALLOT_SIZE])
{
    const char *hash = strchr(parcel->link, '#');
    const struct choice choice = {.count = 1, .numbers = {first}};
    struct choice_rules rules = {METHOD_STV, 3, 3};
    struct sign_secret *credential = NULL;
    struct ballot_plan plan = {.eid = desk_eid(town->desk)};
    struct ticket ticket;
    struct ballot ballot;

    assert_non_null(hash);
    assert_int_equal(token_read_ticket(span_of_text(hash + 1), &ticket), 0);
    plan.cid = ticket.cid;
    plan.number = ticket.number;
    plan.declaration = ticket.cid == 1 ? 1 : 0;
    plan.election_key = town->definition->election_key;
    if (ticket.cid == 2) {
        rules = (struct choice_rules){METHOD_FPP, 2, 1};
    }
    assert_int_equal(choice_encode(&choice, &rules, &plan.block), 0);
    assert_int_equal(credential_new(&ticket.token, &plan.eid, &credential), 0);
    ballot_make(&plan, credential, &ballot);
    sign_secret_free(credential);
    ballot_write(&ballot, out);
}

void town_paper(struct town *town, uint16_t cid, struct ballot *out)
{
    const struct choice choice = {.count = 1, .numbers = {1}};
    const struct choice_rules rules = {METHOD_FPP, 2, 1};
    struct ballot_plan plan = {
        .eid = desk_eid(town->desk),
        .cid = cid,
        .election_key = town->definition->election_key,
    };

    assert_int_equal(choice_encode(&choice, &rules, &plan.block), 0);
    ballot_make(&plan, keyfile_sign(town->officers[0]), out);
}

/* What the officer's tool does: opens the sealed reference and writes the document. */
struct tool {
    struct town *town;
    struct document *document;
    size_t count;
};

static int write_document(void *context, const struct waiting_item *item)
{
    struct tool *tool = context;
    struct sealed_reference reference = {.number = 0};
    struct replacement *replacement;
    struct buf plain;

    if (item->type != ENTRY_REPLACE || tool->count++ > 0) {
        return 0;
    }
    tool->document = document_new(ENTRY_REPLACE, 0);
    assert_non_null(tool->document);
    tool->document->base = item->base;
    replacement = &tool->document->of.replacement;
    buf_init(&plain, 1000);
    if (item->sealed.size > 0) {
        assert_int_equal(keyfile_unseal(tool->town->officers[0], item->sealed, &plain),
                         0);
        assert_int_equal(sealbox_read_reference(buf_span(&plain), &reference), 0);
        assert_int_equal(reference.cid, item->cid);
    }
    replacement->cid = item->cid;
    replacement->kept_in = item->kept_in;
    replacement->old_number = reference.number;
    replacement->number = item->number;
    replacement->credential = item->credential;
    buf_deinit(&plain);
    return 0;
}

struct document *town_replacement(struct town *town)
{
    struct tool tool = {.town = town};

    assert_int_equal(desk_waiting(town->desk, write_document, &tool), 0);
    assert_non_null(tool.document);
    return tool.document;
}

int town_ask(struct town *town, const char *member, enum replace_register kept_in)
{
    const struct replace_order order = {
        .member = member,
        .kept_in = kept_in,
        .gates = UINT32_MAX,
        .officer = town->definition->officers[0].key,
    };
    unsigned missing = 0;

    return desk_replace(town->desk, &order, &missing);
}

struct casting {
    bool is_done;
    struct town_answer answer;
    struct buf *receipt;
};

static void cast_done_here(void *context, const struct cast_answer *answer)
{
    struct casting *casting = context;

    casting->is_done = true;
    casting->answer = (struct town_answer){
        .result = answer->result,
        .is_again = answer->is_again,
        .index = answer->index,
        .spent_at = answer->spent_at,
        .spent_by = answer->spent_by,
    };
    if (casting->receipt) {
        buf_put_span(casting->receipt, answer->receipt);
    }
}

struct town_answer
town_cast(struct town *town, const uint8_t ballot[BALLOT_SIZE], struct buf *receipt)
{
    struct casting casting = {.receipt = receipt};
    struct cast_answer spent = {0};
    const struct cast cast = {
        .ballot = span_of(ballot, BALLOT_SIZE),
        .arrived = desk_now(town->desk),
        .done = cast_done_here,
        .context = &casting,
    };
    size_t told = 0;
    int r = desk_cast(town->desk, &cast, &spent);

    if (r != 0) {
        return (struct town_answer){
            .result = r,
            .spent_at = spent.spent_at,
            .spent_by = spent.spent_by,
        };
    }
    assert_int_equal(desk_step(town->desk, &told), 0);
    assert_int_equal(told, 1);
    assert_true(casting.is_done);
    return casting.answer;
}
