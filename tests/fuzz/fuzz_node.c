// SPDX-License-Identifier: AGPL-3.0-or-later
/* What programs send as JSON (POST /api/sessions), and what a site answers them. */
#include "base/span.h"
#include "fuzz.h"
#include "wire/field.h"
#include "wire/node.h"

enum {
    ROOM = 1 << 16,
    KEY = 32,
};

static void read_one(struct span text,
                     int (*parse)(struct span text,
                                  size_t ceiling,
                                  struct node_complaint *why,
                                  struct node_tree **out))
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node_complaint why = {""};
    uint8_t key[KEY];
    struct node root;

    if (parse(text, ROOM, &why, &tree) != 0) {
        fuzz_must(why.text[0] != 0);
        return;
    }
    root = node_root(tree);
    node_members(&root, "key");
    field_bytes(&root, "key", key, sizeof(key));
    if (node_status(tree, &why) != 0) {
        fuzz_must(why.text[0] != 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_one(span_of(data, size), node_parse);
    read_one(span_of(data, size), node_parse_answer);
    return 0;
}
