/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Trouble on purpose: the n-th time something is asked of the machine, the answer is
 * no. Our own calls are caught by the linker (--wrap, see meson.build), Jansson's and
 * SQLite's memory by their hooks, SQLite's files by a VFS in front of the real one.
 * Nothing is synced to the disk meanwhile: that is slow, and no machine dies here.
 */
#ifndef TESTS_TROUBLE_H
#define TESTS_TROUBLE_H

#include <stdbool.h>
#include <stdint.h>

enum trouble {
    TROUBLE_MEMORY, /* no memory, once */
    TROUBLE_FILE,   /* a call of ours on a file fails, once */
    TROUBLE_STORE,  /* a call of SQLite on a file fails, once */
    TROUBLE_GONE,   /* files of both fail from then on */
    TROUBLE_FULL,   /* no write or new file has room from then on */
    TROUBLES,
};

/* Puts the hooks in, before anything else is done. */
void trouble_prepare(void);

/*
 * Tries something under each trouble of the set (bits 1 << trouble), n = 1, 2, … until
 * n is more than it asks for; beyond n = 100 only some: VACUUM asks 4,000 times. The
 * try arms and disarms around the act alone.
 */
void trouble_each(const char *name,
                  unsigned set,
                  void (*try)(void *context),
                  void *context);

#define TROUBLE_BIT(trouble) (1U << (unsigned)(trouble))
#define TROUBLE_ALL (TROUBLE_BIT(TROUBLES) - 1)
#define TROUBLE_OURS (TROUBLE_BIT(TROUBLE_MEMORY) | TROUBLE_BIT(TROUBLE_FILE))

/* From now on, until disarmed: the n-th occasion is refused. */
void trouble_arm(void);

/* Ends it; whether the occasion came. */
bool trouble_disarm(void);

/* Which trouble it is at present. */
enum trouble trouble_now(void);

/* For what asks: whether this occasion is refused. */
enum occasion {
    OCCASION_MEMORY,
    OCCASION_FILE,      /* a call of ours that needs no room */
    OCCASION_FILE_ROOM, /* one that does */
    OCCASION_STORE,     /* SQLite's */
    OCCASION_STORE_ROOM,
    OCCASIONS,
};
bool trouble_strikes(enum occasion occasion);

/* Whether what strikes is a lack of room. */
bool trouble_is_full(void);

/* Puts the VFS in. */
void trouble_prepare_store(void);

#endif
