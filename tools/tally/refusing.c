// SPDX-License-Identifier: AGPL-3.0-or-later
#include "refusing.h"

#include "command.h"

int refusing_fetch(int refusal, const struct fetch_report *report)
{
    return command_fail(COMMAND_REFUSED,
                        "%s%s%s",
                        fetch_refusal_text(refusal),
                        report->where[0] == 0 ? "" : ": ",
                        report->where);
}

int refusing_code(const char *text, struct code *out)
{
    return code_read(span_of_text(text), out) == 0
               ? 0
               : command_fail(COMMAND_REFUSED, "this is no election code");
}
