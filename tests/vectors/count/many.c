// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * Counts one election after the other, so that thousands take seconds: for scripts that
 * compare. In: a line "rules merged|literal lot size" (lot "-" for none) and a BLT file
 * of that size. Out: a line "sheet|lot|wrong size" and so many bytes: the count sheet's
 * JSON, the tie that stopped it ("stage candidate candidate …"), or what is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "core/constituency.h"
#include "count/count.h"
#include "wire/blt.h"
#include "wire/sheet_json.h"

enum {
    WORD_SIZE = 1100,
    ROOM = 1 << 26,
};

struct order {
    char rules[WORD_SIZE];
    char reading[WORD_SIZE];
    char lot[WORD_SIZE];
    size_t size;
};

/* A word up to the blank or line feed behind it; 1 when there is none. */
static int read_word(char out[static WORD_SIZE])
{
    size_t size = 0;
    int c = getchar();

    for (; c != EOF && c != ' ' && c != '\n'; c = getchar()) {
        if (size + 1 == WORD_SIZE) {
            return 1;
        }
        out[size++] = (char)c;
    }
    out[size] = '\0';
    return c == EOF ? 1 : 0;
}

static int read_order(struct order *order)
{
    char size[WORD_SIZE];

    if (read_word(order->rules) != 0 || read_word(order->reading) != 0
        || read_word(order->lot) != 0 || read_word(size) != 0) {
        return 1;
    }
    order->size = strtoul(size, NULL, 10);
    return order->size > 0 && order->size <= ROOM ? 0 : 1;
}

static int read_ballots(size_t size, struct blt *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct blt_error error;
    uint8_t *room;

    buf_init(&text, ROOM);
    room = buf_extend(&text, size);
    if (room == NULL || fread(room, 1, size, stdin) != size) {
        return 1;
    }
    return blt_parse(buf_span(&text), out, &error);
}

static void put_tie(const struct tie *tie, struct buf *out)
{
    buf_printf(out, "%u", tie->stage);
    for (size_t i = 0; i < tie->count; i++) {
        buf_printf(out, " %u", tie->tied[i]);
    }
}

/* "sheet", "lot" or "wrong", and what belongs to it. */
static const char *
count(const struct order *order, const struct blt *blt, struct buf *out)
{
    CLEANUP(sheet_freep) struct sheet *sheet = NULL;
    struct lot_list drawn = {0};
    struct lots lots = lot_list_lots(&drawn);
    const struct count_input input = {
        .rules = constituency_rules_find(order->rules),
        .slate = blt->slate,
        .rankings = blt->rankings,
        .reading =
            strcmp(order->reading, "literal") == 0 ? READING_LITERAL : READING_MERGED,
    };
    struct tie needed;
    int r = 0;

    if (strcmp(order->lot, "-") != 0) {
        r = lot_list_parse(order->lot, &drawn);
    }
    if (r == 0) {
        r = count_votes(&input, &lots, &needed, &sheet);
    }
    if (r == COUNT_LOT) {
        put_tie(&needed, out);
        return "lot";
    }
    if (r != 0 || sheet_json_write(sheet, blt->slate, "many", NULL, out) != 0) {
        return "wrong";
    }
    return "sheet";
}

int main(void)
{
    struct order order;

    while (read_order(&order) == 0) {
        CLEANUP(buf_deinit) struct buf out;
        CLEANUP(blt_deinit) struct blt blt = {0};
        const char *kind;

        buf_init(&out, ROOM);
        if (read_ballots(order.size, &blt) != 0) {
            return 1;
        }
        kind = count(&order, &blt, &out);
        (void)printf("%s %zu\n", kind, out.size);
        (void)fwrite(out.data, 1, out.size, stdout);
        if (fflush(stdout) != 0) {
            return 1;
        }
    }
    return 0;
}
