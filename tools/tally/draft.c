// SPDX-License-Identifier: AGPL-3.0-or-later
#include "draft.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/moment.h"
#include "seal/code.h"
#include "seal/hash.h"
#include "wire/codec.h"

#include "command.h"

int draft_load(const char *path, struct draft *out)
{
    struct node_complaint why;
    struct digest digest;
    int r;

    *out = (struct draft){.path = path};
    buf_init(&out->text, CODEC_SIZE_MAX);
    r = command_load(path, &out->text);
    if (r != 0) {
        return r;
    }
    r = codec_parse(buf_span(&out->text), ENTRY_DEFINITION, &why, &out->document);
    if (r > 0) {
        return command_fail(COMMAND_REFUSED, "%s: %s", path, why.text);
    }
    if (r < 0) {
        return r;
    }
    hash_sha256(buf_span(&out->text), &digest);
    memcpy(out->eid.bytes, digest.bytes, sizeof(out->eid.bytes));
    return 0;
}

void draft_deinit(struct draft *draft)
{
    document_free(draft->document);
    buf_deinit(&draft->text);
}

int draft_require_unsigned(const struct draft *draft)
{
    char beside[FILE_PATH_SIZE];
    uint64_t size;
    int length;

    length = snprintf(beside, sizeof(beside), "%s.sig", draft->path);
    if (length < 0 || length >= (int)sizeof(beside)
        || file_size(beside, &size) != FILE_ABSENT) {
        return command_fail(COMMAND_REFUSED,
                            "%s has been signed: nothing in it may change",
                            draft->path);
    }
    return 0;
}

int draft_replace(const struct draft *draft)
{
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    r = draft_require_unsigned(draft);
    if (r != 0) {
        return r;
    }
    r = codec_write_definition(draft->document->of.definition, &text);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "the definition is too long");
    }
    r = file_replace(
        draft->path, buf_span(&text), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED, "%s: cannot be written", draft->path);
}

static void describe_constituency(const struct constituency *constituency,
                                  size_t number,
                                  struct buf *out)
{
    buf_printf(out,
               "  %zu. %s: %u seat%s, %s (%s)",
               number,
               constituency->name,
               constituency->seats,
               constituency->seats == 1 ? "" : "s",
               constituency->method == METHOD_STV ? "single transferable vote"
                                                  : "first past the post",
               constituency_rules_name(constituency->rules));
    buf_printf(out, "; for %s members", constituency_kind_name(constituency->kind));
    buf_put_text(out,
                 constituency->wording_count == 0
                     ? ", without a declaration of identity\n"
                     : ", with a declaration of identity\n");
}

static void describe_times(const struct timetable *timetable, struct buf *out)
{
    char time[MOMENT_PEOPLE_SIZE];
    int step;

    for (step = 0; step < STEPS; step++) {
        moment_people(timetable->at[step], time);
        buf_printf(out, "  %s: %s\n", timetable_step_words((enum step)step), time);
    }
}

static void describe_people(const struct definition *definition, struct buf *out)
{
    size_t i;

    for (i = 0; i < definition->officer_count; i++) {
        buf_printf(out,
                   "  %s: %s\n",
                   i == 0 ? "returning officer" : "officer",
                   definition->officers[i].name);
    }
    for (i = 0; i < definition->trustee_count; i++) {
        buf_printf(out, "  trustee: %s\n", definition->trustees[i].name);
    }
    for (i = 0; i < definition->mixer_count; i++) {
        buf_printf(out,
                   "  mixer: %s, %s\n",
                   definition->mixers[i].name,
                   definition->mixers[i].organisation);
    }
    if (definition->trustee_count == 1) {
        buf_put_text(out, "  One person alone can read the votes.\n");
    } else {
        buf_printf(out,
                   "  Any %u of the %zu trustees together can read the votes.\n",
                   definition->threshold,
                   definition->trustee_count);
    }
    if (definition->mixes == 1) {
        buf_put_text(out, "  One mixer knows whose ballot is whose.\n");
    }
}

void draft_describe(const struct draft *draft, struct buf *out)
{
    const struct definition *definition = draft->document->of.definition;
    char text[CODE_TEXT_SIZE];
    struct code code;
    size_t i;

    code_of_election(&draft->eid, &code);
    code_write(&code, text);
    buf_printf(out,
               "%sElection of governors, %s\n  election code %s\n  record at %s\n",
               definition->practice ? "PRACTICE: " : "",
               definition->trust,
               text,
               definition->origin);
    for (i = 0; i < definition->constituency_count; i++) {
        describe_constituency(&definition->constituencies[i], i + 1, out);
    }
    describe_times(&definition->timetable, out);
    describe_people(definition, out);
}
