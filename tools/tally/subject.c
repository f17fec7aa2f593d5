// SPDX-License-Identifier: AGPL-3.0-or-later
#include "subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "command.h"
#include "subject_record.h"
#include "wire/sheet_reader.h"

#define SHEET_MAX ((size_t)1 << 28)

/* The sheet's text, from a file or a record. */
static int
load(const struct subject_options *options, struct subject *subject, struct buf *out)
{
    return options->record != NULL ? subject_read_record(options, subject, out)
                                   : command_load(options->sheet, out);
}

static int read_sheet(const struct subject_options *options, struct subject *subject)
{
    CLEANUP(buf_deinit) struct buf text;
    struct sheet_file file = {0};
    struct node_complaint why;
    int r;

    buf_init(&text, SHEET_MAX);
    r = load(options, subject, &text);
    if (r != 0) {
        return r;
    }
    r = sheet_reader_parse(buf_span(&text), SHEET_MAX, &why, &file);
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "the count sheet: %s", why.text);
    }
    if (r == 0) {
        subject->slate = file.slate;
        subject->sheet = file.sheet;
        subject->rankings = file.rankings;
    }
    return r;
}

static int count_ballots(const struct counting *counting, struct subject *subject)
{
    struct blt blt = {0};
    int r = counting_read(counting, &blt);

    if (r != 0) {
        return r;
    }
    subject->slate = blt.slate;
    subject->rankings = blt.rankings;
    return counting_count(counting, &blt, &subject->sheet);
}

int subject_open(const struct subject_options *options, struct subject *out)
{
    const struct counting *counting = &options->counting;
    bool has_ballots = counting->ballots != NULL && counting->rules != NULL;
    int r;

    *out = (struct subject){0};
    if (has_ballots + (options->sheet != NULL) + (options->record != NULL) != 1) {
        return command_fail(COMMAND_USAGE,
                            "name --record, or --sheet, or --ballots and --rules");
    }
    r = has_ballots ? count_ballots(counting, out) : read_sheet(options, out);
    if (r == 0) {
        r = story_new(out->sheet, out->slate, &out->story);
        if (r == STORY_SENSELESS) {
            return command_fail(COMMAND_REFUSED,
                                "the sheet has figures that no count has");
        }
    }
    return r;
}

void subject_deinit(struct subject *subject)
{
    story_free(subject->story);
    sheet_free(subject->sheet);
    rankings_free(subject->rankings);
    slate_free(subject->slate);
    *subject = (struct subject){0};
}

/* A number of the ballot, when it is nothing but one. */
static uint8_t read_number(const struct slate *slate, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    unsigned long number;

    if (digits == 0 || digits > 3 || text[digits] != '\0') {
        return 0;
    }
    number = strtoul(text, NULL, 10);
    return number <= slate->candidates ? (uint8_t)number : 0;
}

uint8_t subject_find(const struct slate *slate, const char *name)
{
    uint8_t found = 0;
    unsigned fits = 0;

    for (size_t c = 1; c <= slate->candidates; c++) {
        if (strcmp(slate->names[c].name, name) == 0) {
            found = (uint8_t)c;
            fits++;
        }
    }
    if (fits == 0) {
        found = read_number(slate, name);
        fits = found > 0;
    }
    if (fits == 1) {
        return found;
    }
    command_say(fits == 0 ? "no candidate of that name or number: %s"
                          : "several candidates have that name, give the number: %s",
                name);
    return 0;
}
