// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "desk/check.h"

static void
tell(void *context UNUSED, enum check_stage stage, const char *what, uint64_t number)
{
    (void)printf("%s: %s %" PRIu64 "\n", check_stage_name(stage), what, number);
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
    (void)puts(r == 0 ? "all is as it should be" : "something is wrong");
    return r == 0 ? 0 : ELECTIOND_REFUSED;
}
