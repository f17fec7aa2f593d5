/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ballot file of any format we read. It knows no format itself, only how to tell
 * them apart: by the end of the file's name, else by what the text begins with.
 */
#ifndef WIRE_BALLOT_FILE_H
#define WIRE_BALLOT_FILE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/span.h"
#include "wire/blt.h"

enum ballot_file_format {
    BALLOT_FILE_BLT = 1,
    BALLOT_FILE_ABIF,
    BALLOT_FILE_PREFLIB,
    BALLOT_FILE_FORMATS,
};

/* The format called "blt", "abif" or "preflib"; 0 when none is. */
enum ballot_file_format ballot_file_find(const char *name);

/* What the file most likely is: what neither name nor text tells is BLT. */
enum ballot_file_format ballot_file_guess(const char *path, struct span text);

/* The length of the path without ".blt", ".abif", ".soi" …, if it ends so. */
size_t ballot_file_stem(const char *path);

/* As blt_parse. ABIF and PrefLib may leave the slate with 0 seats. */
MUST_USE int ballot_file_parse(enum ballot_file_format format,
                               struct span text,
                               struct blt *out,
                               struct blt_error *error);

#endif
