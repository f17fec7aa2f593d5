// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sheet_download.h"

#include "base/fault.h"
#include "wire/blt.h"
#include "wire/sheet_csv.h"
#include "wire/sheet_reader.h"

enum {
    SHEET_BYTES_MAX = 1 << 28,
};

static int read_sheet(struct span json, struct sheet_file *out)
{
    int r = sheet_reader_parse(json, SHEET_BYTES_MAX, NULL, out);

    return r > 0 ? SHEET_DOWNLOAD_MALFORMED : r;
}

void sheet_download_json(struct span json, const char *warning, struct buf *out)
{
    if (warning != NULL && json.size > 0 && json.data[0] == '{') {
        buf_printf(out, "{\n  \"practice\": \"%s\",", warning);
        json = span_of(json.data + 1, json.size - 1);
    }
    buf_put_span(out, json);
}

int sheet_download_csv(struct span json, const char *warning, struct buf *out)
{
    CLEANUP(sheet_reader_deinit) struct sheet_file file = {0};
    int r = read_sheet(json, &file);

    if (r == 0 && warning != NULL) {
        buf_printf(out, "\"%s\"\r\n", warning);
    }
    return r != 0 ? r : FOLD(sheet_csv_write(file.sheet, file.slate, out));
}

int sheet_download_blt(struct span json, const char *title, struct buf *out)
{
    CLEANUP(sheet_reader_deinit) struct sheet_file file = {0};
    int r = read_sheet(json, &file);

    if (r == 0 && file.rankings == NULL) {
        r = SHEET_DOWNLOAD_MALFORMED;
    }
    if (r == 0) {
        r = FOLD(slate_title(file.slate, span_of_text(title)));
    }
    if (r == 0) {
        const struct blt blt = {.slate = file.slate, .rankings = file.rankings};

        r = FOLD(blt_write(&blt, out));
    }
    return r;
}
