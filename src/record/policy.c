// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/reader.h"

enum {
    DIGITS_MAX = 2, /* of a group's count */
};

/* The policy as far as it has been read. */
struct reading {
    const struct definition *definition;
    struct policy *policy;
    uint64_t taken; /* nodes that are a member, or the quorum */
    bool has_log;   /* the log's line has been seen */
    bool has_end;   /* the quorum line has been seen */
};

/* The next word of a line; empty at its end. */
static struct span take_word(struct reader *line)
{
    size_t size = 0;

    while (line->rest.size > 0 && line->rest.data[0] == ' ') {
        (void)reader_u8(line);
    }
    while (size < line->rest.size && line->rest.data[size] != ' ') {
        size++;
    }
    return reader_take(line, size);
}

static bool is_word(struct span word, const char *text)
{
    return span_is_equal(word, span_of_text(text));
}

/* The node of this name, or POLICY_NODES_MAX. */
static size_t find(const struct policy *policy, struct span name)
{
    size_t i;

    for (i = 0; i < policy->count; i++) {
        if (is_word(name, policy->nodes[i].name)) {
            return i;
        }
    }
    return POLICY_NODES_MAX;
}

/* A further node under a name of its own. */
static int add_node(struct policy *policy, struct span name, struct policy_node **out)
{
    struct policy_node *node;

    if (name.size == 0 || name.size >= POLICY_NAME_SIZE
        || policy->count == POLICY_NODES_MAX) {
        return POLICY_MALFORMED;
    }
    if (is_word(name, "none") || find(policy, name) != POLICY_NODES_MAX) {
        return POLICY_NAME;
    }
    node = &policy->nodes[policy->count];
    memcpy(node->name, name.data, name.size);
    *out = node;
    return 0;
}

static int take_vkey(struct reader *line, enum vkey_type type, struct vkey *out)
{
    int r = vkey_parse(take_word(line), out);

    if (r < 0) {
        return r;
    }
    return r == 0 && out->type == type ? 0 : POLICY_MALFORMED;
}

/* A URL may end the line, and nothing may follow it. */
static int take_url(struct reader *line, char *out)
{
    struct span url = take_word(line);

    if (url.size >= POLICY_LINE_SIZE || take_word(line).size > 0) {
        return POLICY_MALFORMED;
    }
    if (url.size > 0) {
        memcpy(out, url.data, url.size);
    }
    return 0;
}

static int read_log(struct reading *reading, struct reader *line)
{
    const struct definition *definition = reading->definition;
    char url[POLICY_LINE_SIZE] = "";
    struct vkey log;
    int r;

    r = take_vkey(line, VKEY_LOG, &log);
    if (r == 0) {
        r = take_url(line, url);
    }
    if (r != 0) {
        return r;
    }
    if (reading->has_log || strcmp(log.name, definition->origin) != 0
        || !span_is_equal(SPAN(log.key), SPAN(definition->log))) {
        return POLICY_LOG;
    }
    reading->has_log = true;
    return 0;
}

static int read_witness(struct reading *reading, struct reader *line)
{
    struct policy *policy = reading->policy;
    struct policy_node *node = NULL;
    size_t i;
    int r;

    r = add_node(policy, take_word(line), &node);
    if (r == 0) {
        r = take_vkey(line, VKEY_WITNESS, &node->key);
    }
    if (r == 0) {
        r = take_url(line, node->url);
    }
    if (r != 0) {
        return r;
    }
    for (i = 0; i < policy->count; i++) {
        if (policy->nodes[i].need == 0
            && span_is_equal(SPAN(policy->nodes[i].key.key), SPAN(node->key.key))) {
            return POLICY_KEY;
        }
    }
    policy->count++;
    return 0;
}

/* "all", "any" or a number without leading zeroes; 0 of anything else. */
static unsigned read_need(struct span word, unsigned members)
{
    unsigned need = 0;
    size_t i;

    if (is_word(word, "all")) {
        return members;
    }
    if (is_word(word, "any")) {
        return 1;
    }
    for (i = 0; i < word.size; i++) {
        if (word.data[i] < '0' || word.data[i] > '9' || word.size > DIGITS_MAX
            || word.data[0] == '0') {
            return 0;
        }
        need = need * 10 + (unsigned)(word.data[i] - '0');
    }
    return need;
}

/* A node becomes a member of something; of two it cannot be. */
static int take_member(struct reading *reading, struct span name, size_t *out)
{
    size_t place = find(reading->policy, name);

    if (place == POLICY_NODES_MAX) {
        return POLICY_NAME;
    }
    if ((reading->taken & (UINT64_C(1) << place)) != 0) {
        return POLICY_GROUP;
    }
    reading->taken |= UINT64_C(1) << place;
    *out = place;
    return 0;
}

static int read_group(struct reading *reading, struct reader *line)
{
    struct policy *policy = reading->policy;
    struct policy_node *node = NULL;
    struct span need;
    struct span word;
    unsigned members = 0;
    size_t place;
    int r;

    r = add_node(policy, take_word(line), &node);
    if (r != 0) {
        return r;
    }
    need = take_word(line);
    for (word = take_word(line); word.size > 0; word = take_word(line)) {
        r = take_member(reading, word, &place);
        if (r != 0) {
            return r;
        }
        node->members |= UINT64_C(1) << place;
        members++;
    }
    node->need = read_need(need, members);
    if (node->need < 1 || node->need > members) {
        return POLICY_GROUP;
    }
    policy->count++;
    return 0;
}

static int read_quorum(struct reading *reading, struct reader *line)
{
    struct policy *policy = reading->policy;
    struct span name = take_word(line);

    if (reading->has_end || take_word(line).size > 0) {
        return POLICY_MALFORMED;
    }
    reading->has_end = true;
    if (is_word(name, "none")) {
        return 0;
    }
    policy->quorum = find(policy, name);
    policy->has_quorum = policy->quorum != POLICY_NODES_MAX;
    return policy->has_quorum ? 0 : POLICY_NAME;
}

static int read_line(struct reading *reading, const char *text)
{
    static const struct {
        const char *word;
        int (*read)(struct reading *reading, struct reader *line);
    } kinds[] = {
        {"log", read_log},
        {"witness", read_witness},
        {"group", read_group},
        {"quorum", read_quorum},
    };
    struct reader line;
    struct span word;
    size_t i;

    reader_init(&line, span_of_text(text));
    word = take_word(&line);
    if (word.size == 0 || word.data[0] == '#') {
        return 0;
    }
    for (i = 0; i < ARRAY_SIZE(kinds); i++) {
        if (is_word(word, kinds[i].word)) {
            return kinds[i].read(reading, &line);
        }
    }
    return POLICY_MALFORMED;
}

static int
read_lines(const struct definition *definition, size_t *line, struct policy *policy)
{
    struct reading reading = {.definition = definition, .policy = policy};
    size_t i;
    int r;

    for (i = 0; i < definition->policy_line_count; i++) {
        r = read_line(&reading, definition->policy[i]);
        if (r != 0) {
            *line = i + 1;
            return r;
        }
    }
    *line = 0;
    return reading.has_end ? 0 : POLICY_MALFORMED;
}

int policy_new(const struct definition *definition, size_t *line, struct policy **out)
{
    struct policy *policy = calloc(1, sizeof(*policy));
    size_t at = 0;
    int r;

    if (policy == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = read_lines(definition, &at, policy);
    if (r == 0) {
        *out = policy;
        return 0;
    }
    if (line != NULL) {
        *line = at;
    }
    free(policy);
    return r;
}

void policy_free(struct policy *policy)
{
    free(policy);
}

const char *policy_refusal_text(int refusal)
{
    switch (refusal) {
    case POLICY_MALFORMED:
        return "not a line of a policy, or there is no one quorum line";
    case POLICY_LOG:
        return "a log that is not this election's, or is there twice";
    case POLICY_NAME:
        return "a name that stands twice, or for nothing";
    case POLICY_KEY:
        return "a witness's key that stands twice";
    case POLICY_GROUP:
        return "a group that needs more members than it has, or a member of two groups";
    default:
        return "no policy";
    }
}

/* Whether the node has witnessed, those before it being known. */
static bool has_witnessed(const struct policy_node *node, uint64_t seen)
{
    return node->need > 0
           && (unsigned)__builtin_popcountll(node->members & seen) >= node->need;
}

static void note_time(struct policy_view *view, int64_t time)
{
    if (view->witnesses == 0 || time < view->earliest) {
        view->earliest = time;
    }
    if (view->witnesses == 0 || time > view->latest) {
        view->latest = time;
    }
    view->witnesses++;
}

/* Whether a witness has cosigned, which the view then counts. */
static int look(const struct policy_node *node,
                const struct checkpoint *checkpoint,
                struct policy_view *view,
                bool *is_seen)
{
    int64_t time = 0;
    int r;

    r = checkpoint_cosigned(checkpoint, &node->key, &time);
    if (r != 0) {
        *is_seen = false;
        return r == CHECKPOINT_UNSIGNED ? 0 : r;
    }
    note_time(view, time);
    *is_seen = true;
    return 0;
}

int policy_judge(const struct policy *policy,
                 const struct checkpoint *checkpoint,
                 struct policy_view *out)
{
    struct policy_view view = {.witnesses = 0};
    uint64_t seen = 0;
    size_t i;

    for (i = 0; i < policy->count; i++) {
        const struct policy_node *node = &policy->nodes[i];
        bool is_seen = has_witnessed(node, seen);
        int r = node->need > 0 ? 0 : look(node, checkpoint, &view, &is_seen);

        if (r != 0) {
            return r;
        }
        seen |= is_seen ? UINT64_C(1) << i : 0;
    }
    view.is_met = !policy->has_quorum || (seen & (UINT64_C(1) << policy->quorum)) != 0;
    *out = view;
    return 0;
}
