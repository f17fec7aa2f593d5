// SPDX-License-Identifier: AGPL-3.0-or-later
/* The list of eligible voters for its sealed packet: to the returning officer's tool.
 */
#include "serve.h"

#include "base/fault.h"
#include "base/text.h"
#include "desk/roster.h"
#include "wire/writer.h"

#include "signin/gate.h"

static int write_elector(void *context, const struct member *member, struct span sealed)
{
    struct writer *writer = context;
    size_t i;

    writer_open_object(writer, NULL);
    writer_text(writer, "number", member->number);
    writer_text(writer, "forenames", member->forenames);
    writer_text(writer, "surname", member->surname);
    writer_open_list(writer, "address");
    for (i = 0; i < ARRAY_SIZE(member->address); i++) {
        writer_text(writer, NULL, member->address[i]);
    }
    writer_text(writer, NULL, member->town);
    writer_text(writer, NULL, member->postcode);
    writer_close_list(writer);
    writer_text(writer, "email", member->email);
    writer_text(writer, "joined", member->joined);
    writer_bytes(writer, "reference", sealed);
    writer_close_object(writer);
    return 0;
}

static int write_roster(const struct site *site,
                        const struct sign_key *officer,
                        uint16_t cid,
                        struct buf *out)
{
    struct writer writer;
    int r;

    writer_begin(&writer, out);
    writer_number(&writer, "constituency", cid);
    writer_open_list(&writer, "electors");
    r = desk_roster(site->desk, officer, cid, write_elector, &writer);
    writer_close_list(&writer);
    writer_end(&writer);
    return r;
}

int serve_roster(const struct site *site,
                 const struct request *request,
                 struct reply *reply)
{
    static const enum problem problems[] = {
        [ROSTER_GRANT] = PROBLEM_GRANT,
        [ROSTER_TIME] = PROBLEM_PHASE,
        [ROSTER_UNKNOWN] = PROBLEM_NOT_FOUND,
    };
    struct sign_key officer;
    uint64_t cid = 0;
    int r = gate_officer(site, request, &officer);

    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_KEYLESS);
    }
    if (text_number(request->captures[0], UINT16_MAX, &cid) != 0) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    r = write_roster(
        site, &officer, (uint16_t)cid, reply_begin(reply, 200, "application/json"));
    return r <= 0 ? r : reply_problem(reply, problems[r]);
}
