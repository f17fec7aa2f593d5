// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/note.h"

#include <stddef.h>
#include <string.h>

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

static const struct {
    const char *code;
    const char *words;
} delays[NOTE_DELAYS] = {
    {"industrial-action", "industrial action"},
    {"post-delayed", "a delay in the post"},
    {"mail-delayed", "a delay in sending emails"},
    {"service-unavailable", "a failure of the voting website"},
    {"emergency", "an emergency"},
    {"court-order", "an order of a court"},
};

const char *note_delay(size_t place)
{
    return place < NOTE_DELAYS ? delays[place].code : NULL;
}

const char *note_delay_words(const char *code)
{
    size_t i;

    for (i = 0; i < NOTE_DELAYS; i++) {
        if (strcmp(delays[i].code, code) == 0) {
            return delays[i].words;
        }
    }
    return NULL;
}

const char *note_kind_name(unsigned kind)
{
    return kind < NOTE_END ? notes[kind] : NULL;
}
