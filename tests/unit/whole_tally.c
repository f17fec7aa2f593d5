// SPDX-License-Identifier: AGPL-3.0-or-later
/* The tally of a whole election: the acts of audit, spoilt on their way in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "seal/share.h"
#include "seal/shuffle.h"
#include "whole_record.h"
#include "wire/codec.h"

enum {
    OBJECT_MAX = 1 << 20,
};

static const struct keyfile *find_signer(const struct whole *whole,
                                         const struct sign_key *key)
{
    const struct keyfile *const all[] = {
        whole->officer, whole->trustee, whole->mixers[0], whole->mixers[1]};
    size_t i;

    for (i = 0; i < ARRAY_SIZE(all); i++) {
        if (span_is_equal(SPAN(keyfile_person(all[i])->sign), SPAN(*key))) {
            return all[i];
        }
    }
    fail();
    return NULL;
}

/* The last byte but 31 of an object begins its last scalar: s'_N, or s. */
static void spoil_object(struct buf *object)
{
    object->data[object->size - SCALAR_SIZE] ^= 1;
}

static void spoil_result(struct whole *whole, struct result_list *list)
{
    switch ((unsigned)whole->spoil) {
    case SPOIL_RESULT_LOT:
        list->lot_count = 0;
        break;
    case SPOIL_RESULT_ELECTED:
        list->elected[0] = (uint8_t)(3 - list->elected[0]);
        break;
    case SPOIL_RESULT_UNREADABLE:
        list->unreadable++;
        break;
    case SPOIL_RESULT_ELECTORATE:
        list->electorate++;
        break;
    case SPOIL_RESULT_SHEET:
        list->sheet = whole_record_object(whole, span_of_text("{}\n"));
        break;
    default:
        break;
    }
}

static bool is_other_signer(const struct whole *whole, enum entry_type type)
{
    return (whole->spoil == SPOIL_MIX_SIGNER && type == ENTRY_MIX)
           || (whole->spoil == SPOIL_SHARE_SIGNER && type == ENTRY_SHARES)
           || (whole->spoil == SPOIL_RESULT_SIGNER && type == ENTRY_RESULT);
}

/* Parses the document, spoils it and its object, and takes both in. */
static void take_spoilt(struct whole *whole, const struct product *product)
{
    const struct keyfile *signer = find_signer(whole, &product->signers[0].key);
    struct document *document = NULL;
    struct buf object;

    assert_int_equal(codec_parse(product->document, product->type, NULL, &document), 0);
    if (product->type == ENTRY_RESULT) {
        spoil_result(whole, &document->of.result.lists[1]);
    } else {
        buf_init(&object, OBJECT_MAX);
        buf_put_span(&object, product->object);
        spoil_object(&object);
        document->of.contribution.object =
            whole_record_object(whole, buf_span(&object));
        buf_deinit(&object);
    }
    whole_record_document(whole, document, signer);
}

static bool is_spoilt(const struct whole *whole, const struct product *product)
{
    switch ((unsigned)product->type) {
    case ENTRY_MIX:
        return (whole->spoil == SPOIL_MIX_PROOF || whole->spoil == SPOIL_MIX_TWICE)
               && strcmp(product->name, "mix-1-1") == 0;
    case ENTRY_SHARES:
        return whole->spoil == SPOIL_SHARE_PROOF
               && strcmp(product->name, "shares-2-1") == 0;
    case ENTRY_RESULT:
        return whole->spoil >= SPOIL_RESULT_LOT && whole->spoil <= SPOIL_RESULT_SHEET;
    default:
        return false;
    }
}

static int put(void *context, const struct product *product)
{
    struct whole *whole = context;
    const struct keyfile *signer;

    if (is_spoilt(whole, product)) {
        take_spoilt(whole, product);
        if (whole->spoil != SPOIL_MIX_TWICE) {
            return 0;
        }
    }
    if (product->object.size > 0) {
        (void)whole_record_object(whole, product->object);
    }
    if (product->document.size == 0) {
        return 0;
    }
    signer = find_signer(whole, &product->signers[0].key);
    if (is_other_signer(whole, product->type)) {
        signer = signer == whole->officer ? whole->trustee : whole->officer;
    }
    whole_record_add(whole, product->type, product->document, &signer, 1);
    return 0;
}

struct sink whole_sink(struct whole *whole)
{
    return (struct sink){whole, put};
}

struct audit *whole_verify(struct whole *whole, enum stage last)
{
    const struct verify_input input = {
        .source = &whole->source,
        .checkpoint = buf_span(&whole->checkpoint),
        .election = &whole->code,
    };
    struct audit *audit = NULL;

    code_of_election(&whole->eid, &whole->code);
    assert_int_equal(verify_run(&input, last, &audit), 0);
    return audit;
}

void whole_run(struct whole *whole, enum spoil spoil)
{
    const struct sink sink = whole_sink(whole);
    const struct keyfile *officer = whole->officer;
    const struct drawn drawn = {.list = {1, {2}}};
    const struct declaration declaration = {
        .officers = &officer,
        .officer_count = 1,
        .drawn_count = 1,
        .drawn = &drawn,
        .sentence = "The persons named are elected.",
    };
    struct lot_needed needed;
    struct audit *audit;

    whole_run_to_box(whole, spoil);
    audit = whole_verify(whole, STAGE_INPUTS);
    if (finding_failed(verify_findings(audit)) == 0) {
        assert_int_equal(perform_mix(audit, whole->mixers[0], &sink), 0);
        assert_int_equal(perform_mix(audit, whole->mixers[1], &sink), 0);
        assert_int_equal(perform_decrypt(audit, whole->trustee, &sink), 0);
        assert_int_equal(perform_declare(audit, &declaration, &sink, &needed), 0);
        whole_sign(whole);
    }
    audit_free(audit);
}
