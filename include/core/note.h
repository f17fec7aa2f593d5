/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A note of the officers (type 12): what the timetable did not foresee. Its reasons are
 * codes, so that none can name a member.
 */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/officer.h"

enum note_kind {
    NOTE_EXTEND = 1,
    NOTE_DEATH,
    NOTE_ABANDON,
    NOTE_PAGE,
    NOTE_REVOKE,
    NOTE_OPEN_ONE,
    NOTE_RETENTION,
    NOTE_OTHER,
    NOTE_END,
};

struct note {
    enum note_kind kind;
    uint16_t cid;            /* 0 where none is named */
    int64_t close;           /* extend */
    unsigned candidate;      /* death: place in the statement */
    struct digest page;      /* page */
    struct sign_key key;     /* revoke */
    uint64_t entry;          /* open-one */
    struct digest authority; /* open-one: SHA-256 of the order */
    char code[LABEL_SIZE];   /* the reason, of extend, abandon, retention and other:
                                a-z, 0-9 and '-', never words of a person's own */
};

/* "extend", "death", …; NULL outside the enum. */
const char *note_kind_name(unsigned kind);

/* The reasons a tool offers for an extension (r. 70), and what pages say of each:
 * "industrial action". NULL from NOTE_DELAYS on; a code not among them has no words. */
enum {
    NOTE_DELAYS = 6,
};
const char *note_delay(size_t place);
const char *note_delay_words(const char *code);

#endif
