// SPDX-License-Identifier: AGPL-3.0-or-later
#include "opened.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/fetch.h"
#include "base/fault.h"

#include "command.h"
#include "refusing.h"

enum {
    PERCENT = 100,
    WORDS_MAX = 4096,
};

static void wipe_bar(struct bar *bar)
{
    if (bar->shown > 0) {
        (void)fputs("\r\033[K", stderr);
    }
    bar->shown = 0;
}

static void tell(void *context, uint64_t done, uint64_t total)
{
    struct bar *bar = context;
    unsigned percent = total == 0 ? PERCENT : (unsigned)(done * PERCENT / total);

    if (percent != bar->shown) {
        (void)fprintf(stderr, "\r%-12s %3u %%", bar->what, percent);
        bar->shown = percent;
    }
}

static void begin(void *context, enum stage stage)
{
    struct bar *bar = context;

    wipe_bar(bar);
    bar->what = finding_stage_name(stage);
}

void opened_begin(struct opened *opened, const char *what)
{
    wipe_bar(&opened->bar);
    opened->bar.what = what;
}

void opened_end(struct opened *opened)
{
    wipe_bar(&opened->bar);
}

static int
drop(const char *name, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(name);
}

void opened_deinit(struct opened *opened)
{
    audit_free(opened->audit);
    reading_free(opened->reading);
    if (opened->folder[0] != 0) {
        (void)nftw(opened->folder, drop, 8, FTW_DEPTH | FTW_PHYS);
    }
}

bool opened_is_address(const char *record)
{
    return strncmp(record, "http://", 7) == 0 || strncmp(record, "https://", 8) == 0;
}

/* A copy for this command alone; whoever wants to keep one uses `tally fetch`. */
static int fetch(struct opened *opened, const char *url)
{
    const struct fetch_order order = {
        .url = url, .folder = opened->folder, .election = opened->input.election};
    struct fetch_report report;
    int r;

    (void)snprintf(opened->folder, sizeof(opened->folder), "/tmp/tally-record-XXXXXX");
    if (mkdtemp(opened->folder) == NULL) {
        opened->folder[0] = 0;
        return FAULT(FAULT_IO);
    }
    r = fetch_record(&order, &report);
    return r > 0 ? refusing_fetch(r, &report) : r;
}

static int read_record(struct opened *opened, const char *record)
{
    const char *folder = record;
    int r;

    if (opened_is_address(record)) {
        r = fetch(opened, record);
        if (r != 0) {
            return r;
        }
        folder = opened->folder;
    }
    r = reading_open(folder, &opened->reading);
    return r > 0 ? command_fail(COMMAND_REFUSED, "%s: there is no record", record) : r;
}

int opened_read(struct opened *opened, const char *record, const char *election)
{
    int r;

    if (election != NULL) {
        r = refusing_code(election, &opened->code);
        if (r != 0) {
            return r;
        }
        opened->input.election = &opened->code;
    }
    r = read_record(opened, record);
    if (r != 0) {
        return r;
    }
    reading_input(opened->reading, &opened->input);
    return 0;
}

int opened_verify(struct opened *opened,
                  const char *record,
                  const char *election,
                  enum stage last)
{
    int r;

    r = opened_read(opened, record, election);
    if (r != 0) {
        return r;
    }
    if (command_is_interactive()) {
        opened->progress = (struct progress){tell, &opened->bar};
        opened->input.progress = &opened->progress;
        opened->input.begin = begin;
        opened->input.context = &opened->bar;
    }
    r = verify_run(&opened->input, last, &opened->audit);
    wipe_bar(&opened->bar);
    return r;
}

int opened_for_act(struct opened *opened,
                   const char *record,
                   const char *election,
                   enum stage last)
{
    const struct findings *findings;
    size_t i;
    int r;

    r = opened_verify(opened, record, election, last);
    if (r != 0) {
        return r;
    }
    findings = verify_findings(opened->audit);
    for (i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];

        if (finding->verdict == VERDICT_BAD) {
            return command_fail(COMMAND_REFUSED,
                                "the record fails at %s: %s: %s",
                                finding_stage_name(finding->stage),
                                finding->check,
                                finding->detail);
        }
        if (finding->verdict == VERDICT_NOTE) {
            command_say("%s: %s", finding->check, finding->detail);
        }
    }
    return 0;
}

int opened_read_lot(const char *text, struct drawn *out)
{
    const char *colon = strchr(text, ':');
    char *end = NULL;
    unsigned long cid = 0;

    if (colon != NULL) {
        cid = strtoul(text, &end, 10);
        if (end != colon || cid < 1 || cid > CONSTITUENCIES_MAX || text[0] == '0') {
            return command_fail(COMMAND_USAGE, "--lot %s: no such constituency", text);
        }
        text = colon + 1;
    }
    out->cid = (uint16_t)cid;
    if (lot_list_parse(text, &out->list) != 0) {
        return command_fail(COMMAND_USAGE,
                            "--lot takes candidate numbers as drawn: 5,2,9 or, for "
                            "constituency 3 alone, 3:5,2,9");
    }
    return 0;
}

int opened_say_lot(const struct lot_needed *needed)
{
    CLEANUP(buf_deinit) struct buf numbers;
    size_t i;

    buf_init(&numbers, WORDS_MAX);
    for (i = 0; i < needed->tie.count; i++) {
        buf_printf(&numbers, "%s%u", i == 0 ? "" : ", ", needed->tie.tied[i]);
    }
    return command_fail(COMMAND_LOT,
                        "%s (constituency %u): a lot is needed at stage %u to settle "
                        "%s, between candidates %s (--lot %u:…)",
                        needed->constituency,
                        needed->cid,
                        needed->tie.stage,
                        lot_purpose_name(needed->tie.purpose),
                        buf_text(&numbers),
                        needed->cid);
}

int opened_say_refused(int refusal)
{
    static const char *const reasons[] = {
        [PERFORM_STAGE] = "the record does not reach that far yet, or is past it",
        [PERFORM_ROLE] = "this key may not do that in this election",
        [PERFORM_NOTHING] = "there is nothing to do for this key now",
        [PERFORM_PLEDGED] = "this trustee has decrypted another output of a "
                            "constituency before, and never will a second one",
        [PERFORM_KEYFILE] = "the key file does not fit the ceremony, or cannot be "
                            "written again",
        [PERFORM_LOT] = "a lot is needed",
        [PERFORM_SEED] = "the lots of this election come from a seed: --seed HEX, as "
                         "promised in the definition, and only then",
        [PERFORM_HANDS] = "name one or two officers' keys",
        [PERFORM_SINK] = "not everything was written",
    };

    return command_fail(COMMAND_REFUSED, "%s", reasons[refusal]);
}
