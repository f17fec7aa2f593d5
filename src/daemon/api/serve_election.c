// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"
#include "desk/publish.h"
#include "desk/settle.h"
#include "seal/code.h"
#include "wire/writer.h"

enum {
    DOCUMENT_MAX = 128 << 10,
};

static void write_candidate(struct writer *writer, const struct standing *standing)
{
    writer_open_object(writer, NULL);
    writer_number(writer, "number", standing->number);
    writer_text(writer, "name", standing->name);
    writer_text(writer, "statement", standing->statement);
    writer_text(writer, "interests", standing->interests);
    writer_text(writer, "party", standing->party);
    writer_text(writer, "address", standing->address);
    if (standing->has_photo) {
        writer_yes(writer, "photo");
    }
    if (standing->is_dead) {
        writer_yes(writer, "died");
    }
    writer_close_object(writer);
}

static int write_list(struct desk *desk, uint16_t cid, struct writer *writer)
{
    CLEANUP(standings_freep) struct standings *standings = NULL;
    int r = desk_standings(desk, cid, &standings);
    size_t i;

    if (r != 0) {
        return FOLD(r);
    }
    writer_open_object(writer, NULL);
    writer_number(writer, "constituency", cid);
    writer_open_list(writer, "candidates");
    for (i = 0; i < standings->count; i++) {
        write_candidate(writer, &standings->list[i]);
    }
    writer_close_list(writer);
    if (desk_stopped_at(desk, cid) != 0) {
        writer_yes(writer, "stopped");
    }
    writer_close_object(writer);
    return 0;
}

/* Candidates have numbers once the statement is signed. */
static int write_statement(struct desk *desk, struct writer *writer)
{
    const struct definition *definition = desk_definition(desk);
    struct buf text;
    size_t cid;
    int r;

    buf_init(&text, DOCUMENT_MAX);
    r = desk_statement_text(desk, &text);
    if (r == 0) {
        writer_span(writer, "statement", buf_span(&text));
    } else if (r == PUBLISH_UNKNOWN) {
        writer_null(writer, "statement");
    }
    buf_deinit(&text);
    if (r != 0 && r != PUBLISH_UNKNOWN) {
        return FOLD(r);
    }
    writer_open_list(writer, "candidates");
    for (cid = 1; r == 0 && cid <= definition->constituency_count; cid++) {
        r = write_list(desk, (uint16_t)cid, writer);
    }
    writer_close_list(writer);
    return r == PUBLISH_UNKNOWN ? 0 : r;
}

static int
write_election(struct desk *desk, const struct request *request, struct writer *writer)
{
    struct eid eid = desk_eid(desk);
    struct code code;
    char code_text[CODE_TEXT_SIZE];
    struct buf text;
    int r;

    buf_init(&text, DOCUMENT_MAX);
    r = desk_definition_text(desk, &text);
    if (r == 0) {
        writer_span(writer, "definition", buf_span(&text));
    }
    buf_deinit(&text);
    if (r != 0) {
        return FOLD(r);
    }
    code_of_election(&eid, &code);
    code_write(&code, code_text);
    writer_bytes(writer, "election", SPAN(eid));
    writer_text(writer, "code", code_text);
    writer_text(writer, "phase", phase_name(desk_phase(desk)));
    writer_moment(writer, "time", request->arrived);
    writer_moment(writer, "close", desk_close_at(desk));
    return write_statement(desk, writer);
}

int serve_election(const struct site *site,
                   const struct request *request,
                   struct reply *reply)
{
    struct writer writer;
    int r;

    if (desk_definition(site->desk) == NULL) {
        return reply_problem(reply, PROBLEM_NO_ELECTION);
    }
    writer_begin(&writer, reply_begin(reply, 200, "application/json"));
    r = write_election(site->desk, request, &writer);
    writer_end(&writer);
    return r;
}
