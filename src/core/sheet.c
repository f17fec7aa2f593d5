// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

enum {
    BLOCK_SIZE = 16384,
};

/* Memory is handed out of blocks, which go together with the sheet. */
struct sheet_block {
    struct sheet_block *next;
    size_t used;
    size_t size;
    max_align_t room[];
};

static struct sheet_block *add_block(struct sheet *sheet, size_t needed)
{
    size_t size = needed > BLOCK_SIZE ? needed : BLOCK_SIZE;
    struct sheet_block *block = calloc(1, sizeof(*block) + size);

    if (block == NULL) {
        return NULL;
    }
    block->size = size;
    block->next = sheet->blocks;
    sheet->blocks = block;
    return block;
}

void *sheet_alloc(struct sheet *sheet, size_t count, size_t size)
{
    struct sheet_block *block = sheet->blocks;
    size_t needed;
    uint8_t *start;

    if (__builtin_mul_overflow(count, size, &needed)
        || __builtin_add_overflow(needed, sizeof(max_align_t) - 1, &needed)) {
        return NULL;
    }
    needed -= needed % sizeof(max_align_t);
    if (block == NULL || block->size - block->used < needed) {
        block = add_block(sheet, needed);
    }
    if (block == NULL) {
        return NULL;
    }
    start = (uint8_t *)block->room + block->used;
    block->used += needed;
    return start;
}

/* First preferences; then everybody's surplus or exclusion at most. */
static bool has_room(struct sheet *sheet)
{
    size_t candidates = sheet->candidates;

    sheet->stage_room = 2 * candidates + 1;
    sheet->stages = sheet_alloc(sheet, sheet->stage_room, sizeof(*sheet->stages));
    sheet->elected = sheet_alloc(sheet, candidates, sizeof(*sheet->elected));
    sheet->excluded = sheet_alloc(sheet, candidates, sizeof(*sheet->excluded));
    return sheet->stages != NULL && sheet->elected != NULL && sheet->excluded != NULL;
}

int sheet_new(size_t candidates, unsigned decimals, struct sheet **out)
{
    struct sheet *sheet = calloc(1, sizeof(*sheet));

    if (sheet == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    sheet->candidates = candidates;
    sheet->decimals = decimals;
    sheet->unit = 1;
    for (unsigned i = 0; i < decimals; i++) {
        sheet->unit *= 10;
    }
    if (!has_room(sheet)) {
        sheet_free(sheet);
        return FAULT(FAULT_MEMORY);
    }
    *out = sheet;
    return 0;
}

void sheet_free(struct sheet *sheet)
{
    if (sheet == NULL) {
        return;
    }
    while (sheet->blocks != NULL) {
        struct sheet_block *block = sheet->blocks;

        sheet->blocks = block->next;
        free(block);
    }
    free(sheet);
}

struct sheet_stage *sheet_add_stage(struct sheet *sheet, enum sheet_action action)
{
    struct sheet_stage *stage = &sheet->stages[sheet->stage_count];

    if (sheet->stage_count == sheet->stage_room) {
        return NULL;
    }
    *stage = (struct sheet_stage){.action = action, .quota = sheet->quota};
    stage->from = sheet_alloc(sheet, sheet->candidates, sizeof(*stage->from));
    stage->totals = sheet_alloc(sheet, sheet->candidates + 1, sizeof(*stage->totals));
    if (stage->from == NULL || stage->totals == NULL) {
        return NULL;
    }
    sheet->stage_count++;
    return stage;
}

/* A list that grows out of the blocks: doubled when its count is a power of two. */
static void *append(struct sheet *sheet, void *list, size_t count, size_t size)
{
    void *grown;

    if (count != 0 && (count & (count - 1)) != 0) {
        return list;
    }
    grown = sheet_alloc(sheet, count == 0 ? 1 : count * 2, size);
    if (grown != NULL && count != 0) {
        memcpy(grown, list, count * size);
    }
    return grown;
}

struct sheet_parcel *sheet_add_parcel(struct sheet *sheet, struct sheet_stage *stage)
{
    struct sheet_parcel *parcel;
    void *list =
        append(sheet, stage->parcels, stage->parcel_count, sizeof(struct sheet_parcel));

    if (list == NULL) {
        return NULL;
    }
    stage->parcels = list;
    parcel = &stage->parcels[stage->parcel_count];
    *parcel = (struct sheet_parcel){0};
    parcel->given = sheet_alloc(sheet, sheet->candidates + 1, sizeof(*parcel->given));
    if (parcel->given == NULL) {
        return NULL;
    }
    stage->parcel_count++;
    return parcel;
}

int sheet_add_lot(struct sheet *sheet, const struct tie *tie, uint8_t chosen)
{
    void *list = append(sheet, sheet->lots, sheet->lot_count, sizeof(struct sheet_lot));

    if (list == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    sheet->lots = list;
    sheet->lots[sheet->lot_count++] = (struct sheet_lot){.tie = *tie, .chosen = chosen};
    return 0;
}

int sheet_add_open(struct sheet *sheet, const struct tie *tie)
{
    void *list = append(sheet, sheet->open, sheet->open_count, sizeof(struct tie));

    if (list == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    sheet->open = list;
    sheet->open[sheet->open_count++] = *tie;
    return 0;
}

void sheet_print_votes(const struct sheet *sheet, int64_t votes, char *out)
{
    if (sheet->decimals == 0) {
        (void)snprintf(out, SHEET_VOTES_SIZE, "%" PRId64, votes);
    } else {
        (void)snprintf(out,
                       SHEET_VOTES_SIZE,
                       "%" PRId64 ".%0*" PRId64,
                       votes / sheet->unit,
                       (int)sheet->decimals,
                       votes % sheet->unit);
    }
}

void sheet_print_quota(const struct sheet *sheet, char *out)
{
    if (sheet->has_whole_quota) {
        (void)snprintf(out, SHEET_VOTES_SIZE, "%" PRId64, sheet->quota / sheet->unit);
    } else {
        sheet_print_votes(sheet, sheet->quota, out);
    }
}
