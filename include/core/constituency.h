/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A constituency, or one class of it: who it is for, how many seats, how votes arrive
 * and by which rules they are counted. Its number is its place in the definition, from
 * 1. Texts are UTF-8, NFC, NUL-terminated; sizes include the NUL.
 */
#ifndef CORE_CONSTITUENCY_H
#define CORE_CONSTITUENCY_H

#include <stddef.h>

enum {
    NAME_SIZE = 201,     /* of a person, a trust, a constituency */
    WORDING_SIZE = 1001, /* a declaration of identity */
    WORDINGS_MAX = 4,
    CONSTITUENCIES_MAX = 64,
    CANDIDATES_MAX = 63, /* six bits in a choice block, 0 being none */
    RANKS_MAX = 37,      /* six-bit numbers in a choice block */
    SEATS_MAX = 37,
};

enum kind {
    KIND_PUBLIC = 1,
    KIND_PATIENT,
    KIND_STAFF,
    KIND_END,
};

enum method {
    METHOD_FPP = 1, /* first past the post: up to seats crosses */
    METHOD_STV,     /* single transferable vote: preferences */
    METHOD_END,
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

/*
 * Names as documents write them, NULL outside the enum: "public", "patient", "staff";
 * "fpp", "stv"; "online", "post", "telephone", "text"; "nhs-2014-stv" ….
 */
const char *constituency_kind_name(unsigned kind);
const char *constituency_method_name(unsigned method);
const char *constituency_channel_name(unsigned channel);
const char *constituency_rules_name(unsigned rules);

/* The rule set of this name; 0 when unknown. */
enum rule_set constituency_rules_find(const char *name);

/* The method a rule set counts; 0 outside the enum. */
enum method constituency_rules_method(enum rule_set rules);

/* Most marks a vote may carry: seats under FPP, else min(candidates, 37). */
unsigned constituency_marks_max(const struct constituency *constituency,
                                unsigned candidates);

#endif
