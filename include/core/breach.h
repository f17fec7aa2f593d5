/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Breaches of the timetable in words: what is wrong, under which rule, what the trust's
 * own constitution calls that rule, which holidays were counted that do not count, and
 * which day is the last allowed.
 */
#ifndef CORE_BREACH_H
#define CORE_BREACH_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/day.h"
#include "core/definition.h"
#include "core/holidays.h"
#include "core/timetable.h"

/* "rule 2.1, 8 (5.1 in the trust's constitution)": each of the rules, and behind it the
 * trust's own number where the labels give one. */
void breach_put_rule(const struct definition *definition,
                     const char *rules,
                     struct buf *out);

/* One sentence, without a full stop or line feed. The definition's timetable is the one
 * that was checked, and the holidays too. */
void breach_put(const struct definition *definition,
                const struct holidays *holidays,
                const struct breach *breach,
                struct buf *out);

/* What no table can know of a close so far ahead: that a day may be proclaimed, or has
 * been since. false, and nothing is put, when it is not so far. */
bool breach_put_unsettled(const struct definition *definition,
                          struct day close,
                          struct buf *out);

/* "Monday 31 August 2020 (summer bank holiday), …": the holidays from one day up to
 * another that are no Saturday or Sunday, those proclaimed later too; how many there
 * are. */
size_t breach_put_holidays(struct day from,
                           struct day to,
                           const struct holidays *holidays,
                           struct buf *out);

/* Those proclaimed later, in the same words; how many there are. */
size_t breach_put_proclaimed(const struct holidays *holidays, struct buf *out);

#endif
