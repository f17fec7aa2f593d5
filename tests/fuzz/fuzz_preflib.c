// SPDX-License-Identifier: AGPL-3.0-or-later
/* What is read of a PrefLib file can be written as BLT, and says the same there. */
#include "wire/preflib.h"

#include "fuzz_blt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_read_as_blt(preflib_parse, span_of(data, size));
}
