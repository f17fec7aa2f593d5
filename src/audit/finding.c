// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/finding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "wire/writer.h"

static const char *const stages[STAGES] = {
    [STAGE_CHECKPOINT] = "checkpoint",
    [STAGE_CONSISTENCY] = "consistency",
    [STAGE_ENTRIES] = "entries",
    [STAGE_DEFINITION] = "definition",
    [STAGE_CEREMONY] = "ceremony",
    [STAGE_ROLL] = "roll",
    [STAGE_RULES] = "rules",
    [STAGE_ELECTORS] = "electors",
    [STAGE_BOX] = "box",
    [STAGE_INPUTS] = "inputs",
    [STAGE_MIXES] = "mixes",
    [STAGE_SHARES] = "shares",
    [STAGE_PLAINTEXTS] = "plaintexts",
    [STAGE_RECOUNT] = "recount",
    [STAGE_RESULT] = "result",
};

static const char *const verdicts[VERDICTS] = {
    [VERDICT_GOOD] = "good",
    [VERDICT_NOTE] = "note",
    [VERDICT_WAITING] = "waiting",
    [VERDICT_BAD] = "bad",
};

const char *finding_stage_name(enum stage stage)
{
    return stages[stage];
}

void finding_clear(struct findings *findings)
{
    free(findings->list);
    *findings = (struct findings){.count = 0};
}

static int grow(struct findings *findings)
{
    size_t room = findings->room == 0 ? 64 : findings->room * 2;
    struct finding *list = reallocarray(findings->list, room, sizeof(*list));

    if (list == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    findings->list = list;
    findings->room = room;
    return 0;
}

int finding_add(struct findings *findings,
                const struct finding *finding,
                const char *format,
                va_list arguments)
{
    struct finding *last;
    int r;

    if (findings->count == findings->room) {
        r = grow(findings);
        if (r != 0) {
            return r;
        }
    }
    last = &findings->list[findings->count];
    *last = *finding;
    (void)vsnprintf(last->detail, sizeof(last->detail), format, arguments);
    findings->count++;
    return 0;
}

static enum stage find(const struct findings *findings, enum verdict verdict)
{
    size_t i;

    for (i = 0; i < findings->count; i++) {
        if (findings->list[i].verdict == verdict) {
            return findings->list[i].stage;
        }
    }
    return 0;
}

enum stage finding_failed(const struct findings *findings)
{
    return find(findings, VERDICT_BAD);
}

enum stage finding_waiting(const struct findings *findings)
{
    return find(findings, VERDICT_WAITING);
}

void finding_print(const struct findings *findings, struct buf *out)
{
    size_t i;

    for (i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];

        buf_printf(out,
                   "%-8s %-12s %s",
                   verdicts[finding->verdict],
                   stages[finding->stage],
                   finding->check);
        if (finding->verdict == VERDICT_GOOD && finding->count > 0) {
            buf_printf(out, ": %" PRIu64, finding->count);
        }
        if (finding->detail[0] != 0) {
            buf_printf(out, ": %s", finding->detail);
        }
        buf_put_text(out, "\n");
    }
}

void finding_write(const struct findings *findings, struct buf *out)
{
    enum stage failed = finding_failed(findings);
    enum stage waiting = finding_waiting(findings);
    struct writer writer;
    size_t i;

    writer_begin(&writer, out);
    writer_text(&writer, "verdict", failed != 0 ? "bad" : "good");
    writer_text(&writer, "failed", failed != 0 ? stages[failed] : "");
    writer_text(&writer, "waiting", waiting != 0 ? stages[waiting] : "");
    writer_open_list(&writer, "findings");
    for (i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];

        writer_open_object(&writer, NULL);
        writer_text(&writer, "stage", stages[finding->stage]);
        writer_text(&writer, "check", finding->check);
        writer_text(&writer, "verdict", verdicts[finding->verdict]);
        writer_text(&writer, "violation", finding->violation);
        writer_number(&writer, "count", finding->count);
        writer_text(&writer, "detail", finding->detail);
        writer_close_object(&writer);
    }
    writer_close_list(&writer);
    writer_end(&writer);
}
