// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include "base/fault.h"

#include "room.h"

static const char text_type[] = "text/plain; charset=utf-8";

/* NULL when there is none: not set up, or its time is over. */
static struct room *find_room(const struct site *site)
{
    if (site->room != NULL && desk_definition(site->desk) != NULL) {
        room_clear(site->room);
        return NULL;
    }
    return site->room;
}

static struct room_file read_file(const struct request *request)
{
    return (struct room_file){.word = request->captures[0],
                              .name = request->captures[1]};
}

int serve_ceremony_get(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct room_file file = read_file(request);
    struct room *room = find_room(site);
    int r;

    buf_init(&text, ROOM_FILE_MAX);
    r = room == NULL ? ROOM_UNKNOWN : room_get(room, &file, &text);
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    buf_put_span(reply_begin(reply, 200, text_type), buf_span(&text));
    return 0;
}

int serve_ceremony_put(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    const struct room_file file = read_file(request);
    struct room *room = find_room(site);
    int r = room == NULL ? ROOM_UNKNOWN : room_put(room, &file, request->body);

    if (r < 0) {
        return r;
    }
    if (r == ROOM_TAKEN) {
        return reply_problem(reply, PROBLEM_CEREMONY);
    }
    if (r != 0) {
        return reply_problem(reply,
                             r == ROOM_LARGE ? PROBLEM_TOO_LARGE : PROBLEM_NOT_FOUND);
    }
    buf_put_text(reply_begin(reply, 201, text_type), "kept\n");
    return 0;
}
