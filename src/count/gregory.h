/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Moving papers the Gregory way: of a surplus only the parcel last received is looked
 * at, and every transferable paper of it gets the same value; the excluded's papers go
 * by value, highest first. For Northern Ireland's rules and ERS97.
 */
#ifndef COUNT_GREGORY_H
#define COUNT_GREGORY_H

#include "base/attr.h"
#include "stv.h"

MUST_USE int gregory_transfer(struct stv *stv, uint8_t from);

/* Excludes without transfer when that leaves no more than the vacancies; otherwise one
 * stage, in which rules->elect is asked after each value, until no vacancy is left. */
MUST_USE int gregory_exclude(struct stv *stv, const struct group *group);

#endif
