// SPDX-License-Identifier: AGPL-3.0-or-later
#include "problem.h"

#include <stdbool.h>
#include <string.h>

#include "wire/node.h"

enum {
    PROBLEM_SIZE_MAX = 16384,
};

static bool is_plain(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
}

int problem_slug(struct span answer, char *out, size_t size)
{
    CLEANUP(node_tree_freep) struct node_tree *tree = NULL;
    struct node root;
    struct node type;
    struct span slug;
    size_t start;
    int r;

    out[0] = 0;
    r = node_parse_answer(answer, PROBLEM_SIZE_MAX, NULL, &tree);
    if (r != 0) {
        return r < 0 ? r : 0;
    }
    root = node_root(tree);
    type = node_member(&root, "type");
    slug = node_span(&type);
    if (slug.size == 0) {
        return 0;
    }
    start = slug.size;
    while (start > 0 && is_plain(slug.data[start - 1])) {
        start--;
    }
    slug = span_of(slug.data + start, slug.size - start);
    if (slug.size < size) {
        memcpy(out, slug.data, slug.size);
        out[slug.size] = 0;
    }
    return 0;
}
