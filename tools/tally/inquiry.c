// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inquiry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "wire/field.h"

#include "command.h"

enum {
    ANSWER_MAX = 65536,
    PATH_SIZE = 64,
    STATUS_OK = 200,
};

static void read_struck(const struct node *item, struct inquiry_struck *out)
{
    struct node stood = node_optional(item, "stood");
    struct node act = node_optional(item, "entry");

    out->channel =
        (enum channel)field_choice(item, "channel", constituency_channel_name);
    out->reason =
        (enum disqualify_reason)field_choice(item, "reason", register_reason_name);
    out->has_stood = node_is_present(&stood);
    if (out->has_stood) {
        out->stood = node_number(&stood, 0, NODE_NUMBER_MAX);
    }
    out->is_recorded = node_is_present(&act);
    if (out->is_recorded) {
        out->act = node_number(&act, 0, NODE_NUMBER_MAX);
    }
}

static bool has(const struct node *root, const char *name)
{
    struct node member = node_optional(root, name);

    return node_is_present(&member);
}

static void read_all(const struct node *root, struct inquiry *out)
{
    struct node spent = node_optional(root, "spent");
    struct node list;
    size_t i;

    out->is_known = true;
    out->is_closed = has(root, "closed");
    out->is_boxed = has(root, "boxed");
    out->is_cancelled = has(root, "cancelled");
    out->is_spent = node_is_present(&spent);
    if (out->is_spent) {
        out->spent_by =
            (enum channel)field_choice(&spent, "channel", constituency_channel_name);
        out->entry = field_number(&spent, "entry", 0, NODE_NUMBER_MAX);
        out->at = field_moment(&spent, "time");
    }
    list = field_list(root, "disqualified", 0, INQUIRY_STRUCK_MAX, &out->struck_count);
    for (i = 0; i < out->struck_count; i++) {
        struct node item = node_item(&list, i);

        read_struck(&item, &out->struck[i]);
    }
}

static int read_answer(struct span text, struct inquiry *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct inquiry inquiry = {.is_known = false};
    struct node root;
    int r;

    r = node_parse(text, ANSWER_MAX, NULL, &tree);
    if (r == 0) {
        root = node_root(tree);
        read_all(&root, &inquiry);
        r = node_status(tree, NULL);
    }
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "the daemon's answer is none");
    }
    *out = inquiry;
    return 0;
}

int inquiry_ask(struct remote *remote,
                const struct envelope *envelope,
                struct inquiry *out)
{
    CLEANUP(buf_deinit) struct buf answer;
    char path[PATH_SIZE];
    const struct remote_message message = {.verb = HTTP_GET, .path = path};
    struct remote_problem problem;
    unsigned status = 0;
    int r;

    (void)snprintf(path,
                   sizeof(path),
                   "/api/numbers/%u/%" PRIu32,
                   (unsigned)envelope->cid,
                   envelope->number);
    buf_init(&answer, ANSWER_MAX);
    r = remote_send(remote, &message, &answer, &status);
    if (r != 0) {
        return r;
    }
    if (status == STATUS_OK) {
        return read_answer(buf_span(&answer), out);
    }
    remote_read_problem(buf_span(&answer), &problem);
    if (strcmp(problem.slug, "number-unknown") == 0) {
        *out = (struct inquiry){.is_known = false};
        return 0;
    }
    return remote_refuse(status, buf_span(&answer));
}
