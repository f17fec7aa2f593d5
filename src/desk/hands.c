// SPDX-License-Identifier: AGPL-3.0-or-later
#include "hands.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "seal/hash.h"
#include "store/halves.h"

#include "state.h"

void hands_free(struct hands *hands)
{
    size_t i;

    if (!hands) {
        return;
    }
    for (i = 0; i < hands->count; i++) {
        buf_deinit(&hands->list[i].document);
    }
    free(hands->list);
    free(hands);
}

/* In memory, behind the others. */
static int append(struct hands *hands, const struct half *half)
{
    struct half_signed *list =
        realloc(hands->list, (hands->count + 1) * sizeof(*hands->list));
    struct half_signed *one;
    int r;

    if (!list) {
        return FAULT(FAULT_MEMORY);
    }
    hands->list = list;
    one = &list[hands->count];
    *one = (struct half_signed){
        .id = half->id,
        .type = (enum entry_type)half->type,
        .signer = {.key = half->signer, .signature = half->signature},
    };
    buf_init(&one->document, ENTRY_SIZE_MAX);
    buf_put_span(&one->document, half->document);
    r = FOLD(buf_status(&one->document));
    if (r != 0) {
        buf_deinit(&one->document);
        return r;
    }
    hands->count++;
    return 0;
}

static void take_out(struct hands *hands, size_t place)
{
    buf_deinit(&hands->list[place].document);
    hands->count--;
    memmove(&hands->list[place],
            &hands->list[place + 1],
            (hands->count - place) * sizeof(hands->list[0]));
}

static int load_one(void *context, const struct half *half)
{
    struct desk *desk = context;
    struct digest digest;

    hash_sha256(half->document, &digest);
    return journal_has_document(desk->journal, &digest) ? 0 : append(desk->hands, half);
}

bool hands_wait(const struct hands *hands, enum entry_type type)
{
    size_t i;

    for (i = 0; i < hands->count; i++) {
        if (hands->list[i].type == type) {
            return true;
        }
    }
    return false;
}

int hands_load(struct desk *desk)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    int r;

    (void)hold;
    desk->hands = calloc(1, sizeof(*desk->hands));
    if (!desk->hands) {
        return FAULT(FAULT_MEMORY);
    }
    r = FOLD(halves_each(desk->roll, load_one, desk));
    atomic_store(&desk->has_half_result, hands_wait(desk->hands, ENTRY_RESULT));
    return r;
}

bool hands_have(const struct hands *hands, struct span document)
{
    size_t i;

    for (i = 0; i < hands->count; i++) {
        if (span_is_equal(buf_span(&hands->list[i].document), document)) {
            return true;
        }
    }
    return false;
}

int hands_drop(struct desk *desk, size_t place)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_answer(halves_remove(desk->roll, desk->hands->list[place].id),
                       HANDS_FULL);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    take_out(desk->hands, place);
    return r < 0 ? r : 0;
}

int hands_supersede(struct desk *desk, enum entry_type type, struct span document)
{
    size_t i;
    int r = 0;

    for (i = desk->hands->count; r == 0 && i > 0; i--) {
        const struct half_signed *half = &desk->hands->list[i - 1];

        if (half->type == type && !span_is_equal(buf_span(&half->document), document)) {
            r = hands_drop(desk, i - 1);
        }
    }
    return r;
}

/* What the record takes once, and what no longer follows it. */
static bool is_over(enum entry_type recorded, enum entry_type type)
{
    if (recorded == ENTRY_BOX && type == ENTRY_DISQUALIFY) {
        return true;
    }
    return type == recorded
           && (type == ENTRY_ROLL || type == ENTRY_BOX || type == ENTRY_RESULT);
}

int hands_recorded(struct desk *desk, enum entry_type type, struct span document)
{
    size_t i;
    int r = 0;

    for (i = desk->hands->count; r == 0 && i > 0; i--) {
        const struct half_signed *half = &desk->hands->list[i - 1];

        if (is_over(type, half->type)
            || span_is_equal(buf_span(&half->document), document)) {
            r = hands_drop(desk, i - 1);
        }
    }
    return r;
}

static size_t signed_by(const struct hands *hands, const struct sign_key *signer)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < hands->count; i++) {
        if (memcmp(&hands->list[i].signer.key, signer, sizeof(*signer)) == 0) {
            count++;
        }
    }
    return count;
}

/* On the disk before anybody is told that it waits. `preparer`: whose act it is, or
 * NULL where it is signed. */
static int keep(struct desk *desk, struct half *half, const struct sign_key *preparer)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int r;

    if (signed_by(desk->hands, &half->signer) >= HANDS_MAX) {
        return HANDS_FULL;
    }
    r = act_begin(desk, &act);
    if (r == 0) {
        r = act_answer(halves_add(desk->roll, half, &half->id), HANDS_FULL);
    }
    if (r == 0 && preparer != NULL) {
        r = act_note(
            desk, ACTED_PREPARE, preparer, document_name((enum entry_type)half->type));
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    if (r != 0) {
        return r < 0 ? r : HANDS_FULL;
    }
    return append(desk->hands, half);
}

size_t hands_prepared(const struct hands *hands)
{
    static const struct sign_key nobody;

    return signed_by(hands, &nobody);
}

int hands_prepare(struct desk *desk,
                  enum entry_type type,
                  struct span document,
                  const struct sign_key *officer)
{
    struct half half = {.type = (unsigned)type, .document = document};

    return keep(desk, &half, officer);
}

bool hands_is_signed(const struct half_signed *half)
{
    static const struct sign_key nobody;

    return memcmp(&half->signer.key, &nobody, sizeof(nobody)) != 0;
}

int hands_withdraw(struct desk *desk, size_t place, const struct sign_key *officer)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    const struct half_signed *half = &desk->hands->list[place];
    int r = act_begin(desk, &act);

    if (r == 0) {
        r = act_note(desk, ACTED_TAKE_BACK, officer, document_name(half->type));
    }
    if (r == 0) {
        r = act_answer(halves_remove(desk->roll, half->id), HANDS_FULL);
    }
    if (r == 0) {
        r = act_commit(&act);
    }
    if (r != 0) {
        return r < 0 ? r : HANDS_FULL;
    }
    take_out(desk->hands, place);
    return 0;
}

static int keep_signed(struct desk *desk, const struct entry *entry)
{
    struct half half = {.type = (unsigned)entry->type,
                        .document = entry->document,
                        .signer = entry->signers[0].key,
                        .signature = entry->signers[0].signature};

    return keep(desk, &half, NULL);
}

/* It waits for the other now. */
static int sign_prepared(struct desk *desk, size_t place, const struct entry *entry)
{
    int r = keep_signed(desk, entry);

    return r == 0 ? hands_drop(desk, place) : r;
}

int hands_join(struct desk *desk, struct entry *entry, bool *joined)
{
    size_t i;

    *joined = false;
    for (i = 0; i < desk->hands->count; i++) {
        const struct half_signed *half = &desk->hands->list[i];

        if (half->type != entry->type
            || !span_is_equal(buf_span(&half->document), entry->document)) {
            continue;
        }
        if (!hands_is_signed(half)) {
            return sign_prepared(desk, i, entry);
        }
        *joined =
            memcmp(&half->signer.key, &entry->signers[0].key, sizeof(half->signer.key))
            != 0;
        if (*joined) {
            entry->signers[entry->signer_count++] = half->signer;
        }
        return 0;
    }
    return keep_signed(desk, entry);
}
