// SPDX-License-Identifier: AGPL-3.0-or-later
#include "meeting.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"

#include "command.h"
#include "remote.h"

enum {
    FILE_MAX = 8 << 10,
    PATH_SIZE = 512,
    STATUS_OK = 200,
    STATUS_CREATED = 201,
    STATUS_NOT_FOUND = 404,
};

/* One of the files: where it lies here, and where there. */
struct place {
    char here[FILE_PATH_SIZE];
    char there[PATH_SIZE];
};

static int find(const struct meeting *meeting,
                const struct several *several,
                enum round round,
                unsigned j,
                struct place *out)
{
    char name[ROUNDS_NAME_SIZE];
    int length;
    int r;

    rounds_name(round, j, name);
    length = snprintf(
        out->there, sizeof(out->there), "/api/ceremony/%s/%s", meeting->word, name);
    r = rounds_path(&several->rounds, round, j, out->here);
    return r != 0 || length < (int)sizeof(out->there)
               ? r
               : command_fail(COMMAND_REFUSED, "too long a word");
}

static int fetch(struct remote *remote, const struct place *place)
{
    CLEANUP(buf_deinit) struct buf text = {.data = NULL};
    const struct remote_message message = {.verb = HTTP_GET, .path = place->there};
    unsigned status = 0;
    uint64_t size = 0;
    int r;

    if (file_size(place->here, &size) == 0) {
        return 0;
    }
    buf_init(&text, FILE_MAX);
    r = remote_send(remote, &message, &text, &status);
    if (r != 0 || status == STATUS_NOT_FOUND) {
        return r;
    }
    if (status != STATUS_OK) {
        return remote_refuse(status, buf_span(&text));
    }
    r = file_make_parents(place->here);
    return r == 0 ? command_save_public(place->here, buf_span(&text)) : r;
}

static int leave(struct remote *remote, const struct place *place)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(buf_deinit) struct buf answer;
    struct remote_message message = {
        .verb = HTTP_PUT, .path = place->there, .type = "application/octet-stream"};
    unsigned status = 0;
    int r;

    buf_init(&text, FILE_MAX);
    buf_init(&answer, FILE_MAX);
    r = file_read(place->here, &text);
    if (r != 0) {
        return r < 0 ? r : 0; /* not made yet */
    }
    message.body = buf_span(&text);
    r = remote_send(remote, &message, &answer, &status);
    return r != 0 || status == STATUS_CREATED
               ? r
               : remote_refuse(status, buf_span(&answer));
}

int meeting_fetch(const struct meeting *meeting, const struct several *several)
{
    CLEANUP(remote_freep) struct remote *remote = NULL;
    unsigned n = several->ceremony->cocktail.n;
    struct place place;
    unsigned i;
    int r = remote_open(meeting->url, &remote);

    for (i = 0; r == 0 && i < ROUNDS * n; i++) {
        unsigned j = i % n + 1;

        r = find(meeting, several, (enum round)(i / n), j, &place);
        if (r == 0 && j != several->self) {
            r = fetch(remote, &place);
        }
    }
    return r;
}

int meeting_leave(const struct meeting *meeting, const struct several *several)
{
    CLEANUP(remote_freep) struct remote *remote = NULL;
    struct place place;
    enum round round;
    int r = remote_open(meeting->url, &remote);

    for (round = ROUND_COMMITMENT; r == 0 && several->self > 0 && round < ROUNDS;
         round++) {
        r = find(meeting, several, round, several->self, &place);
        if (r == 0) {
            r = leave(remote, &place);
        }
    }
    return r;
}
