/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a gather holds, shared by gather.c and gather_news.c. */
#ifndef DESK_GATHER_STATE_H
#define DESK_GATHER_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/bytes.h"
#include "desk/gather.h"
#include "record/proof.h"
#include "record/vkey.h"

#include "state.h"

/* What one witness was asked, and what it is known to have cosigned. */
struct seat {
    enum herald_call asked; /* 0: nothing is under way */
    uint64_t offered;       /* the size of the note below */
    struct buf note;
    uint64_t known;    /* the size it cosigned last, by its own account */
    uint64_t cosigned; /* the size of its last cosignature that is kept here */
    bool is_doubtful;  /* its checkpoint is to be asked for, to see what it proves */
    bool is_answering; /* its last answer was of use */
    unsigned conflicts;
    int64_t next; /* nothing is sent before */
    int64_t pause;
};

struct gather {
    struct desk *desk;
    struct herald *herald;
    gather_watch watch;
    bool is_ready;                  /* there is a definition, and what follows is set */
    char name[2 * DIGEST_SIZE + 1]; /* of the log at a witness */
    struct vkey log;
    struct tree_head head; /* what is offered; size 0: nothing yet */
    struct buf note;
    int64_t begun;
    struct gather_proof proof;
    size_t count;
    struct seat seats[HERALD_WITNESSES_MAX];
};

/* A witness's answer: a herald_visit whose context is the gather. */
int gather_hear(void *context, const struct herald_news *news);

#endif
