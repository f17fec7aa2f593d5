/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * JSON read strictly (protocol.md §2): UTF-8, NFC, white space only space and line
 * feed, no control characters, no member twice, depth at most 8, whole numbers from 0
 * to 2^53 - 1 only. A node borrows one value of a tree. The first thing that is not as
 * asked marks the tree as failed and says what in its complaint; reads after that give
 * zeroes, so that a parser reads every member and asks tree_status once.
 */
#ifndef WIRE_NODE_H
#define WIRE_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

enum {
    NODE_PATH_SIZE = 96,
    NODE_COMPLAINT_SIZE = 256,
    NODE_SAFE_MAX_BITS = 53,
};

#define NODE_NUMBER_MAX ((UINT64_C(1) << NODE_SAFE_MAX_BITS) - 1)

enum node_refusal {
    NODE_REFUSED = 1, /* the complaint says what and where */
};

/* What is wrong, for people: "constituencies[2].seats: not a whole number from 1 to
 * 37". */
struct node_complaint {
    char text[NODE_COMPLAINT_SIZE];
};

struct node_tree;

struct node {
    struct node_tree *tree;
    void *value; /* NULL: not there */
    char path[NODE_PATH_SIZE];
};

/* Once, in main, before any thread. */
void node_prepare(void);

/* Refuses text of more than ceiling bytes. why: may be NULL. */
MUST_USE int node_parse(struct span text,
                        size_t ceiling,
                        struct node_complaint *why,
                        struct node_tree **out);

/* As node_parse, but texts may hold line feeds: for the daemon's answers, which carry
 * whole documents as texts. Only node_span gives such a text. */
MUST_USE int node_parse_answer(struct span text,
                               size_t ceiling,
                               struct node_complaint *why,
                               struct node_tree **out);
void node_tree_free(struct node_tree *tree);

/* 0, or NODE_REFUSED when anything was not as asked; fills in the complaint. */
MUST_USE int node_status(const struct node_tree *tree, struct node_complaint *why);

struct node node_root(struct node_tree *tree);

/* Whether the value is there; whether it is a text. */
bool node_is_present(const struct node *node);
bool node_is_text(const struct node *node);

/* Marks the tree as failed: this node is not as it must be, for this reason. */
void node_refuse(const struct node *node, const char *reason);

/* The node is an object and has no other members than these: "name key seal". */
void node_members(const struct node *node, const char *names);

/* Whether the first member of the object has this name and is this text. */
bool node_begins(const struct node *node, const char *name, const char *text);

/* A member that must be there. */
struct node node_member(const struct node *node, const char *name);

/* A member that may be there: node_is_present tells. */
struct node node_optional(const struct node *node, const char *name);

/* A list of min to max items; gives how many. */
size_t node_list(const struct node *node, size_t min, size_t max);
struct node node_item(const struct node *node, size_t place);

uint64_t node_number(const struct node *node, uint64_t min, uint64_t max);
bool node_flag(const struct node *node);

/* A text that is not empty and fits in out[size] with its NUL, without line ends. */
void node_text(const struct node *node, char *out, size_t size);

/* As node_text, but may be empty. */
void node_text_or_empty(const struct node *node, char *out, size_t size);

/* Borrowed until the tree is freed; empty when it is no text. */
struct span node_span(const struct node *node);

/* Exactly size bytes in lower-case hexadecimal. */
void node_bytes(const struct node *node, void *out, size_t size);

/* RFC 3339 UTC, as moment_parse. */
int64_t node_moment(const struct node *node);

/* The place from `first` of the text among the names that name_of gives until NULL. */
unsigned node_choice(const struct node *node,
                     const char *(*name_of)(unsigned place),
                     unsigned first);

OWNED(node_tree)

#endif
