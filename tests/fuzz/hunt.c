// SPDX-License-Identifier: AGPL-3.0-or-later
/* What a fuzzer needs before its first input, when libFuzzer hunts. */
#include "base/log.h"
#include "fuzz.h"
#include "seal/hash.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
int LLVMFuzzerInitialize(const int *argc, char ***argv);

// NOLINTNEXTLINE(readability-identifier-naming,readability-non-const-parameter): same
int LLVMFuzzerInitialize(const int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    log_silence();
    fuzz_must(seal_init() == 0);
    return 0;
}
