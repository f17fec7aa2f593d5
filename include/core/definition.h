/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The definition of an election (protocol.md §7, entry 0) as plain data: who answers
 * for it, what is elected, by which method, when. Texts are UTF-8, NFC, without
 * control characters, NUL-terminated; sizes below include the NUL. Parsed and written
 * by wire/definition, its meaning checked by core/timetable and definition_check.
 */
#ifndef CORE_DEFINITION_H
#define CORE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/timetable.h"

enum {
    NAME_SIZE = 201,     /* of a person, a trust, a constituency */
    LINE_SIZE = 301,     /* an address line, a wording's title */
    WORDING_SIZE = 1001, /* a declaration of identity */
    LABEL_SIZE = 33,
    ORIGIN_SIZE = 201, /* scheme-less address of the record */
    POLICY_LINES = 64,
    POLICY_LINE_SIZE = 301,
    OFFICERS_MAX = 16,
    TRUSTEES_MAX = 20,
    MIXERS_MAX = 8,
    CONSTITUENCIES_MAX = 64,
    CANDIDATES_MAX = 63, /* six bits in a choice block, 0 being none */
    RANKS_MAX = 37,      /* six-bit numbers in a choice block */
    SEATS_MAX = 37,
    WORDINGS_MAX = 4,
    LABELS_MAX = 80,
};

#define SUITE "GB1-ristretto255-SHA512"

enum kind {
    KIND_PUBLIC = 1,
    KIND_PATIENT,
    KIND_STAFF,
};

enum method {
    METHOD_FPP = 1, /* first past the post: up to seats crosses */
    METHOD_STV,     /* single transferable vote: preferences */
};

enum rule_set {
    RULES_NHS_2014_STV = 1, /* nhs-2014-stv */
    RULES_NHS_2014_FPP,     /* nhs-2014-fpp */
    RULES_NI_1985,          /* ni-1985 */
    RULES_SCOTTISH_2011,    /* scottish-2011 */
    RULES_ERS97,            /* ers97 */
    RULES_MEEK_PRF_2009,    /* meek-prf-2009 */
    RULES_END,
};

/* How a vote arrives. Online needs no received entry; the others may be allowed. */
enum channel {
    CHANNEL_ONLINE = 1,
    CHANNEL_POST,
    CHANNEL_TELEPHONE,
    CHANNEL_TEXT,
    CHANNEL_END,
};

/* What an officer's key may do; bits of officer.may. */
enum grant {
    GRANT_NOMINATIONS = 1 << 0, /* decide nominations in the console */
    GRANT_STATEMENT = 1 << 1,   /* sign the statement */
    GRANT_ROLL = 1 << 2,        /* sign the roll */
    GRANT_REPLACE = 1 << 3,     /* sign replacements */
    GRANT_PAPERS = 1 << 4,      /* sign received and entered */
    GRANT_DISQUALIFY = 1 << 5,
    GRANT_BOX = 1 << 6,
    GRANT_RESULT = 1 << 7,
    GRANT_NOTE = 1 << 8,
    GRANT_ALL = (1 << 9) - 1,
};

struct officer {
    char name[NAME_SIZE];
    struct sign_key key;
    struct box_key seal;
    unsigned may; /* bits of enum grant; the first officer has them all */
};

struct trustee {
    char name[NAME_SIZE];
    struct sign_key key;
    struct point static_key; /* P_j of the ceremony */
};

struct mixer {
    char name[NAME_SIZE];
    char organisation[NAME_SIZE];
    struct sign_key key;
};

struct label {
    char rule[LABEL_SIZE]; /* of the model rules: "STV47.4" */
    char own[LABEL_SIZE];  /* the trust's own number for it */
};

struct constituency {
    char name[NAME_SIZE]; /* unique in the election; what the members' CSV says */
    enum kind kind;
    char class_name[NAME_SIZE]; /* "" where the constituency has no class */
    unsigned seats;
    enum method method;
    enum rule_set rules;
    size_t wording_count; /* declarations of identity; 0: none is required (staff) */
    char wordings[WORDINGS_MAX][WORDING_SIZE];
    unsigned channels; /* bits 1 << enum channel */
    unsigned floor;    /* fewest online ballots that may be opened unwaived */
};

/* An object beside the record: its SHA-256 and exact size in bytes. */
struct object_ref {
    struct digest digest;
    uint64_t size;
};

struct contact {
    char address[LINE_SIZE];
    char telephone[LABEL_SIZE];
    char email[LINE_SIZE];
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

/* What is wrong with a definition, in the order it is looked for. */
enum definition_refusal {
    DEFINITION_THRESHOLD = 1, /* neither 2 <= t < n nor n = t = 1 */
    DEFINITION_MIXERS,        /* fewer mixers or organisations than mixes ask */
    DEFINITION_KEYS,          /* two people with one key, or no officer */
    DEFINITION_CONSTITUENCY,  /* a name twice; seats, method and rules that disagree */
    DEFINITION_DECLARATION,   /* missing for public or patient, present for staff */
    DEFINITION_TIMETABLE,     /* a breach timetable_check would explain */
};

/*
 * The rules a definition must meet beyond its form (protocol.md §3, §5, §8). `where`
 * gets the place in the list concerned (0 where none). Practice elections must meet
 * them too, save that a timetable's working-day offsets are not required of them.
 */
int definition_check(const struct definition *definition, size_t *where);

/* The constituency with this number, or NULL. */
const struct constituency *definition_constituency(const struct definition *definition,
                                                   uint16_t cid);

/* The officer with this key, or NULL. */
const struct officer *definition_officer(const struct definition *definition,
                                         const struct sign_key *key);

/* "nhs-2014-stv" …; NULL outside the enum. And back; 0 when unknown. */
const char *rule_set_name(enum rule_set rules);
enum rule_set rule_set_find(const char *name);

/* "public", "patient", "staff"; "fpp", "stv"; "online", "post", "telephone", "text". */
const char *kind_name(enum kind kind);
const char *method_name(enum method method);
const char *channel_name(enum channel channel);

/* Most marks a vote may carry: seats under FPP, else min(candidates, 37). */
unsigned constituency_marks_max(const struct constituency *constituency,
                                unsigned candidates);

#endif
