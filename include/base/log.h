/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The log: one line an event on stderr, `event key=value …`, events from a fixed
 * list and values of fixed types. There is no free format, so that no choice,
 * credential, token or address can slip into a line. Safe to call from any thread.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

enum log_event {
    LOG_FAULT,   /* fault, file, line */
    LOG_START,   /* program begins: phase, entries */
    LOG_LISTEN,  /* port */
    LOG_STOP,    /* program ends on request */
    LOG_PHASE,   /* what the clock made due */
    LOG_ENTRY,   /* an officer's or the log's entry was appended: type, index */
    LOG_MAIL,    /* counts of letters and emails handed over, sent, failed */
    LOG_LIMIT,   /* a limit was hit: which */
    LOG_REFUSED, /* counts of refusals, by kind, each minute at most */
    LOG_WITNESS, /* a witness, by its place in the settings: state */
    LOG_EVENTS,
};

struct log_field {
    const char *key;  /* one of our own literals */
    const char *word; /* NULL, or one of our own literals */
    int64_t number;   /* used when word is NULL */
};

#define LOG_WORD(name, literal) ((struct log_field){.key = (name), .word = (literal)})
#define LOG_NUMBER(name, value) ((struct log_field){.key = (name), .number = (value)})

/* Writes one line; fields end with one whose key is NULL. */
void log_event(enum log_event event, const struct log_field *fields);

/* log_say(LOG_ENTRY, LOG_NUMBER("type", 3), LOG_NUMBER("index", 7)) */
#define log_say(event, ...)                                                            \
    log_event((event), (const struct log_field[]){__VA_ARGS__, {NULL, NULL, 0}})

/* No lines below this call's thread and process: for fuzzing and fault injection. */
void log_silence(void);

#endif
