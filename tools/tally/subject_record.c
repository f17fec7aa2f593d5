// SPDX-License-Identifier: AGPL-3.0-or-later
#include "subject_record.h"

#include "audit/declared.h"
#include "base/hex.h"
#include "command.h"
#include "opened.h"
#include "record/checkpoint.h"

static const char practice[] = "PRACTICE: this is no real election.";

static const char *const refusals[] = {
    [DECLARED_ABSENT] = "this record does not reach to a result",
    [DECLARED_WRONG] = "the result in this record is not what it must be",
    [DECLARED_UNKNOWN] = "no constituency of this number was counted",
};

static int refuse(int r)
{
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "%s", refusals[r]);
}

/* The only one counted, when none was named. */
static uint16_t find_constituency(const struct subject_options *options,
                                  const struct result_document *result)
{
    if (options->constituency == 0 && result->count == 1) {
        return result->lists[0].cid;
    }
    return options->constituency > UINT16_MAX ? 0 : (uint16_t)options->constituency;
}

static int take(const struct subject_options *options,
                const struct declared *declared,
                struct subject *subject,
                struct buf *out)
{
    const struct result_document *result = declared_result(declared);
    uint16_t cid = find_constituency(options, result);

    if (cid == 0) {
        return command_fail(COMMAND_USAGE, "name --constituency, by its number");
    }
    subject->warning = declared_definition(declared)->practice ? practice : NULL;
    if (result->has_seed) {
        hex_encode(SPAN(result->seed), subject->seed);
    }
    return refuse(declared_sheet(declared, cid, out));
}

int subject_read_record(const struct subject_options *options,
                        struct subject *subject,
                        struct buf *out)
{
    CLEANUP(opened_deinit) struct opened opened = {.reading = NULL};
    CLEANUP(declared_freep) struct declared *declared = NULL;
    struct checkpoint checkpoint;
    int r = opened_read(&opened, options->record, NULL);

    if (r != 0) {
        return r;
    }
    if (checkpoint_parse(opened.input.checkpoint, &checkpoint) != 0) {
        return command_fail(COMMAND_REFUSED, "%s: no checkpoint", options->record);
    }
    r = declared_read(opened.input.source, checkpoint.head.size, &declared);
    if (r != 0) {
        return refuse(r);
    }
    return take(options, declared, subject, out);
}
