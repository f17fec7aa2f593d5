/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The signed documents of the record, types 2 to 15 of protocol.md §7, as plain data.
 * wire/document parses and writes them; record/ledger applies their rules. Every one
 * but the definition carries `base`. Lists are borrowed: owned by `struct document`.
 */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"
#include "core/definition.h"

enum entry_type {
    ENTRY_DEFINITION = 1,
    ENTRY_STATEMENT = 2,
    ENTRY_ROLL = 3,
    ENTRY_OPEN = 4,
    ENTRY_CLOSE = 5,
    ENTRY_BALLOT = 6,
    ENTRY_REPLACE = 7,
    ENTRY_DISQUALIFY = 8,
    ENTRY_MIX = 9,
    ENTRY_SHARES = 10,
    ENTRY_RESULT = 11,
    ENTRY_NOTE = 12,
    ENTRY_RECEIVED = 13,
    ENTRY_ENTERED = 14,
    ENTRY_BOX = 15,
    ENTRY_TYPES,
};

/* The log its signer saw: a true earlier state of the record. */
struct base {
    uint64_t size;
    struct digest root;
};

enum outcome {
    OUTCOME_CONTESTED = 1, /* candidates > seats */
    OUTCOME_UNOPPOSED,     /* candidates = seats: all elected */
    OUTCOME_SHORT,         /* candidates < seats: those elected, seats left unfilled */
};

/* Of a statement: number k is candidates[k - 1] of its constituency. */
struct candidate {
    char name[NAME_SIZE];
    struct digest particulars; /* SHA-256(salt[16] ‖ file) */
};

struct nominees {
    enum outcome outcome;
    size_t count;
    struct candidate candidates[CANDIDATES_MAX];
};

struct statement {
    size_t count; /* all constituencies, in the definition's order */
    struct nominees *lists;
};

struct electorate {
    uint16_t cid;
    uint32_t electors; /* N */
    struct object_ref object;
};

struct roll_document {
    size_t count; /* the contested constituencies, ascending */
    struct electorate lists[CONSTITUENCIES_MAX];
};

enum replace_register {
    REGISTER_LOST = 1,
    REGISTER_SPOILT,
    REGISTER_TENDERED,
    REGISTER_OMITTED,
    REGISTER_END,
};

struct replacement {
    uint16_t cid;
    enum replace_register kept_in;
    uint32_t old_number; /* 0 with register omitted */
    uint32_t number;
    struct sign_key credential;
};

enum disqualify_reason {
    REASON_LATER = 1,
    REASON_DECLARATION,
    REASON_INELIGIBLE,
    REASON_IMPERSONATED,
    REASON_MISKEYED,
    REASON_INVALID,
    REASON_END,
};

struct disqualification {
    uint16_t cid;
    uint32_t number; /* 0 for an entered paper */
    enum channel channel;
    enum disqualify_reason reason;
    bool has_entry;
    uint64_t entry; /* index in the record */
};

/* A mix (index = k) or a set of shares (index = trustee j). */
struct contribution {
    uint16_t cid;
    uint8_t index;
    struct object_ref object;
};

enum note_kind {
    NOTE_EXTEND = 1,
    NOTE_DEATH,
    NOTE_ABANDON,
    NOTE_PAGE,
    NOTE_REVOKE,
    NOTE_OPEN_ONE,
    NOTE_RETENTION,
    NOTE_OTHER,
    NOTE_END,
};

struct note {
    enum note_kind kind;
    uint16_t cid;            /* 0 where none is named */
    int64_t close;           /* extend */
    unsigned candidate;      /* death: place in the statement */
    struct digest page;      /* page */
    struct sign_key key;     /* revoke */
    uint64_t entry;          /* open-one */
    struct digest authority; /* open-one: SHA-256 of the order */
    char code[LABEL_SIZE]; /* other, retention, and the reason of extend and abandon */
};

struct receipt_note {
    uint16_t cid;
    uint32_t number;
    enum channel channel;
};

/* Headings of rejection, rules FPP44 and STV44 (a)…(d), and in part. */
enum heading {
    HEADING_FEATURES,   /* (a) lacks features against reproduction */
    HEADING_OVERVOTE,   /* FPP (b) more votes than entitled; STV (b) no first preference
                         */
    HEADING_IDENTIFIES, /* (c) identifies the voter */
    HEADING_UNCERTAIN,  /* (d) unmarked or uncertain */
    HEADINGS,
};

struct box_list {
    uint16_t cid;
    uint64_t online;
    uint64_t received;
    uint64_t entered;
    uint64_t rejected[HEADINGS];
    uint64_t disqualified;
    bool is_waived;
};

struct box_document {
    size_t count; /* the contested constituencies, ascending */
    struct box_list lists[CONSTITUENCIES_MAX];
};

struct result_list {
    uint16_t cid;
    uint64_t electorate;
    uint64_t by_channel[CHANNEL_END];   /* standing votes */
    uint64_t by_register[REGISTER_END]; /* replacements made */
    uint64_t rejected[HEADINGS];
    uint64_t unreadable;
    size_t lot_count;
    uint8_t lots[CANDIDATES_MAX]; /* in the order drawn */
    struct object_ref sheet;      /* the count sheet's JSON */
    size_t elected_count;
    uint8_t elected[CANDIDATES_MAX]; /* in order of election */
};

struct result_document {
    size_t count; /* the constituencies counted, ascending */
    struct result_list *lists;
    bool has_seed;
    char seed[2 * DIGEST_SIZE + 1];
};

struct document {
    enum entry_type type;
    struct base base; /* zero for the definition */
    union {
        struct definition *definition;
        struct statement statement;
        struct roll_document roll;
        struct replacement replacement;
        struct disqualification disqualification;
        struct contribution contribution; /* mix and shares */
        struct result_document result;
        struct note note;
        struct receipt_note received;
        struct box_document box;
    } of;
};

#endif
