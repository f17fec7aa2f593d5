// SPDX-License-Identifier: AGPL-3.0-or-later
#include "defining_read.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/moment.h"
#include "base/text.h"
#include "core/drafting.h"

#include "blanks_page.h"

enum {
    MESSAGE_SIZE = 400,
    WORDS_MAX = 1000,
    AGE_MAX = 120,
    FLOOR_MAX = 1000,
};

static struct span value_of(const struct blanks *blanks, enum blank blank)
{
    return span_of_text(blanks->blanks[blank].value);
}

static void fail(struct blanks *blanks, enum blank blank, const char *what)
{
    char message[MESSAGE_SIZE];

    (void)snprintf(
        message, sizeof(message), "%.80s: %.300s", blanks_page_label(blank), what);
    blanks_fail(blanks, blank, message);
}

/* A text on one line as we keep it; what is wrong with it, or NULL. */
static int tidy(struct span text, char *out, size_t size, const char **why)
{
    static const char *const words[] = {
        [TEXT_ENCODING] = "type it, what was pasted is not text",
        [TEXT_CONTROL] = "type it, what was pasted is not plain text",
        [TEXT_LONG] = "this is too long",
        [TEXT_EMPTY] = "fill this in",
    };
    CLEANUP(buf_deinit) struct buf kept;
    int r;

    *why = NULL;
    buf_init(&kept, size - 1);
    r = text_tidy(text, TEXT_ONE_LINE, &kept);
    if (r == BUF_FULL || (r == 0 && buf_status(&kept) == BUF_FULL)) {
        r = TEXT_LONG;
    }
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        *why = (size_t)r < ARRAY_SIZE(words) && words[r] != NULL ? words[r]
                                                                 : words[TEXT_CONTROL];
        return 0;
    }
    memcpy(out, buf_text(&kept), kept.size + 1);
    return 0;
}

static int read_text(struct blanks *blanks, enum blank blank, char *out, size_t size)
{
    const char *why = NULL;
    int r = tidy(value_of(blanks, blank), out, size, &why);

    if (r == 0 && why != NULL) {
        fail(blanks, blank, why);
    }
    return r;
}

/* A whole number; false when it is none, or not between these. */
static bool read_digits(struct span text, unsigned least, unsigned most, unsigned *out)
{
    struct span trimmed = text_trim(text);
    unsigned number = 0;
    size_t i;

    if (trimmed.size == 0 || trimmed.size > 6) {
        return false;
    }
    for (i = 0; i < trimmed.size; i++) {
        if (trimmed.data[i] < '0' || trimmed.data[i] > '9') {
            return false;
        }
        number = number * 10 + (unsigned)(trimmed.data[i] - '0');
    }
    if (number < least || number > most) {
        return false;
    }
    *out = number;
    return true;
}

static void read_number(struct blanks *blanks,
                        enum blank blank,
                        unsigned least,
                        unsigned most,
                        unsigned *out)
{
    char why[MESSAGE_SIZE];

    if (!read_digits(value_of(blanks, blank), least, most, out)) {
        (void)snprintf(
            why, sizeof(why), "type a whole number from %u to %u", least, most);
        fail(blanks, blank, why);
    }
}

bool defining_read_time(struct blanks *blanks, enum blank blank, int64_t *out)
{
    int r = moment_parse_people(text_trim(value_of(blanks, blank)), out);

    if (r != 0) {
        fail(blanks,
             blank,
             r == MOMENT_NO_SUCH
                 ? "there is no such time; clocks go forward over the hour from 1am on "
                   "the last Sunday of March"
                 : "type a date and a time like 18 June 2026 17:00");
    }
    return r == 0;
}

void defining_read_times(struct defining *defining)
{
    int step;

    for (step = 0; step < STEPS; step++) {
        (void)defining_read_time(defining->blanks,
                                 (enum blank)(BLANK_STEPS + step),
                                 &defining->definition->timetable.at[step]);
    }
}

/* The next line that holds something; false at the end. */
static bool next_line(struct span *rest, struct span *out)
{
    while (rest->size > 0) {
        const uint8_t *end = memchr(rest->data, '\n', rest->size);
        size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;

        *out = text_trim(span_of(rest->data, size));
        size += end != NULL ? 1 : 0;
        *rest = span_of(rest->data + size, rest->size - size);
        if (out->size > 0) {
            return true;
        }
    }
    return false;
}

static bool read_label(struct span line, struct label *out)
{
    const uint8_t *mark = memchr(line.data, '=', line.size);
    size_t size = mark != NULL ? (size_t)(mark - line.data) : 0;
    struct span rule = text_trim(span_of(line.data, size));
    struct span own;

    if (mark == NULL) {
        return false;
    }
    own = text_trim(span_of(mark + 1, line.size - size - 1));
    return rule.size > 0 && own.size > 0
           && text_copy(rule, out->rule, sizeof(out->rule)) == 0
           && text_copy(own, out->own, sizeof(out->own)) == 0;
}

static void read_labels(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct span rest = value_of(defining->blanks, BLANK_LABELS);
    struct span line;

    while (next_line(&rest, &line)) {
        if (definition->label_count == LABELS_MAX) {
            fail(defining->blanks, BLANK_LABELS, "there are too many");
            return;
        }
        if (!read_label(line, &definition->labels[definition->label_count])) {
            fail(defining->blanks, BLANK_LABELS, "type one on a line, like 2.1 = 4.2");
            return;
        }
        definition->label_count++;
    }
}

static void read_policy(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct span rest = value_of(defining->blanks, BLANK_POLICY);
    struct span line;

    definition->policy_line_count = 0;
    while (next_line(&rest, &line)) {
        size_t count = definition->policy_line_count;

        if (count == POLICY_LINES
            || text_copy(line, definition->policy[count], POLICY_LINE_SIZE) != 0) {
            fail(defining->blanks, BLANK_POLICY, "this is too long, or not plain text");
            return;
        }
        definition->policy_line_count++;
    }
    if (definition->policy_line_count == 0) {
        fail(defining->blanks, BLANK_POLICY, "type “quorum none” if nobody watches");
    }
}

static void read_lots(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct span text = text_trim(value_of(defining->blanks, BLANK_LOTS));

    definition->lots_from_seed = text.size > 0;
    if (text.size > 0
        && hex_decode(text, definition->lot_seed.bytes, DIGEST_SIZE) != 0) {
        fail(defining->blanks, BLANK_LOTS, "type 64 symbols of 0-9 and a-f");
    }
}

static void read_limits(struct defining *defining)
{
    struct limits *limits = &defining->definition->limits;
    struct blanks *blanks = defining->blanks;

    read_number(blanks, BLANK_WORDS, 1, WORDS_MAX, &limits->words);
    read_number(blanks, BLANK_AGE_STAND, 0, AGE_MAX, &limits->age_stand);
    read_number(blanks, BLANK_AGE_VOTE, 0, AGE_MAX, &limits->age_vote);
    read_number(blanks, BLANK_HANDS, 1, 2, &defining->definition->hands);
}

int defining_read_texts(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct contact *contact = &definition->contact;
    const struct {
        enum blank blank;
        char *out;
        size_t size;
    } texts[] = {
        {BLANK_TRUST, definition->trust, sizeof(definition->trust)},
        {BLANK_ADDRESS, contact->address, sizeof(contact->address)},
        {BLANK_TELEPHONE, contact->telephone, sizeof(contact->telephone)},
        {BLANK_EMAIL, contact->email, sizeof(contact->email)},
        {BLANK_ORIGIN, definition->origin, sizeof(definition->origin)},
    };
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < ARRAY_SIZE(texts); i++) {
        r = read_text(defining->blanks, texts[i].blank, texts[i].out, texts[i].size);
    }
    definition->practice = value_of(defining->blanks, BLANK_PRACTICE).size > 0;
    read_limits(defining);
    read_labels(defining);
    read_policy(defining);
    read_lots(defining);
    return r;
}

static void read_kind(const struct blank_value *row, struct constituency *out)
{
    enum kind kind;

    out->kind = KIND_PUBLIC;
    for (kind = KIND_PUBLIC; kind < KIND_END; kind++) {
        if (strcmp(row[CELL_KIND].value, constituency_kind_name(kind)) == 0) {
            out->kind = kind;
        }
    }
    out->rules = constituency_rules_find(row[CELL_RULES].value);
    if (out->rules == 0) {
        out->rules = RULES_NHS_2014_STV;
    }
    out->method = constituency_rules_method(out->rules);
    out->channels = 1U << CHANNEL_ONLINE;
    out->channels |= row[CELL_POST].value[0] != '\0' ? 1U << CHANNEL_POST : 0;
    out->channels |= row[CELL_TELEPHONE].value[0] != '\0' ? 1U << CHANNEL_TELEPHONE : 0;
    out->channels |= row[CELL_TEXT].value[0] != '\0' ? 1U << CHANNEL_TEXT : 0;
}

static int read_row(struct defining *defining, size_t at, struct constituency *out)
{
    struct blanks *blanks = defining->blanks;
    const struct blank_value *row = blanks->rows[at];
    const char *why = NULL;
    int r = tidy(span_of_text(row[CELL_NAME].value), out->name, NAME_SIZE, &why);

    if (r == 0 && why != NULL) {
        blanks_fail_cell(blanks, at, CELL_NAME, "Type the name of the constituency");
    }
    if (r == 0 && row[CELL_CLASS].value[0] != '\0') {
        r = tidy(span_of_text(row[CELL_CLASS].value), out->class_name, NAME_SIZE, &why);
        if (r == 0 && why != NULL) {
            blanks_fail_cell(blanks, at, CELL_CLASS, "Type the name of the class");
        }
    }
    if (!read_digits(span_of_text(row[CELL_SEATS].value), 1, SEATS_MAX, &out->seats)) {
        blanks_fail_cell(
            blanks, at, CELL_SEATS, "Type how many governors are elected, 1 to 37");
    }
    read_kind(row, out);
    return r;
}

/* One wording for all public members, and one for all patients. */
static int read_wordings(struct defining *defining)
{
    static const enum blank from[KIND_END] = {
        [KIND_PUBLIC] = BLANK_PUBLIC, [KIND_PATIENT] = BLANK_PATIENT};
    struct definition *definition = defining->definition;
    bool is_said[KIND_END] = {false};
    size_t i;

    for (i = 0; i < definition->constituency_count; i++) {
        struct constituency *one = &definition->constituencies[i];
        const char *why = NULL;
        int r;

        if (one->kind == KIND_STAFF) {
            continue;
        }
        one->wording_count = 1;
        r = tidy(value_of(defining->blanks, from[one->kind]),
                 one->wordings[0],
                 WORDING_SIZE,
                 &why);
        if (r != 0) {
            return r;
        }
        if (why != NULL && !is_said[one->kind]) {
            is_said[one->kind] = true;
            fail(defining->blanks, from[one->kind], why);
        }
    }
    return 0;
}

int defining_read_constituencies(struct defining *defining)
{
    struct definition *definition = defining->definition;
    struct blanks *blanks = defining->blanks;
    unsigned floor = DRAFTING_FLOOR;
    size_t at;
    int r = 0;

    read_number(blanks, BLANK_FLOOR, 0, FLOOR_MAX, &floor);
    for (at = 0; r == 0 && at < blanks->row_count; at++) {
        size_t i = definition->constituency_count;

        if (blanks_is_row_empty(blanks, at)) {
            continue;
        }
        definition->constituencies[i].floor = floor;
        defining->rows[i] = at;
        definition->constituency_count++;
        r = read_row(defining, at, &definition->constituencies[i]);
    }
    if (definition->constituency_count == 0) {
        blanks_fail_cell(blanks,
                         0,
                         CELL_NAME,
                         "Say at least one constituency or class to elect for");
    }
    return r == 0 ? read_wordings(defining) : r;
}
