/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Deals with the requests for sign-in links that were queued. Inside desk/ only. */
#ifndef DESK_SIGNIN_WORK_H
#define DESK_SIGNIN_WORK_H

#include "base/attr.h"

struct desk;

MUST_USE int signin_work(struct desk *desk);

#endif
