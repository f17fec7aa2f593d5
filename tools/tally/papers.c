// SPDX-License-Identifier: AGPL-3.0-or-later
#include "papers.h"

#include <inttypes.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/reader.h"
#include "seal/ballot.h"
#include "seal/secret.h"

#include "command.h"
#include "form.h"

enum {
    BATCH_SIZE = 16,
    FILE_MAX = (PILE_MAX + 1) * 2 * (BALLOT_SIZE + 1),
    LINE_SIZE_MAX = 64,
};

/* "GB1P" ‖ eid[32] ‖ batch[16] ‖ u16 cid ‖ 4 × u16 rejected ‖ u32 count ‖ ballots. */
struct head {
    struct eid eid;
    uint8_t batch[BATCH_SIZE];
    uint16_t cid;
    uint16_t rejected[HEADINGS];
    uint32_t count;
};

static const char magic[] = "GB1P";

static void write_head(const struct head *head, struct buf *out)
{
    size_t i;

    buf_put_text(out, magic);
    buf_put_span(out, SPAN(head->eid.bytes));
    buf_put_span(out, SPAN(head->batch));
    buf_put_u16(out, head->cid);
    for (i = 0; i < HEADINGS; i++) {
        buf_put_u16(out, head->rejected[i]);
    }
    buf_put_u32(out, head->count);
}

/* Whether there is one, and the ballots it promises behind it. */
static bool read_head(struct span bytes, struct head *out, struct span *ballots)
{
    struct reader reader;
    size_t i;

    reader_init(&reader, bytes);
    if (!reader_skip(&reader, magic)) {
        return false;
    }
    reader_copy(&reader, out->eid.bytes, EID_SIZE);
    reader_copy(&reader, out->batch, BATCH_SIZE);
    out->cid = reader_u16(&reader);
    for (i = 0; i < HEADINGS; i++) {
        out->rejected[i] = reader_u16(&reader);
    }
    out->count = reader_u32(&reader);
    *ballots = reader_take(&reader, (size_t)out->count * BALLOT_SIZE);
    return reader_done(&reader);
}

int papers_are_sealed(const char *path, bool *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, FILE_MAX);
    r = file_read(path, &bytes);
    *out = r == 0 && bytes.size >= strlen(magic)
           && memcmp(bytes.data, magic, strlen(magic)) == 0;
    return r > 0 ? 0 : r;
}

static int
fill_head(const struct errand *errand, const struct pile *pile, struct head *out)
{
    struct head head = {.cid = pile->cid};
    size_t i;

    head.eid = errand->login.election.eid;
    if (getrandom(head.batch, sizeof(head.batch), 0) != (ssize_t)sizeof(head.batch)) {
        return FAULT(FAULT_IO);
    }
    for (i = 0; i < pile->count; i++) {
        if (pile->papers[i].is_rejected) {
            head.rejected[pile->papers[i].heading]++;
        } else {
            head.count++;
        }
    }
    *out = head;
    return 0;
}

static int seal_one(const struct errand *errand,
                    const struct pile *pile,
                    const struct choice_rules *rules,
                    size_t at,
                    struct buf *out)
{
    struct ballot_plan plan = {.eid = errand->login.election.eid,
                               .cid = pile->cid,
                               .election_key = errand_definition(errand)->election_key};
    uint8_t bytes[BALLOT_SIZE];
    struct ballot ballot;
    int r = choice_encode(&pile->papers[at].choice, rules, &plan.block);

    if (r != 0) {
        return FOLD(r);
    }
    ballot_make(&plan, keyfile_sign(errand->login.keyfile), &ballot);
    ballot_write(&ballot, bytes);
    buf_put(out, bytes, sizeof(bytes));
    secret_wipe(&plan, sizeof(plan));
    return 0;
}

int papers_seal(const struct errand *errand,
                const struct pile *pile,
                const struct choice_rules *rules,
                const char *path)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct head head;
    size_t i;
    int r = fill_head(errand, pile, &head);

    buf_init(&bytes, FILE_MAX);
    if (r == 0) {
        write_head(&head, &bytes);
    }
    for (i = 0; r == 0 && i < pile->count; i++) {
        if (!pile->papers[i].is_rejected) {
            r = seal_one(errand, pile, rules, i, &bytes);
        }
    }
    if (r == 0) {
        r = FOLD(buf_status(&bytes));
    }
    if (r == 0) {
        r = file_replace(path, buf_span(&bytes), S_IRUSR | S_IWUSR);
    }
    return r > 0 ? command_fail(COMMAND_REFUSED, "%s: cannot be written", path) : r;
}

static int load(const struct errand *errand,
                const char *path,
                struct buf *bytes,
                struct head *head,
                struct span *ballots)
{
    int r = command_load(path, bytes);

    if (r != 0) {
        return r;
    }
    if (!read_head(buf_span(bytes), head, ballots)) {
        return command_fail(COMMAND_REFUSED, "%s: cut short", path);
    }
    return memcmp(head->eid.bytes, errand->login.election.eid.bytes, EID_SIZE) == 0
               ? 0
               : command_fail(COMMAND_REFUSED, "%s: papers of another election", path);
}

/* By which entry a paper found miskeyed later is taken out again. */
static int say_entry(uint32_t paper, uint64_t entry)
{
    CLEANUP(buf_deinit) struct buf line;

    buf_init(&line, LINE_SIZE_MAX);
    buf_printf(&line, "%" PRIu32 "\tentry %" PRIu64 "\n", paper, entry);
    return buf_status(&line) != 0 ? FOLD(buf_status(&line))
                                  : command_print(buf_span(&line));
}

static int send_papers(struct errand *errand,
                       const struct head *head,
                       struct span ballots,
                       size_t *sent)
{
    struct errand_answer answer = {.end = ERRAND_RECORDED};
    uint32_t i;
    int r = 0;

    for (i = 0; r == 0 && i < head->count; i++) {
        r = errand_paper(errand,
                         span_of(ballots.data + (size_t)i * BALLOT_SIZE, BALLOT_SIZE),
                         &answer);
        if (r == 0 && answer.end == ERRAND_REFUSED) {
            return command_fail(COMMAND_REFUSED,
                                "paper %u of %u: %s",
                                i + 1,
                                head->count,
                                answer.words);
        }
        if (r == 0 && answer.end == ERRAND_RECORDED) {
            (*sent)++;
            r = say_entry(i + 1, answer.entry);
        }
    }
    return r;
}

/* The rejected are counted once, however often the batch is told. */
static int send_rejected(struct errand *errand, const struct head *head)
{
    CLEANUP(buf_deinit) struct buf form;
    char batch[2 * BATCH_SIZE + 1];
    enum heading heading;

    hex_encode(SPAN(head->batch), batch);
    buf_init(&form, FORM_MAX);
    buf_printf(&form, "constituency=%u&batch=%s", (unsigned)head->cid, batch);
    for (heading = 0; heading < HEADINGS; heading++) {
        buf_printf(&form,
                   "&%s=%u",
                   result_heading_name(heading),
                   (unsigned)head->rejected[heading]);
    }
    return form_post(errand->login.remote,
                     "/console/box",
                     &form,
                     "the rejected papers were not counted: run it again");
}

int papers_send(struct errand *errand, const char *path)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct span ballots = {NULL, 0};
    struct head head = {.count = 0};
    size_t rejected = 0;
    size_t sent = 0;
    size_t i;
    int r;

    buf_init(&bytes, FILE_MAX);
    r = load(errand, path, &bytes, &head, &ballots);
    if (r == 0) {
        r = send_papers(errand, &head, ballots, &sent);
    }
    for (i = 0; i < HEADINGS && r == 0; i++) {
        rejected += head.rejected[i];
    }
    if (r == 0 && rejected > 0) {
        r = send_rejected(errand, &head);
    }
    if (r != 0) {
        command_say("%s is kept: the same command sends what is left", path);
        return r;
    }
    if (unlink(path) != 0) {
        return command_fail(COMMAND_REFUSED, "%s: remove it by hand", path);
    }
    command_say("%u papers are in the record (%zu now), %zu rejected",
                head.count,
                sent,
                rejected);
    return 0;
}
