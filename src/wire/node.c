// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/node.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/moment.h"
#include "base/text.h"

#include "load.h"
#include "spare.h"

struct node_tree {
    json_t *root;
    int fault; /* what the machine lacked; it comes before any refusal */
    bool failed;
    struct node_complaint why;
};

void node_prepare(void)
{
    spare_prepare();
    json_object_seed(0);
}

void node_tree_free(struct node_tree *tree)
{
    if (tree == NULL) {
        return;
    }
    json_decref(tree->root);
    free(tree);
}

static int parse(struct span text,
                 size_t ceiling,
                 enum text_lines lines,
                 struct node_complaint *why,
                 struct node_tree **out)
{
    struct node_tree *tree;
    json_t *root;
    int r;

    r = load_json(text, ceiling, lines, why, &root);
    if (r != 0) {
        return r > 0 ? NODE_REFUSED : r;
    }
    tree = calloc(1, sizeof(*tree));
    if (tree == NULL) {
        json_decref(root);
        return FAULT(FAULT_MEMORY);
    }
    tree->root = root;
    *out = tree;
    return 0;
}

int node_parse(struct span text,
               size_t ceiling,
               struct node_complaint *why,
               struct node_tree **out)
{
    return parse(text, ceiling, TEXT_ONE_LINE, why, out);
}

int node_parse_answer(struct span text,
                      size_t ceiling,
                      struct node_complaint *why,
                      struct node_tree **out)
{
    return parse(text, ceiling, TEXT_MANY_LINES, why, out);
}

int node_status(const struct node_tree *tree, struct node_complaint *why)
{
    if (tree->fault != 0) {
        return tree->fault;
    }
    if (!tree->failed) {
        return 0;
    }
    if (why != NULL) {
        *why = tree->why;
    }
    return NODE_REFUSED;
}

struct node node_root(struct node_tree *tree)
{
    return (struct node){.tree = tree, .value = tree->root};
}

bool node_is_present(const struct node *node)
{
    return node->value != NULL;
}

bool node_is_text(const struct node *node)
{
    return json_is_string((json_t *)node->value);
}

void node_refuse(const struct node *node, const char *reason)
{
    if (node->tree->failed) {
        return;
    }
    node->tree->failed = true;
    (void)snprintf(node->tree->why.text,
                   sizeof(node->tree->why.text),
                   "%.95s: %.150s",
                   node->path[0] == 0 ? "the document" : node->path,
                   reason);
}

/* Whether the name is one of the words, and not two of them. */
static bool is_among(const char *words, const char *name)
{
    size_t length = strlen(name);
    const char *at = words;

    if (length == 0 || strchr(name, ' ') != NULL) {
        return false;
    }
    while ((at = strstr(at, name)) != NULL) {
        bool begins = at == words || at[-1] == ' ';

        if (begins && (at[length] == ' ' || at[length] == 0)) {
            return true;
        }
        at++;
    }
    return false;
}

/* The name itself, or "?" where it is not one of ours. */
static const char *shown(const char *name)
{
    size_t i;

    for (i = 0; name[i] != 0; i++) {
        if (name[i] <= ' ' || name[i] >= 0x7f) {
            return "?";
        }
    }
    return name;
}

static struct node child(const struct node *node, void *value, const char *name)
{
    struct node made = {.tree = node->tree, .value = value};

    (void)snprintf(made.path,
                   sizeof(made.path),
                   "%.60s%s%.30s",
                   node->path,
                   node->path[0] == 0 ? "" : ".",
                   shown(name));
    return made;
}

void node_members(const struct node *node, const char *names)
{
    const char *name;
    json_t *value;

    if (!json_is_object((json_t *)node->value)) {
        node_refuse(node, "not an object");
        return;
    }
    json_object_foreach ((json_t *)node->value, name, value) {
        if (!is_among(names, name)) {
            struct node stranger = child(node, value, name);

            node_refuse(&stranger, "not a member known here");
            return;
        }
    }
}

bool node_begins(const struct node *node, const char *name, const char *text)
{
    json_t *object = node->value;
    void *first;

    if (!json_is_object(object)) {
        return false;
    }
    first = json_object_iter(object);
    return first != NULL && strcmp(json_object_iter_key(first), name) == 0
           && json_is_string(json_object_iter_value(first))
           && strcmp(json_string_value(json_object_iter_value(first)), text) == 0;
}

struct node node_optional(const struct node *node, const char *name)
{
    return child(node, json_object_get(node->value, name), name);
}

struct node node_member(const struct node *node, const char *name)
{
    struct node member = node_optional(node, name);

    if (member.value == NULL) {
        node_refuse(&member, "missing");
    }
    return member;
}

size_t node_list(const struct node *node, size_t min, size_t max)
{
    char reason[64];
    size_t size;

    if (!json_is_array((json_t *)node->value)) {
        node_refuse(node, "not a list");
        return 0;
    }
    size = json_array_size(node->value);
    if (size < min || size > max) {
        (void)snprintf(
            reason, sizeof(reason), "not a list of %zu to %zu items", min, max);
        node_refuse(node, reason);
        return 0;
    }
    return size;
}

struct node node_item(const struct node *node, size_t place)
{
    struct node item = {
        .tree = node->tree,
        .value = json_array_get(node->value, place),
    };

    (void)snprintf(item.path, sizeof(item.path), "%.70s[%zu]", node->path, place + 1);
    if (item.value == NULL) {
        node_refuse(&item, "missing");
    }
    return item;
}

uint64_t node_number(const struct node *node, uint64_t min, uint64_t max)
{
    char reason[96];
    uint64_t value = 0;
    bool is_whole = json_is_integer((json_t *)node->value);

    if (is_whole) {
        value = (uint64_t)json_integer_value(node->value);
    }
    if (!is_whole || value < min || value > max || value > NODE_NUMBER_MAX) {
        (void)snprintf(reason,
                       sizeof(reason),
                       "not a whole number from %llu to %llu",
                       (unsigned long long)min,
                       (unsigned long long)max);
        node_refuse(node, reason);
        return 0;
    }
    return value;
}

bool node_flag(const struct node *node)
{
    if (!json_is_boolean((json_t *)node->value)) {
        node_refuse(node, "neither true nor false");
        return false;
    }
    return json_is_true((json_t *)node->value);
}

struct span node_span(const struct node *node)
{
    if (!json_is_string((json_t *)node->value)) {
        node_refuse(node, "not a text");
        return span_of(NULL, 0);
    }
    return span_of(json_string_value(node->value), json_string_length(node->value));
}

void node_text_or_empty(const struct node *node, char *out, size_t size)
{
    int r = text_copy(node_span(node), out, size);

    if (r < 0) {
        node->tree->fault = r;
    }
    if (r != 0) {
        node_refuse(node, "too long");
        out[0] = 0;
    }
}

void node_text(const struct node *node, char *out, size_t size)
{
    size_t length;

    node_text_or_empty(node, out, size);
    length = strlen(out);
    if (length == 0 || out[0] == ' ' || out[length - 1] == ' ') {
        node_refuse(node, "empty, or with spaces at its ends");
    }
}

void node_bytes(const struct node *node, void *out, size_t size)
{
    char reason[64];

    if (hex_decode(node_span(node), out, size) != 0) {
        (void)snprintf(
            reason, sizeof(reason), "not %zu bytes in lower-case hexadecimal", size);
        node_refuse(node, reason);
        memset(out, 0, size);
    }
}

int64_t node_moment(const struct node *node)
{
    int64_t moment = 0;

    if (moment_parse(node_span(node), &moment) != 0) {
        node_refuse(node, "not a time as 2026-06-18T16:00:00Z");
        return 0;
    }
    return moment;
}

unsigned node_choice(const struct node *node,
                     const char *(*name_of)(unsigned place),
                     unsigned first)
{
    struct span text = node_span(node);
    const char *name;
    unsigned place;

    for (place = first; (name = name_of(place)) != NULL; place++) {
        if (span_is_equal(text, span_of_text(name))) {
            return place;
        }
    }
    node_refuse(node, "not one of the words allowed here");
    return first;
}
