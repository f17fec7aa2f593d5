// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <stdio.h>
#include <unistd.h>

#include "base/fault.h"
#include "desk/export.h"

#include "opening.h"

/* Files outside the election's folder can no longer be written once it is open. */
static int print_list(struct span list)
{
    return fwrite(list.data, 1, list.size, stdout) == list.size && fflush(stdout) == 0
               ? 0
               : FAULT(FAULT_IO);
}

static int export_list(struct desk *desk, const struct person *issuer)
{
    CLEANUP(buf_deinit) struct buf list;
    int r;

    buf_init(&list, EXPORT_SIZE_MAX);
    r = desk_export(desk, issuer, &list);
    if (r > 0) {
        return electiond_refuse("%s", export_refusal_words(r));
    }
    return r == 0 ? print_list(buf_span(&list)) : r;
}

int electiond_roll_export(const struct electiond_args *args)
{
    struct opening opening;
    struct person issuer;
    int r;

    if (isatty(STDOUT_FILENO)) {
        return electiond_refuse("what is written is for a file: … > voters.sealed");
    }
    r = electiond_prepare();
    if (r == 0) {
        r = electiond_load_card(args->issuer, PERSON_ISSUER, &issuer);
    }
    if (r != 0) {
        return r;
    }
    r = opening_to_act(args, &opening);
    if (r == 0) {
        r = export_list(opening.desk, &issuer);
    }
    opening_deinit(&opening);
    return r;
}
