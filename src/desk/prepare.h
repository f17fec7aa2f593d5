/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Documents the daemon writes for an officer to sign: the statement from the
 * nominations, the box from the record's counts. The same facts and base give the same
 * bytes, so that a signed one is held against what the daemon would write now. Inside
 * desk/ only, under the desk's submit_lock.
 */
#ifndef DESK_PREPARE_H
#define DESK_PREPARE_H

#include "base/attr.h"
#include "base/buf.h"
#include "core/document.h"
#include "desk/desk.h"

enum prepare_refusal {
    PREPARE_NOT_DUE = 1, /* too early, too late, or something is missing before it */
    PREPARE_IMPOSSIBLE,  /* more candidates than a ballot can number */
};

/* Appends the statement's text. Due once withdrawals have ended and every nomination
 * is decided. */
MUST_USE int
prepare_statement(struct desk *desk, const struct base *base, struct buf *out);

/* Appends the box's text. Due after `close`, once papers and numbers agree. */
MUST_USE int prepare_box(struct desk *desk, const struct base *base, struct buf *out);

/* The rejected papers counted so far, as the roll keeps them. */
MUST_USE int box_load(struct desk *desk);

#endif
