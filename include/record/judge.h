/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A definition held against every rule that can be asked of it before the election: its
 * own form, the timetable of the Model Election Rules, keys that can be used, the
 * policy. Each breach is told in words with the rule it breaks, and with what of the
 * definition it is about, so that a form can show it beside the field. The ceremony's
 * object is not looked at here.
 */
#ifndef RECORD_JUDGE_H
#define RECORD_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "core/definition.h"
#include "core/holidays.h"

enum judge_about {
    JUDGE_STEP = 1,     /* where: enum step */
    JUDGE_CONSTITUENCY, /* where: from 1 */
    JUDGE_NAME,         /* a constituency's name; where: from 1 */
    JUDGE_OFFICERS,
    JUDGE_HANDS,
    JUDGE_TRUSTEES,
    JUDGE_THRESHOLD,
    JUDGE_MIXERS,
    JUDGE_LOG,
    JUDGE_ISSUER,
    JUDGE_PEOPLE, /* a key that stands twice among them */
    JUDGE_POLICY,
    JUDGE_CEREMONY,
};

struct judgement {
    enum judge_about about;
    size_t where;
    bool is_note; /* allowed: in a practice election, or because it comes later */
    const char *text;
};

typedef void (*judge_tell)(void *context, const struct judgement *judgement);

/* holidays: those proclaimed later, of which no table knows; or NULL. */
MUST_USE int judge_definition(const struct definition *definition,
                              const struct holidays *holidays,
                              judge_tell tell,
                              void *context);

#endif
