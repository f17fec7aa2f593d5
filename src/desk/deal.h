/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One member's token from being dealt to being handed out: the sealed reference and the
 * delivery are written before the entry, under its mark; the token leaves after it.
 * Shared by issue and replace. Inside desk/ only.
 */
#ifndef DESK_DEAL_H
#define DESK_DEAL_H

#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/committer.h"
#include "desk/desk.h"
#include "post/outbox.h"
#include "seal/token.h"
#include "store/members.h"

enum deal_refusal {
    DEAL_NO_ROOM = 1,
    DEAL_REFUSED, /* by the committer, as it says in `out` */
};

/* Who is dealt what; the token is kept apart, in guarded memory. */
struct deal {
    int64_t member;
    int64_t delivery; /* given by deal_write; 0: nothing is sent */
    uint16_t cid;
    uint32_t number;
};

/* Within an act: the sealed reference and a waiting delivery. */
MUST_USE int
deal_write(struct desk *desk, struct deal *deal, const struct digest *mark);

/* Appends the entry. If it is refused, all that carries its mark is taken back. */
MUST_USE int deal_commit(struct desk *desk,
                         struct span submission,
                         const struct digest *mark,
                         struct committed *out);

enum deal_kind {
    DEAL_FIRST,
    DEAL_REPLACEMENT,
};

/*
 * After the entry: all mails with the mark count as handed over, then each token goes
 * out. A fault from here on must end the process: the next start says which have
 * failed.
 */
MUST_USE int deal_confirm(struct desk *desk, const struct digest *mark);
MUST_USE int deal_hand(struct desk *desk,
                       const struct deal *deal,
                       const struct token *token,
                       enum deal_kind kind);

/* Ends an act of handing out: the print file is sealed, its letters count as handed
 * over or as failed, the roll is scrubbed. */
MUST_USE int deal_finish(struct desk *desk, const struct digest *mark);

/* Within an act: what carries this mark is undone, because its entry is not there. */
MUST_USE int deal_forget(struct desk *desk, const struct digest *mark);

#endif
