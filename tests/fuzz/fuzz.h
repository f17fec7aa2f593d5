/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A fuzzer: one program a parser, named fuzz_PARSER.c, with the entry point libFuzzer
 * looks for. Linked with replay.c it is a test: every saved input of corpus/PARSER is
 * given to the parser, and of those made by hand each front part and each byte changed.
 * tests/fuzz/run hunts for new inputs.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold whatever the input is. */
static inline void fuzz_must(int condition)
{
    if (!condition) {
        abort();
    }
}

#endif
