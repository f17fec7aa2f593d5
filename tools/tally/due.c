// SPDX-License-Identifier: AGPL-3.0-or-later
#include "due.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/constituency.h"
#include "seal/secret.h"
#include "wire/field.h"

#include "command.h"

enum {
    ANSWER_MAX = 64 << 20,
    REFERENCES_MAX = 1 << 20,
    PATH_SIZE = 32,
};

struct asking {
    const struct login *login;
    struct due_list *list;
};

/* A list that the daemon answers with. */
struct listing {
    struct node_tree *tree;
    struct node list;
    size_t count;
};

static void listing_deinit(struct listing *listing)
{
    node_tree_free(listing->tree);
}

static int
ask(struct asking *asking, const char *path, const char *name, struct listing *out)
{
    CLEANUP(buf_deinit) struct buf answer;
    const struct remote_message message = {.verb = HTTP_GET, .path = path};
    struct node root;
    int r;

    buf_init(&answer, ANSWER_MAX);
    r = remote_ask(asking->login->remote, &message, &answer);
    if (r == 0) {
        r = node_parse(buf_span(&answer), ANSWER_MAX, NULL, &out->tree);
    }
    if (r == 0) {
        root = node_root(out->tree);
        out->list = field_list(&root, name, 0, REFERENCES_MAX, &out->count);
        r = node_status(out->tree, NULL);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "the daemon's answer is none") : r;
    }
    return r;
}

/* The numbers of a constituency that need no reminder, ascending. */
struct done {
    bool is_asked;
    size_t count;
    uint32_t *numbers;
};

static void done_deinit(struct done *done)
{
    size_t i;

    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        free(done[i].numbers);
    }
    free(done);
}

static int ask_done(struct asking *asking, uint16_t cid, struct done *out)
{
    CLEANUP(listing_deinit) struct listing listing = {.tree = NULL};
    char path[PATH_SIZE];
    size_t i;
    int r;

    (void)snprintf(path, sizeof(path), "/api/numbers/%u", (unsigned)cid);
    r = ask(asking, path, "done", &listing);
    if (r != 0) {
        return r;
    }
    out->numbers = calloc(listing.count + 1, sizeof(*out->numbers));
    if (out->numbers == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; i < listing.count; i++) {
        struct node item = node_item(&listing.list, i);

        out->numbers[i] = (uint32_t)node_number(&item, 1, UINT32_MAX);
    }
    out->count = listing.count;
    out->is_asked = true;
    r = node_status(listing.tree, NULL);
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "the daemon's answer is none");
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;

    return (one > other) - (one < other);
}

static int compare_due(const void *a, const void *b)
{
    return strcmp(((const struct due *)a)->member, ((const struct due *)b)->member);
}

/* One sealed number: noted when no vote of it has come. */
static int take_one(struct asking *asking, struct span sealed, struct done *done)
{
    CLEANUP(buf_deinit) struct buf plain;
    struct sealed_reference reference = {.cid = 0};
    struct due *due = &asking->list->rows[asking->list->count];
    struct done *list;
    int r;

    buf_init(&plain, SEALBOX_REFERENCE_MAX);
    r = login_unseal(asking->login, sealed, &plain, &reference);
    if (r != 0 || reference.cid == 0 || reference.cid > CONSTITUENCIES_MAX
        || reference.member.size >= sizeof(due->member)) {
        return r < 0 ? r
                     : command_fail(COMMAND_REFUSED,
                                    "the numbers are not sealed to this key: only the "
                                    "returning officer's opens them");
    }
    list = &done[reference.cid - 1];
    if (!list->is_asked) {
        r = ask_done(asking, reference.cid, list);
    }
    if (r != 0
        || bsearch(&reference.number,
                   list->numbers,
                   list->count,
                   sizeof(*list->numbers),
                   compare_numbers)
               != NULL) {
        return r;
    }
    due->cid = reference.cid;
    memcpy(due->member, reference.member.data, reference.member.size);
    due->member[reference.member.size] = 0;
    asking->list->count++;
    return 0;
}

static int take_all(struct asking *asking, const struct listing *sealed)
{
    struct done *done = calloc(CONSTITUENCIES_MAX, sizeof(*done));
    size_t i;
    int r = 0;

    asking->list->rows = calloc(sealed->count + 1, sizeof(*asking->list->rows));
    if (done == NULL || asking->list->rows == NULL) {
        free(done);
        return FAULT(FAULT_MEMORY);
    }
    for (i = 0; r == 0 && i < sealed->count; i++) {
        struct node item = node_item(&sealed->list, i);

        r = take_one(asking, node_span(&item), done);
    }
    done_deinit(done);
    qsort(asking->list->rows,
          asking->list->count,
          sizeof(*asking->list->rows),
          compare_due);
    return r;
}

int due_ask(const struct login *login, struct due_list *out)
{
    CLEANUP(listing_deinit) struct listing sealed = {.tree = NULL};
    struct asking asking = {login, out};
    int r = ask(&asking, "/api/references", "sealed", &sealed);

    return r == 0 ? take_all(&asking, &sealed) : r;
}

const struct due *due_find(const struct due_list *list, const char *member)
{
    struct due key = {.cid = 0};
    size_t size = strlen(member);

    if (size >= sizeof(key.member)) {
        return NULL;
    }
    memcpy(key.member, member, size + 1);
    return bsearch(&key, list->rows, list->count, sizeof(key), compare_due);
}

void due_deinit(struct due_list *list)
{
    if (list->rows != NULL) {
        secret_wipe(list->rows, list->count * sizeof(*list->rows));
    }
    free(list->rows);
    list->rows = NULL;
}
