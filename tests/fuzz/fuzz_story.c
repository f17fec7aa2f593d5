// SPDX-License-Identifier: AGPL-3.0-or-later
/* Whatever sheet is read can be told, or is refused; and what is told can be shown. */
#include "fuzz.h"
#include "post/flow.h"
#include "post/report.h"
#include "post/report_page.h"
#include "wire/sheet_reader.h"

enum {
    ROOM = 1 << 20,
    SHOWN_ROOM = 1 << 26,
};

static void show(const struct sheet_file *file, const struct story *story)
{
    const struct report report = {.story = story, .seed = "00"};
    struct buf text;

    buf_init(&text, SHOWN_ROOM);
    report_text(&report, &text);
    for (size_t c = 1; c <= file->slate->candidates; c++) {
        buf_reset(&text);
        report_candidate(&report, (uint8_t)c, &text);
    }
    buf_reset(&text);
    fuzz_must(report_page_write(&report, &text) == 0);
    buf_deinit(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sheet_file file = {0};
    struct story *story = NULL;
    struct node_complaint why;
    int r;

    if (sheet_reader_parse(span_of(data, size), ROOM, &why, &file) != 0) {
        return 0;
    }
    r = story_new(file.sheet, file.slate, &story);
    fuzz_must(r == 0 || r == STORY_SENSELESS);
    if (r == 0) {
        show(&file, story);
    }
    story_free(story);
    sheet_reader_deinit(&file);
    return 0;
}
