// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/perform.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "checks.h"
#include "lots.h"
#include "outcome.h"
#include "product.h"
#include "seal/hash.h"

/* What was drawn for this constituency, or for all; NULL when nothing was. */
static const struct lot_list *find_drawn(const struct declaration *declaration,
                                         uint16_t cid)
{
    size_t i;

    for (i = 0; i < declaration->drawn_count; i++) {
        if (declaration->drawn[i].cid == 0 || declaration->drawn[i].cid == cid) {
            return &declaration->drawn[i].list;
        }
    }
    return NULL;
}

/* The list drawn, less who is no candidate here. */
static void take_drawn(const struct declaration *declaration,
                       const struct polled *polled,
                       struct lot_list *out)
{
    const struct lot_list *drawn = find_drawn(declaration, polled->cid);
    size_t i;

    out->count = 0;
    for (i = 0; drawn != NULL && i < drawn->count; i++) {
        if (drawn->drawn[i] <= polled->nominees->count) {
            out->drawn[out->count] = drawn->drawn[i];
            out->count++;
        }
    }
}

/* Lots are asked for, and then recorded, only where a tie needs one. */
static int count(const struct declaration *declaration,
                 struct polled *polled,
                 struct lot_list *list,
                 struct lot_needed *needed)
{
    struct lot_source source = {.cid = polled->cid};
    struct lots lots = audit_lots_from_drawn(&source, NULL, 0);
    int r;

    list->count = 0;
    if (declaration->seed != NULL) {
        source.seed = *declaration->seed;
        lots = audit_lots_from_seed(&source);
    }
    r = audit_count(polled, &lots, &needed->tie);
    if (r == AUDIT_LOT) {
        take_drawn(declaration, polled, list);
        lots = audit_lots_from_drawn(&source, list->drawn, list->count);
        r = audit_count(polled, &lots, &needed->tie);
    }
    if (r == AUDIT_LOT) {
        needed->cid = polled->cid;
        needed->constituency = polled->constituency->name;
        return PERFORM_LOT;
    }
    return r;
}

static int fill(struct audit *audit,
                const struct declaration *declaration,
                struct result_document *result,
                struct lot_needed *needed)
{
    struct lot_needed stopped;
    struct lot_list drawn;
    size_t i;
    int r;

    for (i = 0; i < audit->polled_count; i++) {
        struct result_list *list = &result->lists[i];

        r = count(declaration, &audit->polled[i], &drawn, &stopped);
        if (r != 0) {
            *needed = stopped;
            return r;
        }
        audit_outcome(audit, &audit->polled[i], list);
        list->lot_count = drawn.count;
        memcpy(list->lots, drawn.drawn, drawn.count);
    }
    result->count = audit->polled_count;
    result->has_seed = declaration->seed != NULL;
    if (declaration->seed != NULL) {
        result->seed = *declaration->seed;
    }
    (void)snprintf(
        result->declaration, sizeof(result->declaration), "%s", declaration->sentence);
    return 0;
}

static int put_sheets(const struct audit *audit, const struct sink *sink)
{
    size_t i;
    int r = 0;

    for (i = 0; i < audit->polled_count && r == 0; i++) {
        r = audit_put_object(
            sink, audit->polled[i].cid, buf_span(&audit->polled[i].sheet_text));
    }
    return r;
}

/* The officers' keys, the seed, and a record that is decrypted throughout. */
static int judge(const struct audit *audit, const struct declaration *declaration)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    struct digest promised;
    size_t i;

    for (i = 0; i < declaration->officer_count; i++) {
        if (!ledger_may_sign(audit->ledger,
                             &keyfile_person(declaration->officers[i])->sign,
                             GRANT_RESULT)) {
            return PERFORM_ROLE;
        }
    }
    if (declaration->officer_count < 1
        || declaration->officer_count > PRODUCT_SIGNERS_MAX) {
        return PERFORM_HANDS;
    }
    if (definition->lots_from_seed != (declaration->seed != NULL)) {
        return PERFORM_SEED;
    }
    if (declaration->seed != NULL) {
        hash_sha256(SPAN(*declaration->seed), &promised);
        if (!span_is_equal(SPAN(promised), SPAN(definition->lot_seed))) {
            return PERFORM_SEED;
        }
    }
    return 0;
}

static int declare(struct audit *audit,
                   const struct declaration *declaration,
                   const struct sink *sink,
                   struct lot_needed *needed)
{
    struct draft draft = {
        .document = document_new(ENTRY_RESULT, audit->polled_count),
        .signers = declaration->officers,
        .signer_count = declaration->officer_count,
    };
    int r;

    if (draft.document == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill(audit, declaration, &draft.document->of.result, needed);
    if (r == 0) {
        r = put_sheets(audit, sink);
    }
    if (r == 0) {
        r = audit_put(audit, &draft, sink);
    }
    document_free(draft.document);
    return r;
}

int perform_declare(struct audit *audit,
                    const struct declaration *declaration,
                    const struct sink *sink,
                    struct lot_needed *needed)
{
    int r;

    if (audit->stage < STAGE_INPUTS || finding_failed(&audit->findings) != 0
        || ledger_box_id(audit->ledger) == NULL || perform_needs_shares(audit)
        || ledger_result(audit->ledger) != NULL) {
        return PERFORM_STAGE;
    }
    r = judge(audit, declaration);
    if (r != 0) {
        return r;
    }
    if (audit->polled_count > 0 && audit->polled[0].rankings == NULL) {
        r = audit_check_plaintexts(audit);
        if (r != 0) {
            return r < 0 ? r : PERFORM_STAGE;
        }
    }
    return declare(audit, declaration, sink, needed);
}
