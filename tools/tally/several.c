// SPDX-License-Identifier: AGPL-3.0-or-later
#include "several.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/reader.h"
#include "seal/code.h"
#include "seal/custody.h"
#include "seal/hash.h"

#include "command.h"

enum {
    PART_ROOM = 1 << 14,
    MEMORY_ROOM = 1 << 15,
};

static const char magic[] = "GB1P";

/* What a trustee's own machine remembers between two rounds. */
struct memory {
    struct buf msg1;
    struct digest commits; /* of all commitments, zero until msg1 was shown */
};

static int find_self(struct several *several)
{
    const struct definition *definition = several->definition;
    const struct key_person *person;
    unsigned i;

    if (several->keyfile == NULL) {
        return 0;
    }
    person = keyfile_person(several->keyfile);
    for (i = 0; i < definition->trustee_count; i++) {
        if (span_is_equal(SPAN(person->sign), SPAN(definition->trustees[i].key))
            && span_is_equal(SPAN(person->static_key),
                             SPAN(definition->trustees[i].static_key))) {
            several->self = i + 1;
            return 0;
        }
    }
    return command_fail(COMMAND_REFUSED,
                        "this key is not the trustee's whom the definition names");
}

int several_begin(struct several *several)
{
    const struct definition *definition = several->definition;
    struct ceremony *ceremony = calloc(1, sizeof(*ceremony));
    unsigned i;
    int r;

    if (ceremony == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    several->ceremony = ceremony;
    several->rounds.ceremony = ceremony;
    r = find_self(several);
    if (r != 0) {
        return r;
    }
    ceremony->nonce = definition->nonce;
    ceremony->cocktail.n = (unsigned)definition->trustee_count;
    ceremony->cocktail.t = definition->threshold;
    for (i = 0; i < definition->trustee_count; i++) {
        ceremony->keys[i] = definition->trustees[i].key;
        ceremony->cocktail.statics[i] = definition->trustees[i].static_key;
    }
    r = ceremony_begin(ceremony);
    return r <= 0
               ? r
               : command_fail(COMMAND_REFUSED,
                              "protocol 3: the threshold is at least 2 and less than "
                              "the number of trustees, whose keys all differ");
}

void several_deinit(struct several *several)
{
    ceremony_free(several->ceremony);
    several->ceremony = NULL;
}

void several_fingerprints(const struct several *several, struct buf *out)
{
    char text[CODE_TEXT_SIZE];
    struct digest digest;
    struct code code;
    unsigned i;

    buf_put_text(out, "Read these codes to each other by voice before you go on:\n");
    for (i = 0; i < several->definition->trustee_count; i++) {
        const struct trustee *trustee = &several->definition->trustees[i];
        uint8_t keys[sizeof(trustee->key) + sizeof(trustee->static_key)];

        memcpy(keys, &trustee->key, sizeof(trustee->key));
        memcpy(keys + sizeof(trustee->key),
               &trustee->static_key,
               sizeof(trustee->static_key));
        hash_sha256(span_of(keys, sizeof(keys)), &digest);
        memcpy(code.bytes, digest.bytes, sizeof(code.bytes));
        code_write(&code, text);
        buf_printf(out,
                   "  %s  %s%s\n",
                   text,
                   trustee->name,
                   i + 1 == several->self ? " (you)" : "");
    }
}

/* The part of trustee j was not what it had to be: the ceremony is over. */
static int abort_by(const struct several *several, unsigned j, const char *what)
{
    return command_fail(COMMAND_REFUSED,
                        "the ceremony must stop: trustee %u, %s, %s. Ask for the file "
                        "again; if it stays so, begin afresh with a new definition",
                        j,
                        several->definition->trustees[j - 1].name,
                        what);
}

static int save(const struct several *several, const struct memory *memory)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, MEMORY_ROOM);
    buf_put_text(&bytes, magic);
    buf_put(&bytes, several->ceremony->cocktail.context, COCKTAIL_CONTEXT_SIZE);
    buf_put(&bytes, &memory->commits, sizeof(memory->commits));
    buf_put_span(&bytes, buf_span(&memory->msg1));
    r = FOLD(buf_status(&bytes));
    if (r == 0) {
        r = file_replace(several->memory, buf_span(&bytes), S_IRUSR | S_IWUSR);
    }
    return r <= 0 ? r
                  : command_fail(
                      COMMAND_REFUSED, "%s: cannot be written", several->memory);
}

static int
parse_memory(const struct several *several, struct span bytes, struct memory *out)
{
    struct reader reader;

    reader_init(&reader, bytes);
    if (!reader_skip(&reader, magic)
        || !span_is_equal(reader_take(&reader, COCKTAIL_CONTEXT_SIZE),
                          SPAN(several->ceremony->cocktail.context))) {
        return command_fail(COMMAND_REFUSED,
                            "%s: of another ceremony; put it aside if that one is over",
                            several->memory);
    }
    reader_copy(&reader, &out->commits, sizeof(out->commits));
    buf_put_span(&out->msg1,
                 reader_take(&reader, rounds_size(several->ceremony, ROUND_MESSAGE)));
    if (!reader_done(&reader)) {
        return command_fail(COMMAND_REFUSED, "%s: damaged", several->memory);
    }
    return FOLD(buf_status(&out->msg1));
}

/* The trustee's own msg1: the one made before, or a new one. */
static int recall(const struct several *several, struct memory *out)
{
    CLEANUP(buf_deinit) struct buf bytes;
    int r;

    buf_init(&bytes, MEMORY_ROOM);
    r = file_read(several->memory, &bytes);
    if (r == 0) {
        return parse_memory(several, buf_span(&bytes), out);
    }
    if (r != FILE_ABSENT) {
        return r < 0 ? r
                     : command_fail(
                         COMMAND_REFUSED, "%s: cannot be read", several->memory);
    }
    r = FOLD(custody_ceremony_make(
        several->keyfile, several->ceremony, several->self, &out->msg1));
    return r == 0 ? save(several, out) : r;
}

/* Names on one line whose part is not there yet. */
static void say_waiting(const struct several *several, const bool *is_there)
{
    CLEANUP(buf_deinit) struct buf names;
    unsigned j;

    buf_init(&names, PART_ROOM);
    for (j = 0; j < several->definition->trustee_count; j++) {
        if (!is_there[j]) {
            buf_printf(&names,
                       "%s%s",
                       names.size == 0 ? "" : ", ",
                       several->definition->trustees[j].name);
        }
    }
    command_say("waiting for the next file of %s. Run this again when it is in %s",
                buf_text(&names),
                several->rounds.folder);
}

typedef int (*take_part)(struct several *several, unsigned j, struct span part);

/* Takes what is there of a round; is_complete only when it is everybody's. */
static int
gather(struct several *several, enum round round, take_part take, bool *is_complete)
{
    bool is_there[TRUSTEES_MAX] = {false};
    bool is_all = true;
    unsigned n = several->ceremony->cocktail.n;
    unsigned j;

    for (j = 1; j <= n; j++) {
        CLEANUP(buf_deinit) struct buf part;
        int r;

        buf_init(&part, PART_ROOM);
        r = rounds_get(&several->rounds, round, j, &part);
        is_there[j - 1] = part.size > 0;
        is_all = is_all && is_there[j - 1];
        if (r == 0 && part.size > 0) {
            r = take(several, j, buf_span(&part));
        }
        if (r != 0) {
            return r;
        }
    }
    if (!is_all) {
        say_waiting(several, is_there);
    }
    *is_complete = is_all;
    return 0;
}

static int take_commitment(struct several *several, unsigned j, struct span part)
{
    memcpy(&several->ceremony->commits[j - 1], part.data, part.size);
    return 0;
}

static int take_message(struct several *several, unsigned j, struct span part)
{
    int r = ceremony_accept(several->ceremony, j, part);

    switch (r) {
    case CEREMONY_COMMIT:
        return abort_by(several, j, "sent another message than was committed to");
    case CEREMONY_POSSESSION:
        return abort_by(several, j, "does not prove to know the secret of the message");
    case CEREMONY_MALFORMED:
        return abort_by(several, j, "sent a message that is none");
    default:
        return FOLD(r);
    }
}

static int take_signature(struct several *several, unsigned j, struct span part)
{
    memcpy(&several->ceremony->signatures[j - 1], part.data, part.size);
    return 0;
}

static int commit(struct several *several, const struct memory *memory)
{
    struct wide own;

    ceremony_commit(several->ceremony, several->self, buf_span(&memory->msg1), &own);
    return rounds_put(&several->rounds, ROUND_COMMITMENT, several->self, SPAN(own));
}

/* Once msg1 is shown, no commitment may change any more. */
static int reveal(struct several *several, struct memory *memory)
{
    static const struct digest none;
    struct ceremony *ceremony = several->ceremony;
    struct digest commits;
    int r = 0;

    hash_sha256(
        span_of(ceremony->commits, ceremony->cocktail.n * sizeof(ceremony->commits[0])),
        &commits);
    if (span_is_equal(SPAN(memory->commits), SPAN(none))) {
        memory->commits = commits;
        r = save(several, memory);
    } else if (!span_is_equal(SPAN(memory->commits), SPAN(commits))) {
        return command_fail(
            COMMAND_REFUSED,
            "the ceremony must stop: a commitment has changed since you "
            "gave your message");
    }
    return r == 0 ? rounds_put(
               &several->rounds, ROUND_MESSAGE, several->self, buf_span(&memory->msg1))
                  : r;
}

static int confirm(struct several *several)
{
    unsigned culprit = 0;
    int r;

    r = custody_ceremony_sign(
        several->keyfile, several->ceremony, several->self, &culprit);
    if (r == CUSTODY_CEREMONY) {
        return abort_by(several, culprit, "sealed a share to you that does not fit");
    }
    if (r != 0) {
        return FOLD(r);
    }
    return rounds_put(&several->rounds,
                      ROUND_SIGNATURE,
                      several->self,
                      SPAN(several->ceremony->signatures[several->self - 1]));
}

static int conclude(struct several *several, bool *is_complete)
{
    unsigned culprit = 0;
    int r;

    r = gather(several, ROUND_SIGNATURE, take_signature, is_complete);
    if (r != 0 || !*is_complete) {
        return r;
    }
    r = ceremony_verify(several->ceremony, &culprit);
    if (r == CEREMONY_SIGNATURE) {
        return abort_by(several, culprit, "signed another transcript than yours");
    }
    return r == CEREMONY_KEY ? command_fail(COMMAND_REFUSED,
                                            "the ceremony must stop: its key is none")
                             : FOLD(r);
}

/* The rounds one after the other, as far as the folder goes. */
static int go(struct several *several, struct memory *memory, bool *is_complete)
{
    bool is_there = false;
    int r = 0;

    if (several->self != 0) {
        r = recall(several, memory);
        if (r == 0) {
            r = commit(several, memory);
        }
    }
    if (r == 0) {
        r = gather(several, ROUND_COMMITMENT, take_commitment, &is_there);
    }
    if (r == 0 && is_there && several->self != 0) {
        r = reveal(several, memory);
    }
    if (r == 0 && is_there) {
        r = gather(several, ROUND_MESSAGE, take_message, &is_there);
    }
    if (r == 0 && is_there && several->self != 0) {
        r = confirm(several);
    }
    return r == 0 && is_there ? conclude(several, is_complete) : r;
}

int several_advance(struct several *several, bool *is_complete)
{
    struct memory memory = {0};
    int r;

    buf_init(&memory.msg1, PART_ROOM);
    *is_complete = false;
    r = go(several, &memory, is_complete);
    buf_deinit(&memory.msg1);
    return r;
}
