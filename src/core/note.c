// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/note.h"

#include <stddef.h>

static const char *const notes[NOTE_END] = {
    [NOTE_EXTEND] = "extend",
    [NOTE_DEATH] = "death",
    [NOTE_ABANDON] = "abandon",
    [NOTE_PAGE] = "page",
    [NOTE_REVOKE] = "revoke",
    [NOTE_OPEN_ONE] = "open-one",
    [NOTE_RETENTION] = "retention",
    [NOTE_OTHER] = "other",
};

const char *note_kind_name(enum note_kind kind)
{
    return (unsigned)kind < NOTE_END ? notes[kind] : NULL;
}
