// SPDX-License-Identifier: AGPL-3.0-or-later
/* A receipt that is opened gives an entry it had the right to: one that is good. */
#include "base/buf.h"
#include "fuzz.h"
#include "record/entry.h"
#include "record/receipt.h"

/* Of tests/vectors/record, whose receipt is among the inputs. */
static const char log_key[] =
    "vote.example.nhs.uk/record+674fc455+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct receipt_fact fact;
    struct vkey log;
    struct entry parsed;
    struct buf entry;

    fuzz_must(vkey_parse(span_of_text(log_key), &log) == 0);
    buf_init(&entry, ENTRY_SIZE_MAX);
    if (receipt_open(span_of(data, size), &log, &fact, &entry) == 0) {
        fuzz_must(fact.index < fact.head.size);
        fuzz_must(entry_parse(buf_span(&entry), &parsed) == 0);
    }
    buf_deinit(&entry);
    return 0;
}
