// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/pack.h"

#include "base/buf.h"
#include "base/fault.h"
#include "base/moment.h"

enum {
    TEXT_MAX = 8192,
};

/* A pack as it is being written: the first result that is not 0 ends it. */
struct writing {
    const struct pack *pack;
    const struct pack_sink *sink;
    struct buf text;
    int result;
};

bool pack_is_due(const struct parcel *parcel)
{
    return parcel->kind == PARCEL_TOKEN && parcel->way == PARCEL_LETTER
           && parcel->envelope != NULL
           && (parcel->constituency->channels & 1U << CHANNEL_POST) != 0;
}

static void put_span(struct writing *writing, enum pack_line line, struct span text)
{
    if (writing->result == 0) {
        writing->result = writing->sink->put(writing->sink->self, line, text);
    }
}

static void put(struct writing *writing, enum pack_line line, const char *text)
{
    put_span(writing, line, span_of_text(text));
}

PRINTF(3, 4)
static void say(struct writing *writing, enum pack_line line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    buf_vprintf(&writing->text, format, arguments);
    va_end(arguments);
    if (writing->result == 0) {
        writing->result = FOLD(buf_status(&writing->text));
    }
    put_span(writing, line, buf_span(&writing->text));
    buf_reset(&writing->text);
}

/* What each leaf says first: it lies among others on a table. */
static void put_head(struct writing *writing, const char *title)
{
    const struct definition *definition = writing->pack->definition;
    const struct constituency *constituency = writing->pack->constituency;

    put(writing, PACK_LEAF, title);
    if (definition->practice) {
        put(writing, PACK_TEXT, "PRACTICE: this election elects nobody.");
    }
    put(writing, PACK_HEADING, definition->trust);
    say(writing,
        PACK_TEXT,
        "Election to the council of governors: %s%s%s",
        constituency->name,
        constituency->class_name[0] != '\0' ? ", " : "",
        constituency->class_name);
}

static void put_marking(struct writing *writing)
{
    const struct constituency *constituency = writing->pack->constituency;

    say(writing,
        PACK_TEXT,
        "%u %s to be elected.",
        constituency->seats,
        constituency->seats == 1 ? "governor is" : "governors are");
    if (constituency->method == METHOD_STV) {
        put(writing,
            PACK_TEXT,
            "Write 1 in the box of your first choice, 2 in the box of your second, and "
            "so on. Number as many candidates as you like, each number once.");
    } else {
        say(writing,
            PACK_TEXT,
            "Put a cross (X) in the box of %s%u %s, and no more.",
            constituency->seats == 1 ? "" : "up to ",
            constituency->seats,
            constituency->seats == 1 ? "candidate" : "candidates");
    }
    put(writing,
        PACK_TEXT,
        "Write nothing else here: a paper that shows who marked it is not counted.");
}

static void put_fact(struct writing *writing, const char *name, struct span text)
{
    if (text.size == 0) {
        text = span_of_text("none");
    }
    say(writing,
        PACK_DETAIL,
        "%s: %.*s",
        name,
        (int)text.size,
        (const char *)text.data);
}

/* On one line, to keep the paper short. */
static void put_address(struct writing *writing, struct span text)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        if (text.data[i] == '\n') {
            buf_put_text(&writing->text, ", ");
        } else {
            buf_put_u8(&writing->text, text.data[i]);
        }
    }
    say(writing, PACK_DETAIL, "%s", "");
}

static void put_candidates(struct writing *writing)
{
    size_t i;

    put(writing, PACK_HEADING, "Candidates");
    for (i = 0; i < writing->pack->count; i++) {
        const struct pack_candidate *one = &writing->pack->candidates[i];

        say(writing,
            PACK_CANDIDATE,
            "%u  %.*s",
            one->number,
            (int)one->name.size,
            (const char *)one->name.data);
        if (one->is_dead) {
            put(writing, PACK_DETAIL, "This candidate has died.");
        }
        put_address(writing, one->address);
        put_fact(writing, "Declared interests", one->interests);
        put_fact(writing, "Political party", one->party);
    }
}

/* Rules 20.2 (e) and (f): every way to vote, by when, and whom to ask. */
static void put_ways(struct writing *writing)
{
    const struct contact *contact = &writing->pack->definition->contact;
    unsigned channels = writing->pack->constituency->channels;
    char close[MOMENT_PEOPLE_SIZE];

    moment_people(writing->pack->close, close);
    put(writing, PACK_HEADING, "How to vote");
    say(writing,
        PACK_TEXT,
        "By post: seal this paper in the ballot paper envelope, and return it in the "
        "covering envelope to the returning officer, %s. It must be there by %s.",
        contact->address,
        close);
    say(writing,
        PACK_TEXT,
        "Or online, with the voter ID number and the voting code in your letter: "
        "%s/vote",
        writing->pack->site);
    if ((channels & 1U << CHANNEL_TELEPHONE) != 0) {
        say(writing,
            PACK_TEXT,
            "Or by telephone, with the voter ID number in your letter: %s",
            contact->telephone);
    }
    if ((channels & 1U << CHANNEL_TEXT) != 0) {
        put(writing,
            PACK_TEXT,
            "Or by text message, with the voter ID number in your letter: ring the "
            "returning officer for the number to send it to.");
    }
    put(writing,
        PACK_TEXT,
        "Vote in one way only: the first of your votes that is received counts.");
    say(writing,
        PACK_TEXT,
        "Questions: the returning officer, %s, %s",
        contact->telephone,
        contact->email);
}

static void put_paper(struct writing *writing)
{
    put_head(writing, "Ballot paper");
    put_marking(writing);
    put_candidates(writing);
    put_ways(writing);
    say(writing,
        PACK_FINE,
        "%s %s %s ",
        writing->pack->definition->trust,
        writing->pack->constituency->name,
        writing->pack->code);
}

/* Rule 64. */
static void put_statements(struct writing *writing)
{
    size_t i;

    put_head(writing, "What the candidates say");
    for (i = 0; i < writing->pack->count; i++) {
        const struct pack_candidate *one = &writing->pack->candidates[i];

        put_span(writing, PACK_HEADING, one->name);
        put_span(writing,
                 PACK_TEXT,
                 one->statement.size > 0 ? one->statement
                                         : span_of_text("No election statement."));
    }
}

static void put_declaration(struct writing *writing, const char *envelope)
{
    const struct constituency *constituency = writing->pack->constituency;
    size_t i;

    put_head(writing, "Declaration of identity");
    put(writing,
        PACK_TEXT,
        "Return this form in the covering envelope, beside the ballot paper envelope "
        "and not inside it. If it is missing, or anything on it is missing or wrong, "
        "your vote may not count.");
    put(writing,
        PACK_HEADING,
        constituency->wording_count == 1 ? "I declare"
                                         : "I declare (tick what is true of you)");
    for (i = 0; i < constituency->wording_count; i++) {
        put(writing,
            constituency->wording_count == 1 ? PACK_TEXT : PACK_CHOICE,
            constituency->wordings[i]);
    }
    put(writing, PACK_BLANK, "Name, in capital letters");
    put(writing, PACK_BLANK, "Signature");
    put(writing, PACK_BLANK, "Date");
    put(writing, PACK_TEXT, "The number of your envelope:");
    put(writing, PACK_ENVELOPE, envelope);
}

static void put_labels(struct writing *writing, const char *envelope)
{
    const struct definition *definition = writing->pack->definition;
    bool has_form = writing->pack->constituency->wording_count > 0;

    put_head(writing, "Labels for your envelopes");
    say(writing,
        PACK_TEXT,
        "Mark the ballot paper and seal it, alone, in the ballot paper envelope. Put "
        "that envelope%s into the covering envelope, and post it.",
        has_form ? " and the declaration of identity, signed and dated," : "");
    put(writing, PACK_CUT, "");
    put(writing, PACK_HEADING, "Covering envelope");
    say(writing,
        PACK_TEXT,
        "The returning officer, %s\n%s",
        definition->trust,
        definition->contact.address);
    put(writing, PACK_ENVELOPE, envelope);
    put(writing, PACK_CUT, "");
    put(writing, PACK_HEADING, "Ballot paper envelope");
    say(writing, PACK_TEXT, "%s", writing->pack->constituency->name);
    put(writing,
        PACK_TEXT,
        "Put the ballot paper, and nothing else, into this envelope and seal it.");
    put(writing, PACK_CUT, "");
}

int pack_write(const struct pack *pack,
               const char *envelope,
               const struct pack_sink *sink)
{
    struct writing writing = {.pack = pack, .sink = sink};

    buf_init(&writing.text, TEXT_MAX);
    put_paper(&writing);
    put_statements(&writing);
    if (pack->constituency->wording_count > 0) {
        put_declaration(&writing, envelope);
    }
    put_labels(&writing, envelope);
    buf_deinit(&writing.text);
    return writing.result;
}
