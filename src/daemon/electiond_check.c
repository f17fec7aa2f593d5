// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "desk/check.h"

static void tell(void *context UNUSED, const struct check_line *line)
{
    (void)printf("%s: %s%s %" PRIu64 "\n",
                 check_stage_name(line->stage),
                 line->verdict == CHECK_GOOD ? "" : "WRONG: ",
                 line->what,
                 line->number);
}

int electiond_check(const struct electiond_args *args)
{
    const struct check_report report = {.tell = tell};
    int r = electiond_prepare();

    if (r == 0) {
        r = desk_check(args->dir, &report);
    }
    if (r < 0) {
        return r;
    }
    if (r == CHECK_LOCKED) {
        return electiond_refuse("%s is in use: stop electiond first", args->dir);
    }
    if (puts(r == 0 ? "all is as it should be" : "something is wrong") < 0
        || fflush(stdout) != 0) {
        return FAULT(FAULT_IO);
    }
    return r == 0 ? 0 : ELECTIOND_REFUSED;
}
