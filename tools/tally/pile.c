// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pile.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/reader.h"
#include "base/text.h"
#include "seal/secret.h"

#include "command.h"
#include "typed.h"

enum {
    TEXT_MAX = PILE_MAX * 128,
    HEAD_LINES = 4,
};

static const char title[] = "governor-ballot pile";

int pile_new(struct pile **out)
{
    struct pile *pile = calloc(1, sizeof(*pile));

    if (pile == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    *out = pile;
    return 0;
}

void pile_free(struct pile *pile)
{
    if (pile != NULL) {
        secret_wipe(pile, sizeof(*pile));
    }
    free(pile);
}

bool pile_is_same(const struct pile_paper *a, const struct pile_paper *b)
{
    if (a->is_rejected || b->is_rejected) {
        return a->is_rejected && b->is_rejected && a->heading == b->heading;
    }
    return a->choice.count == b->choice.count
           && memcmp(a->choice.numbers, b->choice.numbers, a->choice.count) == 0;
}

void pile_put(const struct pile_paper *paper, struct buf *out)
{
    size_t i;

    if (paper->is_rejected) {
        buf_printf(out, "rejected %s", result_heading_name(paper->heading));
    }
    for (i = 0; !paper->is_rejected && i < paper->choice.count; i++) {
        buf_printf(out, "%s%u", i == 0 ? "" : ",", (unsigned)paper->choice.numbers[i]);
    }
}

static int read_heading(struct span word, struct pile_paper *out)
{
    enum heading heading;

    for (heading = 0; heading < HEADINGS; heading++) {
        if (typed_is(word, result_heading_name(heading))) {
            *out = (struct pile_paper){.is_rejected = true, .heading = heading};
            return 0;
        }
    }
    return PILE_MALFORMED;
}

static int compare_numbers(const void *a, const void *b)
{
    return *(const uint8_t *)a - *(const uint8_t *)b;
}

int pile_read(struct span line,
              const struct choice_rules *rules,
              struct pile_paper *out)
{
    struct pile_paper paper = {.is_rejected = false};
    struct span rest = line;
    int r;

    if (typed_is(typed_word(&rest), "rejected")) {
        return read_heading(text_trim(rest), out);
    }
    r = choice_read(line, &paper.choice);
    if (r == CHOICE_UNREADABLE) {
        return PILE_MALFORMED;
    }
    if (r != 0) {
        return PILE_CHOICE;
    }
    if (rules->method == METHOD_FPP) {
        qsort(paper.choice.numbers, paper.choice.count, 1, compare_numbers);
    }
    if (choice_check(&paper.choice, rules) != 0) {
        return PILE_CHOICE;
    }
    *out = paper;
    return 0;
}

int pile_save(const struct pile *pile, const char *path)
{
    CLEANUP(buf_deinit) struct buf text;
    char eid[2 * EID_SIZE + 1];
    char officer[2 * SIGN_KEY_SIZE + 1];
    size_t i;

    hex_encode(SPAN(pile->eid.bytes), eid);
    hex_encode(SPAN(pile->officer.bytes), officer);
    buf_init(&text, TEXT_MAX);
    buf_printf(&text, "%s\n%s\n%u\n%s\n", title, eid, (unsigned)pile->cid, officer);
    for (i = 0; i < pile->count; i++) {
        pile_put(&pile->papers[i], &text);
        buf_put_text(&text, "\n");
    }
    if (buf_status(&text) != 0) {
        return FOLD(buf_status(&text));
    }
    return command_save_private(path, buf_span(&text));
}

static bool read_head(size_t line, struct span text, struct pile *out)
{
    uint64_t cid = 0;

    switch (line) {
    case 0:
        return span_is_equal(text, span_of_text(title));
    case 1:
        return hex_decode(text, out->eid.bytes, EID_SIZE) == 0;
    case 2:
        if (text_number(text, CONSTITUENCIES_MAX, &cid) != 0) {
            return false;
        }
        out->cid = (uint16_t)cid;
        return true;
    default:
        return hex_decode(text, out->officer.bytes, SIGN_KEY_SIZE) == 0;
    }
}

static bool read_line(size_t line,
                      struct span text,
                      const struct choice_rules *rules,
                      struct pile *out)
{
    if (line < HEAD_LINES) {
        return read_head(line, text, out);
    }
    return out->count < PILE_MAX
           && pile_read(text, rules, &out->papers[out->count++]) == 0;
}

int pile_load(const char *path, const struct choice_rules *rules, struct pile *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct reader reader;
    size_t line = 0;
    bool is_good = true;
    int r;

    buf_init(&text, TEXT_MAX);
    r = command_load(path, &text);
    if (r != 0) {
        return r;
    }
    out->count = 0;
    reader_init(&reader, buf_span(&text));
    while (is_good && !reader_is_empty(&reader)) {
        is_good = read_line(line++, reader_line(&reader), rules, out);
    }
    return is_good && reader_done(&reader) && line >= HEAD_LINES
               ? 0
               : command_fail(COMMAND_REFUSED,
                              "%s: no pile of papers of this constituency (line %zu)",
                              path,
                              line);
}
