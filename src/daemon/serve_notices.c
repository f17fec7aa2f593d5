// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "desk/settle.h"

#include "face.h"

enum {
    CHANNELS_SIZE = 80,
};

static int
write_election(const struct site *site, const struct face *face, struct reply *reply)
{
    struct page_notice_election_constituencies list[CONSTITUENCIES_MAX];
    const struct definition *definition = face->definition;
    const struct page_notice_election page = {
        .site = &face->site,
        .constituencies = list,
        .constituencies_count = definition->constituency_count,
        .notice = definition->timetable.at[STEP_NOTICE],
        .nominations_close = definition->timetable.at[STEP_NOMINATIONS_CLOSE],
        .withdrawal = definition->timetable.at[STEP_WITHDRAWAL],
        .close = desk_close_at(site->desk)};
    size_t i;

    for (i = 0; i < definition->constituency_count; i++) {
        list[i] = (struct page_notice_election_constituencies){
            .name = definition->constituencies[i].name,
            .seats = definition->constituencies[i].seats};
    }
    return page_notice_election_write(&page, face_page(reply));
}

/* What the notice of poll points into, for each constituency. */
struct poll_list {
    struct standings *standings;
    struct page_notice_poll_constituencies_candidates candidates[CANDIDATES_MAX];
    char channels[CHANNELS_SIZE];
};

struct poll {
    struct poll_list lists[CONSTITUENCIES_MAX];
    struct page_notice_poll_constituencies constituencies[CONSTITUENCIES_MAX];
    size_t count;
    struct page_notice_poll_unopposed unopposed[CONSTITUENCIES_MAX];
    size_t unopposed_count;
};

static void poll_free(struct poll *poll)
{
    size_t i;

    if (poll == NULL) {
        return;
    }
    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        standings_free(poll->lists[i].standings);
    }
    free(poll);
}

OWNED(poll)

static void write_channels(unsigned channels, char out[static CHANNELS_SIZE])
{
    static const char *const words[CHANNEL_END] = {
        [CHANNEL_ONLINE] = "online",
        [CHANNEL_POST] = "by post",
        [CHANNEL_TELEPHONE] = "by telephone",
        [CHANNEL_TEXT] = "by text message",
    };
    enum channel channel;
    struct buf text;

    buf_init(&text, CHANNELS_SIZE - 1);
    for (channel = CHANNEL_ONLINE; channel < CHANNEL_END; channel++) {
        if ((channels & (1U << channel)) != 0) {
            buf_printf(&text, "%s%s", text.size > 0 ? ", " : "", words[channel]);
        }
    }
    memcpy(out, buf_text(&text), strlen(buf_text(&text)) + 1);
    buf_deinit(&text);
}

static void add_contested(struct poll *poll,
                          struct poll_list *list,
                          const struct constituency *constituency)
{
    const struct standings *standings = list->standings;
    size_t i;

    for (i = 0; i < standings->count; i++) {
        const char *interests = standings->list[i].interests;
        const char *party = standings->list[i].party;

        list->candidates[i] = (struct page_notice_poll_constituencies_candidates){
            .name = standings->list[i].name,
            .address = standings->list[i].address,
            .interests = interests[0] != '\0' ? interests : "None declared",
            .party = party[0] != '\0' ? party : "None"};
    }
    write_channels(constituency->channels, list->channels);
    poll->constituencies[poll->count++] = (struct page_notice_poll_constituencies){
        .name = constituency->name,
        .seats = constituency->seats,
        .method =
            constituency->method == METHOD_STV
                ? "Voters number the candidates in order of preference."
                : "Voters mark as many candidates as are to be elected, or fewer.",
        .channels = list->channels,
        .candidates = list->candidates,
        .candidates_count = standings->count};
}

static int add_constituency(struct desk *desk,
                            const struct constituency *constituency,
                            uint16_t cid,
                            struct poll *poll)
{
    struct poll_list *list = &poll->lists[cid - 1];
    int r = desk_standings(desk, cid, &list->standings);

    if (r != 0) {
        return FOLD(r);
    }
    if (list->standings->count > constituency->seats) {
        add_contested(poll, list, constituency);
    } else {
        poll->unopposed[poll->unopposed_count++] = (struct page_notice_poll_unopposed){
            .name = constituency->name, .outcome = face_state(desk_state(desk, cid))};
    }
    return 0;
}

static int
write_poll(const struct site *site, const struct face *face, struct reply *reply)
{
    CLEANUP(poll_freep) struct poll *poll = calloc(1, sizeof(*poll));
    const struct definition *definition = face->definition;
    struct page_notice_poll page = {.site = &face->site,
                                    .open = definition->timetable.at[STEP_OPEN],
                                    .close = desk_close_at(site->desk),
                                    .address = desk_address(site->desk),
                                    .code = face->code};
    size_t i;
    int r = 0;

    if (poll == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; r == 0 && i < definition->constituency_count; i++) {
        r = add_constituency(
            site->desk, &definition->constituencies[i], (uint16_t)(i + 1), poll);
    }
    page.constituencies = poll->constituencies;
    page.constituencies_count = poll->count;
    page.unopposed = poll->unopposed;
    page.unopposed_count = poll->unopposed_count;
    return r == 0 ? page_notice_poll_write(&page, face_page(reply)) : r;
}

int serve_notices_election(const struct site *site,
                           const struct request *request UNUSED,
                           struct reply *reply)
{
    struct face face;

    face_fill(site, &face);
    if (face.definition == NULL || desk_phase(site->desk) == PHASE_DRAFT) {
        return reply_problem(reply, PROBLEM_EARLY);
    }
    return write_election(site, &face, reply);
}

int serve_notices_poll(const struct site *site,
                       const struct request *request,
                       struct reply *reply)
{
    struct face face;

    face_fill(site, &face);
    if (face.definition == NULL || !desk_facts(site->desk).has_statement
        || request->arrived < face.definition->timetable.at[STEP_NOTICE_OF_POLL]) {
        return reply_problem(reply, PROBLEM_EARLY);
    }
    return write_poll(site, &face, reply);
}
