/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a tale is made of: scenes, one of which becomes one entry. */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../unit/oracle.h"
#include "base/buf.h"
#include "core/document.h"
#include "record/entry.h"
#include "seal/ballot.h"
#include "seal/choice.h"

/* Whose signature: bits. */
enum hand {
    BY_RETURNING = 1 << 0,
    BY_DEPUTY = 1 << 1,
    BY_CLERK = 1 << 2, /* papers only */
    BY_ISSUER = 1 << 3,
    BY_TRUSTEE = 1 << 4, /* the first of them */
    BY_MIXER = 1 << 7,   /* the first of them */
    BY_STRANGER = 1 << 10,
    BY_BOTH = BY_RETURNING | BY_DEPUTY,
    HANDS = 11,
};

struct tale;
struct scene;

/* What a scene is changed by while it is sealed; NULL where it is not. */
struct spoils {
    void (*document)(struct tale *tale, struct document *document); /* base is set */
    void (*text)(struct tale *tale, struct buf *text);              /* then signed */
    void (*ballot)(struct tale *tale, struct scene *scene, struct ballot *ballot);
    void (*task)(struct tale *tale, struct shuffle_task *task); /* proved so */
    void (*cheat)(const struct shuffle_task *task,
                  const struct ciphertext *input,
                  struct oracle_mix *shuffle);
    void (*shuffle)(struct tale *tale, struct oracle_mix *shuffle);
    void (*share_task)(struct tale *tale, struct share_task *task);
    void (*share_secret)(struct tale *tale, struct scalar *x);
    void (*cheat_share)(const struct share_task *task,
                        const struct ciphertext *output,
                        const struct scalar *x,
                        struct oracle_shares *share);
    void (*share)(struct tale *tale, struct oracle_shares *share);
    void (*object)(struct tale *tale, struct buf *object);
    void (*entry)(struct tale *tale, struct buf *entry);
};

struct scene {
    enum entry_type type;
    int64_t time;
    unsigned by;
    bool is_forged;            /* one of its signatures is wrong */
    bool is_ignored;           /* a mix that the next one does not start from */
    bool is_copy;              /* of the entry before it, byte for byte */
    struct document *document; /* owned; NULL for ballots */
    struct spoils spoils;

    /* Of a ballot or an entered paper. */
    uint16_t cid;
    uint32_t number;
    uint8_t declaration;
    size_t voter; /* whose key of its constituency: number 1's is 0 */
    struct choice choice;
    bool is_in; /* goes into the mix */
    struct ciphertext vote;

    const struct scene *target; /* of a disqualification: its entry; or NULL */

    uint64_t index; /* once sealed */
};

#endif
