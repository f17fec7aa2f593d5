// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/trial.h"

#include "wire/field.h"

static void read_trial(const struct node *root, struct trial *out)
{
    struct node list;
    struct node item;
    size_t i;

    if (!node_begins(root, "document", "trial")) {
        node_refuse(root, "its first member is not \"document\": \"trial\"");
        return;
    }
    node_members(root, "document head r choice");
    field_bytes(root, "head", out->head, sizeof(out->head));
    field_bytes(root, "r", &out->r, sizeof(out->r));
    list = field_list(root, "choice", 1, RANKS_MAX, &out->count);
    for (i = 0; i < out->count; i++) {
        item = node_item(&list, i);
        out->choice[i] = (uint8_t)node_number(&item, 1, CANDIDATES_MAX);
    }
}

int trial_parse(struct span text, struct node_complaint *why, struct trial *out)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct trial trial = {.count = 0};
    struct node root;
    int r;

    r = node_parse(text, TRIAL_SIZE_MAX, why, &tree);
    if (r != 0) {
        return r > 0 ? TRIAL_REFUSED : r;
    }
    root = node_root(tree);
    read_trial(&root, &trial);
    r = node_status(tree, why);
    if (r != 0) {
        return r > 0 ? TRIAL_REFUSED : r;
    }
    *out = trial;
    return 0;
}
