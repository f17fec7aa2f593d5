// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/ballot_file.h"

#include <string.h>
#include <strings.h>

#include "base/fault.h"
#include "base/text.h"
#include "blt_scan.h"
#include "wire/abif.h"
#include "wire/preflib.h"

typedef int (*parsing)(struct span text, struct blt *out, struct blt_error *error);

struct format_row {
    const char *name;
    parsing parse;
};

static const struct format_row formats[BALLOT_FILE_FORMATS] = {
    [BALLOT_FILE_BLT] = {"blt", blt_parse},
    [BALLOT_FILE_ABIF] = {"abif", abif_parse},
    [BALLOT_FILE_PREFLIB] = {"preflib", preflib_parse},
};

struct ending_row {
    const char *ending;
    enum ballot_file_format format;
};

static const struct ending_row endings[] = {
    {".blt", BALLOT_FILE_BLT},
    {".abif", BALLOT_FILE_ABIF},
    {".soc", BALLOT_FILE_PREFLIB},
    {".soi", BALLOT_FILE_PREFLIB},
    {".toc", BALLOT_FILE_PREFLIB},
    {".toi", BALLOT_FILE_PREFLIB},
};

enum ballot_file_format ballot_file_find(const char *name)
{
    for (int i = BALLOT_FILE_BLT; i < BALLOT_FILE_FORMATS; i++) {
        if (strcmp(name, formats[i].name) == 0) {
            return (enum ballot_file_format)i;
        }
    }
    return 0;
}

static const struct ending_row *find_ending(const char *path)
{
    size_t length = strlen(path);

    for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
        size_t size = strlen(endings[i].ending);

        if (length > size && strcasecmp(path + length - size, endings[i].ending) == 0) {
            return &endings[i];
        }
    }
    return NULL;
}

/* The first line that is no comment: "{…}", "=A:[Ann]", "27:A>B" or "3 2". */
static enum ballot_file_format guess_line(struct span line)
{
    size_t digits = 0;

    if (line.size > 0 && (line.data[0] == '{' || line.data[0] == '=')) {
        return BALLOT_FILE_ABIF;
    }
    while (digits < line.size && line.data[digits] >= '0' && line.data[digits] <= '9') {
        digits++;
    }
    line = text_trim(span_of(line.data + digits, line.size - digits));
    return line.size > 0 && (line.data[0] == ':' || line.data[0] == '*')
               ? BALLOT_FILE_ABIF
               : BALLOT_FILE_BLT;
}

static enum ballot_file_format guess_text(struct span text)
{
    static const char alternatives[] = "# NUMBER ALTERNATIVES:";
    struct blt_scan scan = blt_scan_of(text);
    const uint8_t *begin = scan.at;
    size_t size;

    if (!blt_find_line(&scan)) {
        return BALLOT_FILE_BLT;
    }
    size = (size_t)(scan.at - begin); /* comments, or PrefLib's header */
    if (size > 0 && memmem(begin, size, alternatives, strlen(alternatives)) != NULL) {
        return BALLOT_FILE_PREFLIB;
    }
    return guess_line(blt_take_rest(&scan));
}

enum ballot_file_format ballot_file_guess(const char *path, struct span text)
{
    const struct ending_row *row = find_ending(path);

    return row != NULL ? row->format : guess_text(text);
}

size_t ballot_file_stem(const char *path)
{
    const struct ending_row *row = find_ending(path);

    return strlen(path) - (row == NULL ? 0 : strlen(row->ending));
}

int ballot_file_parse(enum ballot_file_format format,
                      struct span text,
                      struct blt *out,
                      struct blt_error *error)
{
    if (format <= 0 || format >= BALLOT_FILE_FORMATS) {
        return FAULT(FAULT_BUG);
    }
    return formats[format].parse(text, out, error);
}
