// SPDX-License-Identifier: AGPL-3.0-or-later
/* A count sheet that is read can be written, as JSON and as CSV. */
#include "fuzz.h"
#include "wire/sheet_csv.h"
#include "wire/sheet_json.h"
#include "wire/sheet_reader.h"

enum {
    ROOM = 1 << 20,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sheet_file file = {0};
    struct node_complaint why;
    struct buf text;

    if (sheet_reader_parse(span_of(data, size), ROOM, &why, &file) != 0) {
        return 0;
    }
    buf_init(&text, ROOM);
    fuzz_must(sheet_json_write(file.sheet, file.slate, "fuzz", NULL, &text) == 0);
    fuzz_must(sheet_csv_write(file.sheet, file.slate, &text) == 0);
    buf_deinit(&text);
    sheet_reader_deinit(&file);
    return 0;
}
