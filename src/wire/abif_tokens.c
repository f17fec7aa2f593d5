// SPDX-License-Identifier: AGPL-3.0-or-later
#include "abif_tokens.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "naming.h"

/* A word that needs no brackets; beyond ASCII every letter does. */
static bool is_bare(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
           || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.'
           || byte >= 0x80;
}

static int take_closed(struct blt_scan *scan, uint8_t closing, struct span *out)
{
    const uint8_t *begin = ++scan->at;

    while (scan->at < scan->end && *scan->at != closing && *scan->at != '\n') {
        scan->at++;
    }
    if (scan->at == scan->end || *scan->at != closing) {
        return blt_malformed(scan, "a name without its closing bracket or quote");
    }
    *out = text_trim(span_of(begin, (size_t)(scan->at - begin)));
    scan->at++;
    return 0;
}

int abif_take_token(struct blt_scan *scan, struct span *out)
{
    const uint8_t *begin = scan->at;
    struct span token = {0};
    int r = 0;

    if (scan->at < scan->end && *scan->at == '[') {
        r = take_closed(scan, ']', &token);
    } else if (scan->at < scan->end && *scan->at == '"') {
        r = take_closed(scan, '"', &token);
    } else {
        while (scan->at < scan->end && is_bare(*scan->at)) {
            scan->at++;
        }
        token = span_of(begin, (size_t)(scan->at - begin));
    }
    if (r != 0) {
        return r;
    }
    if (token.size == 0) {
        return blt_malformed(scan, "not a candidate");
    }
    if (token.size > NAMING_MAX) {
        return blt_malformed(scan, "a name too long");
    }
    blt_skip_blanks(scan);
    *out = token;
    return 0;
}

/* FNV-1a */
static uint32_t slot_of(struct span id)
{
    uint32_t hash = 2166136261;

    for (size_t i = 0; i < id.size; i++) {
        hash = (hash ^ id.data[i]) * 16777619U;
    }
    return (hash ^ (hash >> 16)) % ABIF_SLOTS;
}

int abif_find(struct abif_tokens *tokens,
              struct blt_scan *scan,
              struct span id,
              uint8_t *out)
{
    uint32_t slot = slot_of(id);
    struct abif_token *token;

    while (tokens->slots[slot] != 0) {
        if (span_is_equal(tokens->list[tokens->slots[slot]].id, id)) {
            *out = tokens->slots[slot];
            return 0;
        }
        slot = (slot + 1) % ABIF_SLOTS;
    }
    if (tokens->count == RANKING_CANDIDATES_MAX) {
        return blt_malformed(scan, "more candidates than can be counted");
    }
    tokens->count++;
    token = &tokens->list[tokens->count];
    token->id = id;
    token->line = scan->line;
    tokens->slots[slot] = (uint8_t)tokens->count;
    *out = (uint8_t)tokens->count;
    return 0;
}
