// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outcome.h"
#include "checks.h"

#include <string.h>

#include "seal/hash.h"

static const struct box_list *find_box(const struct audit *audit, uint16_t cid)
{
    const struct box_document *box = ledger_box(audit->ledger);
    size_t i;

    for (i = 0; i < box->count; i++) {
        if (box->lists[i].cid == cid) {
            return &box->lists[i];
        }
    }
    return NULL;
}

void audit_outcome(const struct audit *audit,
                   const struct polled *polled,
                   struct result_list *out)
{
    const struct box_list *box = find_box(audit, polled->cid);
    struct ledger_state state;
    size_t i;

    *out = (struct result_list){.cid = polled->cid, .unreadable = polled->unreadable};
    ledger_constituency(audit->ledger, polled->cid, &state);
    out->electorate = state.electors;
    memcpy(out->by_channel, state.received, sizeof(out->by_channel));
    out->by_channel[CHANNEL_ONLINE] = state.online;
    memcpy(out->by_register, state.by_register, sizeof(out->by_register));
    if (box != NULL) {
        memcpy(out->rejected, box->rejected, sizeof(out->rejected));
    }
    hash_sha256(buf_span(&polled->sheet_text), &out->sheet.digest);
    out->sheet.size = polled->sheet_text.size;
    out->elected_count = polled->sheet->elected_count;
    for (i = 0; i < out->elected_count; i++) {
        out->elected[i] = polled->sheet->elected[i].candidate;
    }
}

struct difference {
    enum defect defect;
    const char *member;
};

/* The counts that the ledger has compared already: it would have refused the entry. */
static bool is_counted_alike(const struct result_list *a, const struct result_list *b)
{
    return a->electorate == b->electorate
           && span_is_equal(SPAN(a->by_channel), SPAN(b->by_channel))
           && span_is_equal(SPAN(a->by_register), SPAN(b->by_register))
           && span_is_equal(SPAN(a->rejected), SPAN(b->rejected));
}

/* The first member that differs; DEFECT_NONE when none does. */
static struct difference find_difference(const struct result_list *a,
                                         const struct result_list *b)
{
    if (!is_counted_alike(a, b)) {
        return (struct difference){DEFECT_RESULT_COUNTS, "counts"};
    }
    if (a->unreadable != b->unreadable) {
        return (struct difference){DEFECT_RESULT_UNREADABLE, "unreadable votes"};
    }
    if (!span_is_equal(span_of(a->elected, a->elected_count),
                       span_of(b->elected, b->elected_count))) {
        return (struct difference){DEFECT_RESULT_ELECTS, "those elected"};
    }
    if (a->sheet.size != b->sheet.size
        || !span_is_equal(SPAN(a->sheet.digest), SPAN(b->sheet.digest))) {
        return (struct difference){DEFECT_RESULT_SHEET, "the count sheet"};
    }
    return (struct difference){DEFECT_NONE, ""};
}

/* recount has a list for each polled constituency; the lists may be no more. */
int audit_check_result(struct audit *audit)
{
    const struct result_document *result = ledger_result(audit->ledger);
    struct result_list expected;
    struct difference difference;
    struct parcel *sheet = NULL;
    size_t i;
    int r;

    if (audit->refused.type != 0) {
        return audit_bad_entry(audit);
    }
    if (result->count != audit->polled_count) {
        return audit_bad(
            audit, DEFECT_RECOUNT_LIST, "not one list for each constituency counted");
    }
    for (i = 0; i < audit->polled_count; i++) {
        audit_outcome(audit, &audit->polled[i], &expected);
        difference = find_difference(&expected, &result->lists[i]);
        if (difference.defect != DEFECT_NONE) {
            return audit_bad(audit,
                             difference.defect,
                             "constituency %u: %s differ from the recount",
                             expected.cid,
                             difference.member);
        }
        r = audit_parcel(audit, &expected.sheet, DEFECT_SHEET_MISSING, &sheet);
        if (r != 0) {
            return r;
        }
        parcel_free(sheet);
        audit->counted += expected.elected_count;
    }
    return 0;
}
