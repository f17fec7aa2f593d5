// SPDX-License-Identifier: AGPL-3.0-or-later
/* The count once more, under the lots that were drawn, and its sheet as an object. */
#include "audit.h"
#include "base/fault.h"
#include "checks.h"
#include "count/count.h"
#include "lots.h"
#include "wire/blt.h"
#include "wire/sheet_json.h"

static const size_t sheet_max = (size_t)1 << 28;

/* The papers counted, each kind a line as BLT has them: "weight c1 c2 … 0". */
static void put_papers(const struct rankings *rankings, struct buf *out)
{
    size_t kind;

    buf_put_text(out, ",\n  \"ballots\": [");
    for (kind = 0; kind < rankings->kinds; kind++) {
        buf_put_text(out, kind == 0 ? "\n    \"" : ",\n    \"");
        blt_write_ballot(rankings, kind, out);
        buf_put_u8(out, '"');
    }
    buf_put_text(out, rankings->kinds == 0 ? "]\n}\n" : "\n  ]\n}\n");
}

/* The sheet's JSON with the papers as its last member. */
static int write_sheet(struct polled *polled)
{
    static const char end[] = "\n}\n";
    struct buf *text = &polled->sheet_text;
    size_t size = sizeof(end) - 1;
    int r;

    buf_init(text, sheet_max);
    r = sheet_json_write(
        polled->sheet, polled->slate, polled->constituency->name, NULL, text);
    if (r != 0) {
        return FOLD(r);
    }
    if (text->size < size
        || !span_is_equal(span_of(text->data + text->size - size, size),
                          span_of_text(end))) {
        return FAULT(FAULT_BUG);
    }
    text->size -= size;
    put_papers(polled->rankings, text);
    return FOLD(buf_status(text));
}

int audit_count(struct polled *polled, const struct lots *lots, struct tie *needed)
{
    const struct count_input input = {.rules = polled->constituency->rules,
                                      .slate = polled->slate,
                                      .rankings = polled->rankings,
                                      .reading = READING_MERGED};
    int r;

    sheet_free(polled->sheet);
    polled->sheet = NULL;
    buf_deinit(&polled->sheet_text);
    r = count_votes(&input, lots, needed, &polled->sheet);
    if (r == COUNT_LOT) {
        return AUDIT_LOT;
    }
    if (r != 0) {
        return FOLD(r);
    }
    return write_sheet(polled);
}

static const struct result_list *find_list(const struct result_document *result,
                                           uint16_t cid)
{
    size_t i;

    for (i = 0; i < result->count; i++) {
        if (result->lists[i].cid == cid) {
            return &result->lists[i];
        }
    }
    return NULL;
}

static int recount(struct audit *audit, struct polled *polled)
{
    const struct result_document *result = ledger_result(audit->ledger);
    const struct result_list *list = find_list(result, polled->cid);
    struct lot_source source = {.cid = polled->cid};
    struct lots lots;
    struct tie needed;
    int r;

    if (list == NULL) {
        return audit_bad(
            audit, DEFECT_RECOUNT_LIST, "constituency %u has no result", polled->cid);
    }
    if (result->has_seed) {
        source.seed = result->seed;
        lots = audit_lots_from_seed(&source);
    } else {
        lots = audit_lots_from_drawn(&source, list->lots, list->lot_count);
    }
    r = audit_count(polled, &lots, &needed);
    if (r == AUDIT_LOT) {
        return audit_bad(audit,
                         DEFECT_RECOUNT_LOT,
                         "constituency %u needs a lot at stage %u that was not drawn",
                         polled->cid,
                         needed.stage);
    }
    return r;
}

int audit_check_recount(struct audit *audit)
{
    size_t i;
    int r;

    if (ledger_result(audit->ledger) == NULL) {
        return audit_wait(audit, "no result is declared yet");
    }
    for (i = 0; i < audit->polled_count; i++) {
        r = recount(audit, &audit->polled[i]);
        if (r != 0) {
            return r;
        }
        audit->counted++;
    }
    return 0;
}
