// SPDX-License-Identifier: AGPL-3.0-or-later
#include "words.h"

#include <inttypes.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/moment.h"

#include "command.h"

enum {
    WORDS_MAX = 1 << 20,
};

static void put_hex(struct buf *out, const char *name, struct span bytes)
{
    char text[2 * DIGEST_SIZE + 1];

    hex_encode(bytes, text);
    buf_printf(out, "    %s %s\n", name, text);
}

static void put_object(struct buf *out, const struct object_ref *object)
{
    buf_printf(out, "    object of %" PRIu64 " bytes\n", object->size);
    put_hex(out, "SHA-256", SPAN(object->digest.bytes));
}

static void
put_place(struct buf *out, const struct definition *definition, uint16_t cid)
{
    const struct constituency *place = definition_constituency(definition, cid);

    buf_printf(out,
               "  %u. %s\n",
               (unsigned)cid,
               place == NULL ? "(no such constituency)" : place->name);
}

static void put_statement(const struct document *document,
                          const struct definition *definition,
                          struct buf *out)
{
    static const char *const outcomes[OUTCOME_END] = {
        [OUTCOME_CONTESTED] = "contested: there will be a poll",
        [OUTCOME_UNOPPOSED] = "elected unopposed",
        [OUTCOME_SHORT] = "elected unopposed, seats left unfilled",
    };
    const struct statement *statement = &document->of.statement;
    size_t i;
    size_t k;

    for (i = 0; i < statement->count; i++) {
        const struct nominees *list = &statement->lists[i];

        put_place(out, definition, (uint16_t)(i + 1));
        buf_printf(out,
                   "    %zu candidates, %s\n",
                   list->count,
                   list->count == 0 ? "all seats left unfilled"
                                    : outcomes[list->outcome]);
        for (k = 0; k < list->count; k++) {
            buf_printf(out, "    %zu  %s\n", k + 1, list->candidates[k].name);
        }
    }
}

static void put_roll(const struct document *document,
                     const struct definition *definition,
                     struct buf *out)
{
    const struct roll_document *roll = &document->of.roll;
    size_t i;

    for (i = 0; i < roll->count; i++) {
        put_place(out, definition, roll->lists[i].cid);
        buf_printf(out, "    %" PRIu32 " electors\n", roll->lists[i].electors);
        put_object(out, &roll->lists[i].object);
    }
}

static void put_replacement(const struct document *document,
                            const struct definition *definition,
                            struct buf *out)
{
    const struct replacement *replacement = &document->of.replacement;

    put_place(out, definition, replacement->cid);
    buf_printf(out, "    register: %s\n", register_name(replacement->kept_in));
    if (replacement->kept_in != REGISTER_OMITTED) {
        buf_printf(out,
                   "    voter number %" PRIu32 " is cancelled\n",
                   replacement->old_number);
    }
    buf_printf(out, "    voter number %" PRIu32 " is given out\n", replacement->number);
    put_hex(out, "credential", SPAN(replacement->credential.bytes));
}

static void put_disqualification(const struct document *document,
                                 const struct definition *definition,
                                 struct buf *out)
{
    const struct disqualification *act = &document->of.disqualification;

    put_place(out, definition, act->cid);
    if (act->number != 0) {
        buf_printf(out, "    the vote of voter number %" PRIu32, act->number);
    } else {
        buf_put_text(out, "    a keyed paper");
    }
    buf_printf(out,
               ", by %s, is disqualified: %s\n",
               constituency_channel_name(act->channel),
               register_reason_name(act->reason));
    if (act->has_entry) {
        buf_printf(out, "    entry %" PRIu64 " no longer stands\n", act->entry);
    }
}

static void put_contribution(const struct document *document,
                             const struct definition *definition,
                             struct buf *out)
{
    const struct contribution *contribution = &document->of.contribution;

    put_place(out, definition, contribution->cid);
    buf_printf(out, "    number %u\n", (unsigned)contribution->index);
    put_object(out, &contribution->object);
}

static void put_rejected(const uint64_t *rejected, struct buf *out)
{
    int heading;

    for (heading = 0; heading < HEADINGS; heading++) {
        if (rejected[heading] > 0) {
            buf_printf(out,
                       "    rejected (%s): %" PRIu64 "\n",
                       result_heading_name((enum heading)heading),
                       rejected[heading]);
        }
    }
}

static void put_box(const struct document *document,
                    const struct definition *definition,
                    struct buf *out)
{
    const struct box_document *box = &document->of.box;
    size_t i;

    buf_put_text(out,
                 "  Nothing more is received, disqualified or keyed after this.\n");
    for (i = 0; i < box->count; i++) {
        const struct box_list *list = &box->lists[i];

        put_place(out, definition, list->cid);
        buf_printf(out,
                   "    online %" PRIu64 ", received otherwise %" PRIu64
                   ", keyed %" PRIu64 ", disqualified %" PRIu64 "\n",
                   list->online,
                   list->received,
                   list->entered,
                   list->disqualified);
        put_rejected(list->rejected, out);
        if (list->is_waived) {
            buf_put_text(out,
                         "    FEWER online votes than the floor: opening them may show "
                         "how single members voted. You waive the floor.\n");
        }
    }
}

static void
put_numbers(const char *what, const uint8_t *numbers, size_t count, struct buf *out)
{
    size_t i;

    buf_printf(out, "    %s:", what);
    for (i = 0; i < count; i++) {
        buf_printf(out, " %u", (unsigned)numbers[i]);
    }
    buf_put_text(out, count == 0 ? " none\n" : "\n");
}

static void put_channels(const uint64_t *counts, struct buf *out)
{
    int channel;

    buf_put_text(out, "    votes:");
    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        buf_printf(out,
                   " %s %" PRIu64,
                   constituency_channel_name((enum channel)channel),
                   counts[channel]);
    }
    buf_put_text(out, "\n");
}

static void put_result(const struct document *document,
                       const struct definition *definition,
                       struct buf *out)
{
    const struct result_document *result = &document->of.result;
    size_t i;

    buf_printf(out, "  %s\n", result->declaration);
    for (i = 0; i < result->count; i++) {
        const struct result_list *list = &result->lists[i];

        put_place(out, definition, list->cid);
        buf_printf(out, "    electorate %" PRIu64 "\n", list->electorate);
        put_channels(list->by_channel, out);
        put_rejected(list->rejected, out);
        buf_printf(out, "    unreadable %" PRIu64 "\n", list->unreadable);
        put_numbers("lots drawn, candidates", list->lots, list->lot_count, out);
        put_numbers("elected, candidates", list->elected, list->elected_count, out);
    }
}

/* What follows from a note, by the rules, and cannot be undone. */
static void put_consequence(const struct note *note,
                            const struct definition *definition,
                            struct buf *out)
{
    const struct constituency *place = definition_constituency(definition, note->cid);

    if (note->kind == NOTE_DEATH && place != NULL) {
        buf_put_text(out,
                     place->method == METHOD_FPP
                         ? "    This poll is countermanded, or abandoned where it has "
                           "opened (rule FPP59): no vote in it is counted, and a new "
                           "election is held within 40 days, counted as rule 3 says.\n"
                         : "    The poll goes on (rule STV59): votes are counted as if "
                           "the candidate had been excluded before the count.\n");
    }
    if (note->kind == NOTE_ABANDON) {
        buf_printf(out,
                   "    %s abandoned: no vote in %s is counted.\n",
                   place != NULL ? "This poll is" : "Every poll is",
                   place != NULL ? "it" : "them");
    }
    if (note->kind != NOTE_OTHER) {
        buf_put_text(out, "    It cannot be taken back.\n");
    }
}

static void put_note(const struct document *document,
                     const struct definition *definition,
                     struct buf *out)
{
    const struct note *note = &document->of.note;
    char when[MOMENT_PEOPLE_SIZE];

    buf_printf(out, "  %s\n", note_kind_name(note->kind));
    if (note->cid != 0) {
        put_place(out, definition, note->cid);
    }
    if (note->kind == NOTE_EXTEND) {
        moment_people(note->close, when);
        buf_printf(out, "    the poll closes at %s\n", when);
    }
    if (note->kind == NOTE_DEATH) {
        buf_printf(out, "    candidate %u has died\n", note->candidate);
    }
    if (note->kind == NOTE_PAGE) {
        put_hex(out, "the voting page's code is now", SPAN(note->page.bytes));
    }
    if (note->kind == NOTE_REVOKE) {
        put_hex(out, "this key signs no more:", SPAN(note->key.bytes));
    }
    if (note->kind == NOTE_OPEN_ONE) {
        buf_printf(out, "    the ballot of entry %" PRIu64 " is opened\n", note->entry);
        put_hex(out, "by the order", SPAN(note->authority.bytes));
    }
    if (note->code[0] != 0) {
        buf_printf(out, "    reason: %s\n", note->code);
    }
    put_consequence(note, definition, out);
}

static void put_received(const struct document *document,
                         const struct definition *definition,
                         struct buf *out)
{
    const struct receipt_note *received = &document->of.received;

    put_place(out, definition, received->cid);
    buf_printf(out,
               "    a vote of voter number %" PRIu32 " was received by %s\n",
               received->number,
               constituency_channel_name(received->channel));
}

struct telling {
    const char *title;
    void (*put)(const struct document *document,
                const struct definition *definition,
                struct buf *out);
};

static const struct telling tellings[ENTRY_TYPES] = {
    [ENTRY_STATEMENT] = {"STATEMENT OF CANDIDATES", put_statement},
    [ENTRY_ROLL] = {"ROLL OF CREDENTIALS", put_roll},
    [ENTRY_REPLACE] = {"REPLACEMENT OF A VOTING CODE", put_replacement},
    [ENTRY_DISQUALIFY] = {"DISQUALIFICATION OF A VOTE", put_disqualification},
    [ENTRY_MIX] = {"MIX", put_contribution},
    [ENTRY_SHARES] = {"SHARES OF A DECRYPTION", put_contribution},
    [ENTRY_RESULT] = {"RESULT AND DECLARATION", put_result},
    [ENTRY_NOTE] = {"NOTE", put_note},
    [ENTRY_RECEIVED] = {"VOTE RECEIVED", put_received},
    [ENTRY_BOX] = {"THE BOX: WHAT IS TO BE COUNTED", put_box},
};

void words_describe(const struct document *document,
                    const struct definition *definition,
                    struct buf *out)
{
    const struct telling *telling = &tellings[document->type];

    buf_printf(out,
               "%s%s\n",
               definition->practice ? "PRACTICE: " : "",
               telling->title == NULL ? "DOCUMENT" : telling->title);
    if (telling->put != NULL) {
        telling->put(document, definition, out);
    }
}

int words_show(const struct document *document, const struct definition *definition)
{
    CLEANUP(buf_deinit) struct buf words;
    int r;

    buf_init(&words, WORDS_MAX);
    words_describe(document, definition, &words);
    r = FOLD(buf_status(&words));
    return r == 0 ? command_print(buf_span(&words)) : r;
}
