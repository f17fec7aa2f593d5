// SPDX-License-Identifier: AGPL-3.0-or-later
/* A roll object: who may vote in a constituency, in the order of their numbers. */
#include <stdlib.h>

#include "base/fault.h"
#include "base/reader.h"
#include "base/threads.h"
#include "rules_roll.h"
#include "seal/sign.h"

enum {
    HEAD = 42,    /* "GB1R" ‖ eid ‖ u16 cid ‖ u32 N */
    PIECE = 4096, /* credentials read at once */
    PART = 256,   /* and looked at by one thread */
};

/* Some credentials, and what each is said to be. */
struct piece {
    size_t count;
    struct sign_key keys[PIECE];
    int results[PIECE];
};

uint64_t rules_roll_size(uint32_t electors)
{
    return HEAD + (uint64_t)electors * SIGN_KEY_SIZE;
}

static int check_head(const struct ledger *ledger,
                      const struct electorate *list,
                      const struct pieces *object)
{
    uint8_t head[HEAD];
    struct reader reader;
    int r;

    r = pieces_read(object, 0, sizeof(head), head);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, SPAN(head));
    if (!reader_skip(&reader, "GB1R")
        || !span_is_equal(reader_take(&reader, EID_SIZE), SPAN(ledger->eid.bytes))
        || reader_u16(&reader) != list->cid || reader_u32(&reader) != list->electors
        || !reader_done(&reader)) {
        return LEDGER_OBJECT;
    }
    return 0;
}

static int check_part(void *context, size_t part)
{
    struct piece *piece = context;
    struct sign_key key;
    size_t i;

    for (i = part * PART; i < (part + 1) * PART && i < piece->count; i++) {
        piece->results[i] = sign_key_decode(SPAN(piece->keys[i]), &key);
    }
    return 0;
}

/* In their order: which rule is broken first does not depend on threads. */
static int add_piece(struct electors *electors, uint16_t cid, const struct piece *piece)
{
    size_t i;
    int r;

    for (i = 0; i < piece->count; i++) {
        if (piece->results[i] != 0) {
            return piece->results[i] < 0 ? piece->results[i] : LEDGER_KEY;
        }
        r = electors_add(electors, cid, &piece->keys[i]);
        if (r != 0) {
            return r < 0 ? r : LEDGER_TAKEN;
        }
    }
    return 0;
}

static int read_all(const struct electorate *list,
                    const struct pieces *object,
                    struct piece *piece,
                    struct electors *electors)
{
    uint32_t done;
    int r = 0;

    for (done = 0; done < list->electors && r == 0; done += (uint32_t)piece->count) {
        piece->count = list->electors - done < PIECE ? list->electors - done : PIECE;
        r = pieces_read(object,
                        HEAD + (uint64_t)done * SIGN_KEY_SIZE,
                        piece->count * SIGN_KEY_SIZE,
                        piece->keys);
        if (r == 0) {
            r = threads_run((piece->count + PART - 1) / PART, check_part, piece);
        }
        if (r == 0) {
            r = add_piece(electors, list->cid, piece);
        }
    }
    return r;
}

int rules_read_roll(const struct ledger *ledger,
                    const struct electorate *list,
                    const struct pieces *object,
                    struct electors *electors)
{
    struct piece *piece;
    int r;

    r = check_head(ledger, list, object);
    if (r != 0) {
        return r;
    }
    piece = malloc(sizeof(*piece));
    if (piece == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = read_all(list, object, piece, electors);
    free(piece);
    return r;
}
