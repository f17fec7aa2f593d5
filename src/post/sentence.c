// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/sentence.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "core/lot.h"
#include "sentence_parts.h"

void sentence_votes(const struct story *story, int64_t votes, struct buf *out)
{
    char text[SHEET_VOTES_SIZE];

    sheet_print_votes(story->sheet, votes, text);
    buf_put_text(out, text);
}

void sentence_quota(const struct story *story, int64_t quota, struct buf *out)
{
    const struct sheet *sheet = story->sheet;

    if (sheet->has_whole_quota) {
        buf_printf(out, "%" PRId64, quota / sheet->unit);
    } else {
        sentence_votes(story, quota, out);
    }
}

void sentence_names(const struct story *story,
                    const uint8_t *who,
                    size_t count,
                    struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = story->slate->names[who[i]].name;

        buf_put_text(out, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        buf_put_text(out, name == NULL ? "?" : name);
    }
}

static void put_change(const struct story *story, int64_t change, struct buf *out)
{
    if (change == 0) {
        buf_put_u8(out, '0');
        return;
    }
    buf_put_u8(out, change < 0 ? '-' : '+');
    sentence_votes(story, change < 0 ? -change : change, out);
}

void sentence_change(const struct story *story,
                     unsigned section,
                     uint8_t candidate,
                     struct buf *out)
{
    put_change(story,
               story_votes(story, section, candidate)
                   - story_votes(story, section - 1, candidate),
               out);
}

void sentence_change_lost(const struct story *story, unsigned section, struct buf *out)
{
    put_change(story, story_lost(story, section) - story_lost(story, section - 1), out);
}

static void
put_from(const struct story *story, const struct sheet_stage *stage, struct buf *out)
{
    sentence_names(story, stage->from, stage->from_count, out);
}

void sentence_title(const struct story *story, unsigned section, struct buf *out)
{
    const struct sheet *sheet = story->sheet;
    const struct sheet_stage *stage;

    if (section == 0) {
        buf_put_text(out, "Before the count");
        return;
    }
    if (section > sheet->stage_count) {
        buf_put_text(out, "The end of the count");
        return;
    }
    stage = &sheet->stages[section - 1];
    switch (stage->action) {
    case SHEET_FIRST:
        buf_put_text(out,
                     sheet->rules == RULES_NHS_2014_FPP ? "The votes"
                                                        : "First preferences");
        break;
    case SHEET_SURPLUS:
        buf_put_text(out, "Surplus of ");
        put_from(story, stage, out);
        break;
    case SHEET_EXCLUSION:
        buf_put_text(out, "Exclusion of ");
        put_from(story, stage, out);
        break;
    case SHEET_ROUND:
        buf_put_text(out,
                     stage->from_count > 0 ? "Exclusion of " : "Surpluses shared out");
        put_from(story, stage, out);
        break;
    }
}

const char *sentence_rule(const struct story *story, const struct fact *fact)
{
    return rulebook_cite(story->sheet->rules, fact->step);
}

static unsigned
find_mark(const struct sheet_mark *marks, size_t count, uint8_t candidate)
{
    for (size_t i = 0; i < count; i++) {
        if (marks[i].candidate == candidate) {
            return marks[i].stage;
        }
    }
    return 0;
}

/* A mark behind the last stage was made when no stage was needed any more. */
static void put_outcome(const struct sheet *sheet,
                        const char *what,
                        unsigned stage,
                        struct buf *out)
{
    if (sheet->rules == RULES_NHS_2014_FPP) {
        buf_put_text(out, what);
    } else if (stage > sheet->stage_count) {
        buf_printf(out, "%s at the end", what);
    } else {
        buf_printf(out, "%s at stage %u", what, stage);
    }
}

/* The stage whose transfer was the exclusion; 0: it had none. */
static unsigned exclusion_stage(const struct sheet *sheet, uint8_t candidate)
{
    for (size_t i = 0; i < sheet->stage_count; i++) {
        const struct sheet_stage *stage = &sheet->stages[i];

        if (stage->action != SHEET_SURPLUS
            && memchr(stage->from, candidate, stage->from_count) != NULL) {
            return (unsigned)i + 1;
        }
    }
    return 0;
}

void sentence_outcome(const struct story *story, uint8_t candidate, struct buf *out)
{
    const struct sheet *sheet = story->sheet;
    unsigned elected = find_mark(sheet->elected, sheet->elected_count, candidate);
    unsigned excluded = exclusion_stage(sheet, candidate);

    if (story->slate->names[candidate].is_withdrawn) {
        buf_put_text(out, "Withdrawn or died");
    } else if (elected > 0) {
        put_outcome(sheet, "Elected", elected, out);
    } else if (excluded > 0) {
        put_outcome(sheet, "Excluded", excluded, out);
    } else {
        buf_put_text(out, "Not elected");
    }
}

static void put_figure(char figure,
                       const struct story *story,
                       const struct fact *fact,
                       struct buf *out)
{
    switch (figure) {
    case 'v':
        sentence_votes(story, fact->votes, out);
        break;
    case 'o':
        sentence_votes(story, fact->other, out);
        break;
    case 'x':
        sentence_votes(story, fact->value, out);
        break;
    case 's':
        sentence_votes(story, fact->votes + fact->other, out);
        break;
    case 'p':
        buf_printf(out, "%" PRIu64, fact->papers);
        break;
    case 'q':
        buf_printf(out,
                   "%u %s",
                   story->sheet->seats,
                   story->sheet->seats == 1 ? "seat" : "seats");
        break;
    case 'r':
        buf_printf(out, "%u", story->sheet->seats + 1);
        break;
    case 'w':
        sentence_quota(story, fact->votes, out);
        break;
    case 'k':
        sentence_quota(story, fact->other, out);
        break;
    case 'b':
        buf_printf(out, "%u", fact->back);
        break;
    default:
        break;
    }
}

static void put_person(char who,
                       const struct story *story,
                       const struct fact *fact,
                       struct buf *out)
{
    static const char *const purposes[LOT_PURPOSES] = {
        [LOT_ELECT] = "elected",
        [LOT_TRANSFER] = "first to have the surplus transferred",
        [LOT_EXCLUDE] = "excluded",
        [LOT_ORDER] = "named first in the order of election",
    };

    switch (who) {
    case 'N':
        sentence_names(story, fact->who, fact->who_count, out);
        break;
    case 'A':
        sentence_names(story, fact->who, 1, out);
        break;
    case 'B':
        sentence_names(story, fact->who + 1, 1, out);
        break;
    case 'C':
        sentence_names(story, &fact->chosen, 1, out);
        break;
    case 'P':
        buf_put_text(out, purposes[fact->purpose]);
        break;
    default:
        break;
    }
}

/* A part of a pattern without alternatives. */
static void put_plain(const struct story *story,
                      const struct fact *fact,
                      struct span pattern,
                      struct buf *out)
{
    for (size_t i = 0; i < pattern.size; i++) {
        if (pattern.data[i] == '%' && i + 1 < pattern.size) {
            i++;
            put_figure((char)pattern.data[i], story, fact, out);
            put_person((char)pattern.data[i], story, fact, out);
        } else {
            buf_put_u8(out, pattern.data[i]);
        }
    }
}

/* One of two: "{one|many" by how many papers, "[one|many" by how many candidates. */
static struct span choose(const struct fact *fact, const char *at, size_t size)
{
    size_t bar = strcspn(at, "|");
    bool is_one = *at == '{' ? fact->papers == 1 : fact->who_count == 1;

    return is_one ? span_of((const uint8_t *)at + 1, bar - 1)
                  : span_of((const uint8_t *)at + bar + 1, size - bar - 1);
}

void sentence_fact(const struct story *story, const struct fact *fact, struct buf *out)
{
    const char *at = sentence_pattern(story, fact);

    while (*at != '\0') {
        size_t plain = strcspn(at, "{[");

        put_plain(story, fact, span_of((const uint8_t *)at, plain), out);
        at += plain;
        if (*at != '\0') {
            size_t size = strcspn(at, "}]");

            put_plain(story, fact, choose(fact, at, size), out);
            at += size + (at[size] != '\0');
        }
    }
}

void sentence_seed(const char *seed, struct buf *out)
{
    buf_printf(out,
               "Lots were drawn from the published seed %s: for each candidate who is "
               "level, take SHA-256 of the words \"GB1 lot\", the seed's 32 bytes, the "
               "constituency's number in two bytes and the candidate's in one; the "
               "candidate whose hash is lowest is preferred: elected, transferred "
               "first, or kept.",
               seed);
}
