// SPDX-License-Identifier: AGPL-3.0-or-later
/* witness sign: brings one's copy of a record up to date and cosigns its checkpoint. */
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "audit/fetch.h"
#include "base/fault.h"
#include "base/file.h"
#include "record/checkpoint.h"
#include "record/folder.h"
#include "seal/code.h"

#include "commands.h"
#include "cosigner.h"
#include "refusing.h"

enum {
    NAME_ROOM = 64,
};

struct wish {
    struct cosigner_wish cosigner;
    const char *record;
    const char *election;
};

/* What the folder held is extended by what the server shows, or nothing is signed. */
static int fetch(const struct wish *wish, const char *url)
{
    struct fetch_order order = {.url = url, .folder = wish->record};
    struct fetch_report report;
    struct code code;
    int r;

    if (wish->election != NULL) {
        r = refusing_code(wish->election, &code);
        if (r != 0) {
            return r;
        }
        order.election = &code;
    }
    r = fetch_record(&order, &report);
    if (r == FETCH_FORK) {
        return command_fail(
            COMMAND_REFUSED,
            "%s. Nothing was signed. The proof is in %s: its checkpoint, "
            "and %s",
            fetch_refusal_text(r),
            wish->record,
            report.where);
    }
    return r > 0 ? refusing_fetch(r, &report) : r;
}

/* The note that is cosigned already, or the log's own. */
static int read_note(const struct wish *wish, const char *beside, struct buf *out)
{
    int r = file_read(beside, out);

    if (r == FILE_ABSENT) {
        r = folder_checkpoint(wish->record, out);
    }
    return r <= 0
               ? r
               : command_fail(COMMAND_REFUSED, "%s: has no checkpoint", wish->record);
}

static int write_path(const struct wish *wish, uint64_t size, char *out)
{
    char name[NAME_ROOM];

    (void)snprintf(name, sizeof(name), "cosigned/%" PRIu64, size);
    return file_join(wish->record, name, out) == 0
               ? 0
               : command_fail(COMMAND_REFUSED, "%s: too long a name", wish->record);
}

static int
save(const char *path, struct span note, const struct buf *line, const char *name)
{
    CLEANUP(buf_deinit) struct buf whole;
    int r;

    buf_init(&whole, CHECKPOINT_SIZE_MAX);
    buf_put_span(&whole, note);
    buf_put_span(&whole, buf_span(line));
    r = FOLD(buf_status(&whole));
    if (r == 0) {
        r = file_make_parents(path);
    }
    if (r == 0) {
        r = file_replace(path, buf_span(&whole), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    }
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "%s: cannot be written", path);
    }
    if (r == 0) {
        command_say("%s: cosigned as %s", path, name);
        r = command_print(buf_span(line));
    }
    return r;
}

static int cosign(const struct wish *wish, const struct cosigner *cosigner)
{
    CLEANUP(buf_deinit) struct buf note;
    CLEANUP(buf_deinit) struct buf line;
    struct checkpoint checkpoint;
    char path[FILE_PATH_SIZE];
    int64_t time = 0;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_init(&line, CHECKPOINT_SIZE_MAX);
    r = folder_checkpoint(wish->record, &note);
    if (r == 0) {
        r = FOLD(checkpoint_parse(buf_span(&note), &checkpoint));
    }
    if (r == 0) {
        r = write_path(wish, checkpoint.head.size, path);
    }
    if (r != 0) {
        return r < 0 ? r : COMMAND_REFUSED;
    }
    buf_reset(&note);
    r = read_note(wish, path, &note);
    if (r == 0) {
        r = FOLD(checkpoint_parse(buf_span(&note), &checkpoint));
    }
    if (r == 0) {
        r = checkpoint_cosigned(&checkpoint, &cosigner->vkey, &time);
        if (r == 0) {
            return command_fail(COMMAND_REFUSED, "%s: you have cosigned it", path);
        }
        r = r < 0 ? r : 0;
    }
    if (r == 0) {
        r = checkpoint_cosign(&checkpoint,
                              &cosigner->vkey,
                              keyfile_sign(cosigner->keyfile),
                              clock_now(cosigner->clock),
                              &line);
    }
    return r == 0 ? save(path, buf_span(&note), &line, cosigner->vkey.name) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.cosigner.key = "", .record = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.cosigner.key),
        REQUIRED_TEXT("record", &wish.record),
        TEXT("passphrase-file", &wish.cosigner.passphrase_file),
        TEXT("election", &wish.election),
        TEXT("clock", &wish.cosigner.clock),
    };
    const char *word = NULL;
    CLEANUP(cosigner_deinit) struct cosigner cosigner = {.keyfile = NULL};
    int r;

    r = command_read_one(OPTIONS(options), argc, argv, &word);
    if (r == 0) {
        r = cosigner_open(&wish.cosigner, &cosigner);
    }
    if (r == 0) {
        r = fetch(&wish, word);
    }
    return r == 0 ? cosign(&wish, &cosigner) : r;
}

const struct command tally_witness_sign = {
    .name = "witness sign",
    .arguments = "URL --key FILE --record DIR [--election CODE] [--clock FILE] "
                 "[--passphrase-file FILE]",
    .summary = "extend your copy of the record and cosign its newest checkpoint; "
               "refuses another history, and keeps the proof",
    .run = run,
};
