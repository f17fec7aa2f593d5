/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The definition of an election (protocol.md §7, entry 0) as plain data: who answers
 * for it, what is elected, by which method, when. Texts are UTF-8, NFC, without
 * control characters, NUL-terminated; sizes below include the NUL. Parsed and written
 * by wire/codec, its meaning checked by definition_check and core/timetable.
 */
#ifndef CORE_DEFINITION_H
#define CORE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "core/constituency.h"
#include "core/officer.h"
#include "core/timetable.h"

enum {
    ORIGIN_SIZE = 201, /* scheme-less address of the record */
    POLICY_LINES = 64,
    POLICY_LINE_SIZE = 301,
    LABELS_MAX = 80,
};

#define SUITE "GB1-ristretto255-SHA512"

struct label {
    char rule[LABEL_SIZE]; /* of the model rules: "STV47.4" */
    char own[LABEL_SIZE];  /* the trust's own number for it */
};

struct limits {
    unsigned words;     /* of an election statement; the rules' 250 */
    unsigned age_stand; /* years; the usual 16 */
    unsigned age_vote;
};

struct definition {
    bool practice;
    char trust[NAME_SIZE];
    struct contact contact; /* of the returning officer, shown on every page */
    size_t label_count;
    struct label labels[LABELS_MAX];
    struct limits limits;
    struct nonce nonce;
    char origin[ORIGIN_SIZE];
    struct sign_key log;
    size_t policy_line_count;
    char policy[POLICY_LINES][POLICY_LINE_SIZE];
    bool has_issuer;
    struct sign_key issuer;
    size_t officer_count; /* the first is the returning officer */
    struct officer officers[OFFICERS_MAX];
    unsigned hands; /* 1 or 2 officers for the acts marked † */
    size_t trustee_count;
    struct trustee trustees[TRUSTEES_MAX];
    unsigned threshold;
    struct object_ref ceremony;
    struct point election_key; /* Y */
    size_t mixer_count;
    struct mixer mixers[MIXERS_MAX];
    unsigned mixes;
    size_t constituency_count; /* number cid is constituencies[cid - 1] */
    struct constituency constituencies[CONSTITUENCIES_MAX];
    struct timetable timetable;
    bool lots_from_seed;    /* else drawn and entered by the officer */
    struct digest lot_seed; /* SHA-256 of the seed the result reveals */
    struct digest page;     /* SHA-256 of the voting page's code */
};

/* What is wrong with a definition; `where` counts from 1, 0 where there is no place. */
enum flaw_kind {
    FLAW_THRESHOLD = 1, /* neither 2 <= t < n nor n = t = 1 */
    FLAW_CEREMONY,      /* the object's size is not that of n and t */
    FLAW_MIXES,         /* fewer than 2 mixes, or than 1 where n = 1 */
    FLAW_MIXERS,        /* fewer mixers or organisations than the mixes ask */
    FLAW_KEYS,          /* a key that stands twice; where: place among all people */
    FLAW_HANDS,         /* fewer officers for the acts marked † than hands */
    FLAW_GRANTS,        /* the returning officer lacks a grant */
    FLAW_NAME,          /* a constituency's name that stands twice */
    FLAW_RULES,         /* method and rule set that disagree */
    FLAW_ONLINE,        /* a constituency nobody can vote in online */
    FLAW_DECLARATION,   /* missing for public or patient, present for staff */
    FLAW_TIMETABLE,     /* out of order, or not whole minutes */
};

struct flaw {
    enum flaw_kind kind;
    size_t where;
};

/*
 * The rules every definition must meet beyond its form (protocol.md §3, §5, §8), in
 * the order above; writes at most `size`, returns how many there are: 0 is good. What
 * the Model Election Rules ask of the days is timetable_check's.
 */
size_t
definition_check(const struct definition *definition, struct flaw *out, size_t size);

/* Bytes of the ceremony object of n trustees and threshold t (protocol.md §10). */
uint64_t definition_ceremony_size(size_t trustees, unsigned threshold);

/* The constituency with this number, or NULL. */
const struct constituency *definition_constituency(const struct definition *definition,
                                                   uint16_t cid);

/* The officer with this key, or NULL. */
const struct officer *definition_officer(const struct definition *definition,
                                         const struct sign_key *key);

/* An empty definition on the heap: it is too large for a stack. NULL: no memory. */
struct definition *definition_new(void);
void definition_free(struct definition *definition);

OWNED(definition)

#endif
