// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/gather.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/log.h"
#include "record/checkpoint.h"
#include "record/watch.h"
#include "seal/hash.h"

#include "cosigned.h"
#include "gather_state.h"

enum {
    ROUND_LEAST = 2,         /* seconds between two checkpoints offered */
    ROUND_MOST = 10,         /* seconds a slow witness may keep the next one back */
    MEET_MILLISECONDS = 100, /* of one wait, when all are met */
    MEET_SECONDS = 5,
};

int gather_new(struct desk *desk,
               struct herald *herald,
               gather_watch watch,
               struct gather **out)
{
    struct gather *gather = calloc(1, sizeof(*gather));
    size_t i;

    if (!gather) {
        return FAULT(FAULT_MEMORY);
    }
    gather->desk = desk;
    gather->herald = herald;
    gather->watch = watch;
    gather->count = herald_count(herald);
    buf_init(&gather->note, CHECKPOINT_SIZE_MAX);
    for (i = 0; i < gather->count; i++) {
        buf_init(&gather->seats[i].note, CHECKPOINT_SIZE_MAX);
        gather->seats[i].is_doubtful = true;
    }
    *out = gather;
    return 0;
}

void gather_free(struct gather *gather)
{
    size_t i;

    if (gather) {
        for (i = 0; i < gather->count; i++) {
            buf_deinit(&gather->seats[i].note);
        }
        buf_deinit(&gather->note);
        free(gather);
    }
}

struct gather_proof gather_proof(const struct gather *gather)
{
    return gather->proof;
}

/* What stands in the definition. */
static int make_ready(struct gather *gather, const struct definition *definition)
{
    struct digest digest;
    int r;

    if (gather->is_ready) {
        return 0;
    }
    hash_sha256(span_of_text(definition->origin), &digest);
    hex_encode(SPAN(digest), gather->name);
    r = FOLD(vkey_make(definition->origin, VKEY_LOG, &definition->log, &gather->log));
    gather->is_ready = r == 0;
    return r;
}

static bool is_any_busy(const struct gather *gather)
{
    size_t i;

    for (i = 0; i < gather->count; i++) {
        if (gather->seats[i].asked != 0) {
            return true;
        }
    }
    return false;
}

/* Whether one that usually answers still owes an answer: for it the next checkpoint may
 * wait a little. Those that do not answer keep nobody waiting. */
static bool is_any_awaited(const struct gather *gather)
{
    size_t i;

    for (i = 0; i < gather->count; i++) {
        if (gather->seats[i].asked != 0 && gather->seats[i].is_answering) {
            return true;
        }
    }
    return false;
}

/* All are offered the same checkpoint, so that their signatures meet on one note. */
static int choose(struct gather *gather)
{
    int64_t age = gather->watch() - gather->begun;
    struct checkpoint checkpoint;
    int r;

    if (journal_size(gather->desk->journal) == gather->head.size
        || (gather->head.size > 0
            && (age < ROUND_LEAST || (age < ROUND_MOST && is_any_awaited(gather))))) {
        return 0;
    }
    buf_reset(&gather->note);
    r = FOLD(journal_checkpoint(gather->desk->journal, &gather->note));
    if (r == 0) {
        r = FOLD(checkpoint_parse(buf_span(&gather->note), &checkpoint));
    }
    if (r == 0) {
        gather->head = checkpoint.head;
        gather->begun = gather->watch();
    }
    return r;
}

static int
send(struct gather *gather, struct seat *seat, enum herald_call call, struct span bytes)
{
    int r = herald_send(gather->herald, (size_t)(seat - gather->seats), call, bytes);

    if (r == 0) {
        seat->asked = call;
    }
    return r;
}

static int offer(struct gather *gather, struct seat *seat)
{
    struct proof proof = {.count = 0};
    struct buf body;
    int r = 0;

    if (seat->known > 0) {
        r = FOLD(journal_consistency(
            gather->desk->journal, seat->known, gather->head.size, &proof));
    }
    if (r != 0) {
        return r;
    }
    buf_init(&body, HERALD_BODY_MAX);
    r = watch_write(seat->known, &proof, buf_span(&gather->note), &body);
    if (r == 0) {
        buf_reset(&seat->note);
        buf_put_span(&seat->note, buf_span(&gather->note));
        seat->offered = gather->head.size;
        r = FOLD(buf_status(&seat->note));
    }
    if (r == 0) {
        r = send(gather, seat, HERALD_ADD, buf_span(&body));
    }
    buf_deinit(&body);
    return r;
}

static int turn_to(struct gather *gather, struct seat *seat)
{
    if (seat->asked != 0 || gather->watch() < seat->next) {
        return 0;
    }
    if (seat->is_doubtful) {
        return send(gather, seat, HERALD_LATEST, span_of_text(gather->name));
    }
    return seat->cosigned != gather->head.size && seat->known <= gather->head.size
               ? offer(gather, seat)
               : 0;
}

/* What witnesses see of us, for whoever asks. */
static void note_state(struct gather *gather)
{
    unsigned answering = 0;
    size_t i;

    for (i = 0; i < gather->count; i++) {
        answering += gather->seats[i].is_answering ? 1 : 0;
    }
    atomic_store(&gather->desk->witnesses, (unsigned)gather->count);
    atomic_store(&gather->desk->answering, answering);
}

static int turn(struct gather *gather, int milliseconds)
{
    const struct definition *definition = desk_definition(gather->desk);
    size_t i;
    int r;

    if (!definition || gather->count == 0) {
        return 0;
    }
    r = make_ready(gather, definition);
    if (r == 0) {
        r = cosigned_begin(gather->desk->cosigned, definition);
    }
    if (r == 0) {
        r = herald_read(gather->herald, milliseconds, gather_hear, gather);
    }
    if (r == 0) {
        r = choose(gather);
    }
    for (i = 0; r == 0 && i < gather->count; i++) {
        r = turn_to(gather, &gather->seats[i]);
    }
    note_state(gather);
    return r;
}

int gather_meet(struct gather *gather)
{
    int64_t end = gather->watch() + MEET_SECONDS;
    int r = turn(gather, 0);

    while (r == 0 && is_any_busy(gather) && gather->watch() < end) {
        r = turn(gather, MEET_MILLISECONDS);
    }
    return r;
}

int gather_step(struct gather *gather)
{
    return turn(gather, 0);
}

struct witnessed desk_witnessed(struct desk *desk)
{
    return (struct witnessed){
        .witnesses = atomic_load(&desk->witnesses),
        .answering = atomic_load(&desk->answering),
        .size = cosigned_largest(desk->cosigned),
    };
}
