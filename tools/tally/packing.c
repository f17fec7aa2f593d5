// SPDX-License-Identifier: AGPL-3.0-or-later
#include "packing.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/moment.h"
#include "record/entry.h"
#include "seal/ballot.h"
#include "wire/codec.h"

enum {
    LIST_MAX = 1 << 28,
};

static const struct {
    const char *name;
    const char *contents;
    const char *columns;
} kinds[PACKING_KINDS] = {
    [PACKING_COUNTED] = {"counted",
                         "Counted votes: electronic copies, and the count",
                         "entry,time,voter number,declaration,ballot\n"},
    [PACKING_REJECTED] = {"rejected", "Rejected votes by heading", "heading,votes\n"},
    [PACKING_DISQUALIFIED] = {"disqualified",
                              "Disqualified documents and their list",
                              "entry,voter number,channel,reason,entry of the vote\n"},
    [PACKING_SPOILT] = {"spoilt",
                        "List of spoilt ballot papers",
                        "entry,time,old,new\n"},
    [PACKING_LOST] = {"lost",
                      "List of lost voting information",
                      "entry,time,old voter number,new voter number\n"},
    [PACKING_TENDERED] = {"tendered",
                          "List of tendered votes",
                          "entry,time,old voter number,new voter number\n"},
    [PACKING_OMITTED] = {"omitted",
                         "List of voters who had been left off the roll",
                         "entry,time,old voter number,new voter number\n"},
    [PACKING_LATE] = {"late",
                      "Late arrivals (rule 56)",
                      "entry,voter number,channel,reason,entry of the vote\n"},
};

struct packing {
    struct buf lists[CONSTITUENCIES_MAX][PACKING_KINDS];
};

const char *packing_name(enum packing_kind kind)
{
    return kinds[kind].name;
}

const char *packing_contents(enum packing_kind kind)
{
    return kinds[kind].contents;
}

void packing_free(struct packing *packing)
{
    size_t i;
    size_t k;

    if (packing == NULL) {
        return;
    }
    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        for (k = 0; k < PACKING_KINDS; k++) {
            buf_deinit(&packing->lists[i][k]);
        }
    }
    free(packing);
}

static int read_entry(const struct copy *copy,
                      uint64_t index,
                      struct buf *bytes,
                      struct entry *out)
{
    int r;

    buf_reset(bytes);
    r = source_entry(copy_source(copy), index, bytes);
    return FOLD(r == 0 ? entry_parse(buf_span(bytes), out) : r);
}

static int put_ballot(const struct copy *copy, uint64_t index, struct buf *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    char hex[2 * BALLOT_SIZE + 1];
    char when[MOMENT_SIZE];
    struct ballot ballot;
    struct entry entry = {.type = ENTRY_DEFINITION};
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = read_entry(copy, index, &bytes, &entry);
    if (r == 0) {
        r = FOLD(ballot_parse(entry.ballot, &ballot));
    }
    if (r != 0) {
        return r;
    }
    moment_write(entry.time, when);
    hex_encode(entry.ballot, hex);
    buf_printf(out,
               "%" PRIu64 ",%s,%" PRIu32 ",%u,%s\n",
               index,
               when,
               ballot.number,
               (unsigned)ballot.declaration,
               hex);
    return FOLD(buf_status(out));
}

/* What stands and was counted. */
static int put_counted(const struct copy *copy, uint16_t cid, struct buf *out)
{
    const struct ledger *ledger = copy_ledger(copy);
    uint64_t count = ledger_input_count(ledger, cid);
    uint64_t *inputs = calloc(count + 1, sizeof(*inputs));
    uint64_t i;
    int r = 0;

    if (inputs == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    ledger_inputs(ledger, cid, inputs);
    for (i = 0; i < count && r == 0; i++) {
        r = put_ballot(copy, inputs[i], out);
    }
    free(inputs);
    return r;
}

static void put_struck(const struct ledger *ledger, struct packing *packing)
{
    const struct ledger_strike *strikes;
    size_t count;
    size_t i;

    strikes = ledger_strikes(ledger, &count);
    for (i = 0; i < count; i++) {
        const struct disqualification *what = &strikes[i].what;
        struct buf *out =
            &packing->lists[what->cid - 1]
                           [strikes[i].is_late ? PACKING_LATE : PACKING_DISQUALIFIED];

        buf_printf(out,
                   "%" PRIu64 ",%" PRIu32 ",%s,%s,",
                   strikes[i].act,
                   what->number,
                   constituency_channel_name(what->channel),
                   register_reason_name(what->reason));
        if (what->has_entry) {
            buf_printf(out, "%" PRIu64, what->entry);
        }
        buf_put_text(out, "\n");
    }
}

static void put_rejected(const struct ledger *ledger, struct packing *packing)
{
    const struct box_document *box = ledger_box(ledger);
    size_t i;

    for (i = 0; box != NULL && i < box->count; i++) {
        struct buf *out = &packing->lists[box->lists[i].cid - 1][PACKING_REJECTED];
        enum heading heading;

        for (heading = 0; heading < HEADINGS; heading++) {
            buf_printf(out,
                       "%s,%" PRIu64 "\n",
                       result_heading_name(heading),
                       box->lists[i].rejected[heading]);
        }
    }
}

static const enum packing_kind of_register[REGISTER_END] = {
    [REGISTER_LOST] = PACKING_LOST,
    [REGISTER_SPOILT] = PACKING_SPOILT,
    [REGISTER_TENDERED] = PACKING_TENDERED,
    [REGISTER_OMITTED] = PACKING_OMITTED,
};

static int
put_replacement(uint64_t index, const struct entry *entry, struct packing *packing)
{
    CLEANUP(document_freep) struct document *document = NULL;
    const struct replacement *replacement;
    char when[MOMENT_SIZE];
    struct buf *out;
    int r;

    r = codec_parse(entry->document, ENTRY_REPLACE, NULL, &document);
    if (r != 0) {
        return FOLD(r);
    }
    replacement = &document->of.replacement;
    out = &packing->lists[replacement->cid - 1][of_register[replacement->kept_in]];
    moment_write(entry->time, when);
    buf_printf(out, "%" PRIu64 ",%s,", index, when);
    if (replacement->old_number != 0) {
        buf_printf(out, "%" PRIu32, replacement->old_number);
    }
    buf_printf(out, ",%" PRIu32 "\n", replacement->number);
    return 0;
}

static int put_replacements(const struct copy *copy, struct packing *packing)
{
    CLEANUP(buf_deinit) struct buf bytes;
    uint64_t count = ledger_count(copy_ledger(copy));
    struct entry entry = {.type = ENTRY_DEFINITION};
    uint64_t index;
    int r = 0;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    for (index = 0; index < count && r == 0; index++) {
        r = read_entry(copy, index, &bytes, &entry);
        if (r == 0 && entry.type == ENTRY_REPLACE) {
            r = put_replacement(index, &entry, packing);
        }
    }
    return r;
}

static int fill(const struct copy *copy, struct packing *packing)
{
    const struct ledger *ledger = copy_ledger(copy);
    const struct definition *definition = ledger_definition(ledger);
    uint16_t cid;
    int r;

    put_struck(ledger, packing);
    put_rejected(ledger, packing);
    r = put_replacements(copy, packing);
    for (cid = 1; cid <= definition->constituency_count && r == 0; cid++) {
        r = put_counted(copy, cid, &packing->lists[cid - 1][PACKING_COUNTED]);
    }
    return r;
}

static int check(const struct packing *packing)
{
    size_t i;
    size_t k;
    int r = 0;

    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        for (k = 0; k < PACKING_KINDS && r == 0; k++) {
            r = FOLD(buf_status(&packing->lists[i][k]));
        }
    }
    return r;
}

int packing_new(const struct copy *copy, struct packing **out)
{
    CLEANUP(packing_freep) struct packing *packing = calloc(1, sizeof(*packing));
    size_t i;
    size_t k;
    int r;

    if (packing == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        for (k = 0; k < PACKING_KINDS; k++) {
            buf_init(&packing->lists[i][k], LIST_MAX);
            buf_put_text(&packing->lists[i][k], kinds[k].columns);
        }
    }
    r = fill(copy, packing);
    if (r == 0) {
        r = check(packing);
    }
    if (r != 0) {
        return r;
    }
    *out = packing_take(&packing);
    return 0;
}

struct span
packing_list(const struct packing *packing, uint16_t cid, enum packing_kind kind)
{
    return buf_span(&packing->lists[cid - 1][kind]);
}
