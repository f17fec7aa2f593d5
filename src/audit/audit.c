// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"

static PRINTF(3, 0) int add(struct audit *audit,
                            enum verdict verdict,
                            const char *format,
                            va_list arguments)
{
    const struct finding finding = {.stage = audit->stage,
                                    .verdict = verdict,
                                    .check = audit->check,
                                    .violation = "",
                                    .count = audit->counted};

    return finding_add(&audit->findings, &finding, format, arguments);
}

static PRINTF(3, 4) int add_bad(struct audit *audit,
                                const struct violation *violation,
                                const char *format,
                                ...)
{
    const struct finding finding = {.stage = violation->stage,
                                    .verdict = VERDICT_BAD,
                                    .check = audit->check,
                                    .violation = violation->name,
                                    .count = audit->counted};
    va_list arguments;
    int r;

    va_start(arguments, format);
    r = finding_add(&audit->findings, &finding, format, arguments);
    va_end(arguments);
    return r != 0 ? r : AUDIT_BAD;
}

int audit_bad(struct audit *audit, enum defect defect, const char *format, ...)
{
    char detail[FINDING_DETAIL_SIZE];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(detail, sizeof(detail), format, arguments);
    va_end(arguments);
    return add_bad(audit, violation_of_defect(defect), "%s", detail);
}

int audit_bad_entry(struct audit *audit)
{
    return add_bad(audit,
                   audit->refused.violation,
                   "entry %" PRIu64 " breaks the rule \"%s\"",
                   audit->refused.entry,
                   audit->refused.violation->name);
}

/* Nothing waits behind an entry that breaks a rule. */
int audit_wait(struct audit *audit, const char *format, ...)
{
    va_list arguments;
    int r;

    if (audit->refused.type != 0) {
        return audit_bad_entry(audit);
    }
    va_start(arguments, format);
    r = add(audit, VERDICT_WAITING, format, arguments);
    va_end(arguments);
    return r != 0 ? r : AUDIT_WAITING;
}

int audit_note(struct audit *audit, const char *format, ...)
{
    va_list arguments;
    int r;

    va_start(arguments, format);
    r = add(audit, VERDICT_NOTE, format, arguments);
    va_end(arguments);
    return r;
}

/* Whether the entries read are those of the tree. */
static int compare_window(const struct audit *audit)
{
    const struct window *window = &audit->window;
    struct digest known;
    uint64_t i;
    int r;

    for (i = window->first; window_holds(window, i); i++) {
        r = tree_leaf(audit->tree, i, &known);
        if (r != 0) {
            return FOLD(r);
        }
        if (!span_is_equal(SPAN(*window_leaf(window, i)), SPAN(known))) {
            return FAULT(FAULT_CORRUPT);
        }
    }
    return 0;
}

int audit_entry(struct audit *audit, uint64_t index, struct span *out)
{
    struct window *window = &audit->window;
    int r;

    if (!window_holds(window, index)) {
        r = window_load(window, audit->input.source, index, audit->entry_count);
        if (r != 0) {
            return r < 0 ? r : FAULT(FAULT_CORRUPT);
        }
        r = compare_window(audit);
        if (r != 0) {
            return r;
        }
    }
    *out = window_entry(window, index);
    return 0;
}

struct pieces audit_held_pieces(struct held *held)
{
    if (held->parcel != NULL) {
        return parcel_pieces(held->parcel);
    }
    held->span = buf_span(&held->made);
    return pieces_of(&held->span);
}

void audit_held_deinit(struct held *held)
{
    parcel_free(held->parcel);
    buf_deinit(&held->made);
    *held = (struct held){.parcel = NULL};
}

void audit_polled_deinit(struct polled *polled)
{
    size_t i;

    free(polled->ballots);
    audit_held_deinit(&polled->last);
    for (i = 0; i < polled->share_count; i++) {
        audit_held_deinit(&polled->shares[i]);
    }
    free(polled->plain);
    rankings_free(polled->rankings);
    slate_free(polled->slate);
    sheet_free(polled->sheet);
    buf_deinit(&polled->sheet_text);
}

void audit_free(struct audit *audit)
{
    size_t i;

    if (audit == NULL) {
        return;
    }
    for (i = 0; i < audit->polled_count; i++) {
        audit_polled_deinit(&audit->polled[i]);
    }
    for (i = 0; i < audit->object_count; i++) {
        parcel_free(audit->objects[i].parcel);
    }
    free(audit->objects);
    finding_clear(&audit->findings);
    ceremony_free(audit->ceremony);
    ledger_free(audit->ledger);
    tree_free(audit->tree);
    policy_free(audit->policy);
    document_free(audit->definition);
    window_deinit(&audit->window);
    free(audit->types);
    free(audit->set_aside);
    free(audit);
}

/* What a source says of an object that an entry names. */
static int judge_object(struct audit *audit, int result, enum defect missing)
{
    switch (result) {
    case SOURCE_ABSENT:
        return audit_bad(audit, missing, "an object that an entry names is not here");
    case SOURCE_FALSE:
    case SOURCE_TOO_LARGE:
        return audit_bad(
            audit, missing + 1, "an object is not what the entry that names it says");
    default:
        return FOLD(result);
    }
}

int audit_object(struct audit *audit,
                 const struct object_ref *object,
                 enum defect missing,
                 struct buf *out)
{
    return judge_object(
        audit, source_read_object(audit->input.source, object, out), missing);
}

/* One that was hashed with the folder's files need not be once more. */
static struct parcel *take_opened(struct audit *audit, const struct object_ref *object)
{
    size_t i;

    for (i = 0; i < audit->object_count; i++) {
        struct filed_object *filed = &audit->objects[i];

        if (filed->is.size == object->size
            && span_is_equal(SPAN(filed->is.digest), SPAN(object->digest))) {
            return parcel_take(&filed->parcel);
        }
    }
    return NULL;
}

int audit_parcel(struct audit *audit,
                 const struct object_ref *object,
                 enum defect missing,
                 struct parcel **out)
{
    struct parcel *opened = take_opened(audit, object);

    if (opened != NULL) {
        *out = opened;
        return 0;
    }
    return judge_object(audit, parcel_open(audit->input.source, object, out), missing);
}

int audit_surplus(struct audit *audit,
                  const struct ledger_offer *offer,
                  enum defect missing)
{
    int r;

    r = judge_object(
        audit,
        source_has_object(audit->input.source, &offer->contribution.object),
        missing);
    return r != 0 ? r
                  : audit_note(audit,
                               "entry %" PRIu64 " ignored: there was a good one before",
                               offer->entry);
}

unsigned audit_trustee(const struct audit *audit, const struct sign_key *key)
{
    const struct definition *definition = ledger_definition(audit->ledger);
    unsigned i;

    for (i = 0; i < definition->trustee_count; i++) {
        if (span_is_equal(SPAN(definition->trustees[i].key), SPAN(*key))) {
            return i + 1;
        }
    }
    return 0;
}
