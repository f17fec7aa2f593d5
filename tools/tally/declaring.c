// SPDX-License-Identifier: AGPL-3.0-or-later
#include "declaring.h"

#include "base/hex.h"

#include "command.h"

static const char usual[] =
    "I declare the candidates named in this document to be elected.";

int declaring_do(const struct declaring *declaring,
                 struct opened *opened,
                 const struct sink *sink)
{
    struct drawn drawn[OPTION_LIST_MAX];
    struct declaration declaration = {
        .officers = declaring->officers,
        .officer_count = declaring->officer_count,
        .drawn_count = declaring->lots.count,
        .drawn = drawn,
        .sentence = declaring->sentence == NULL ? usual : declaring->sentence,
    };
    struct lot_needed needed;
    struct digest seed;
    size_t i;
    int r;

    for (i = 0; i < declaring->lots.count; i++) {
        r = opened_read_lot(declaring->lots.texts[i], &drawn[i]);
        if (r != 0) {
            return r;
        }
    }
    if (declaring->seed != NULL) {
        if (hex_decode(span_of_text(declaring->seed), seed.bytes, DIGEST_SIZE) != 0) {
            return command_fail(COMMAND_USAGE, "--seed takes 64 hexadecimal digits");
        }
        declaration.seed = &seed;
    }
    opened_begin(opened, "counting");
    r = perform_declare(opened->audit, &declaration, sink, &needed);
    opened_end(opened);
    if (r == PERFORM_LOT) {
        return opened_say_lot(&needed);
    }
    return r > 0 ? opened_say_refused(r) : r;
}
