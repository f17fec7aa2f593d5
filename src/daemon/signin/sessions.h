/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who is signed in, in memory only: a restart signs everybody out. An officer answers
 * a challenge with the key of the definition and gets a one-time address for the
 * browser and a bearer for the tool; a member spends a link. Secrets that were given
 * out are kept as SHA-256 alone, and looked up by it. Bounded: a full table refuses.
 */
#ifndef DAEMON_SESSIONS_H
#define DAEMON_SESSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"
#include "core/bytes.h"

struct sessions;

enum {
    SESSIONS_SECRET_SIZE = 65, /* 64 hexadecimal symbols and a NUL */
    SESSIONS_CHALLENGE_LIFE = 60,
    SESSIONS_ENTRY_LIFE = 60,
    SESSIONS_IDLE = 3600,
    SESSIONS_LIFE = 8 * 3600,
};

enum sessions_refusal {
    SESSIONS_UNKNOWN = 1, /* never given, spent, or too old */
    SESSIONS_FULL,
};

/* What is given out once and known here by its hash. */
struct sessions_secret {
    char text[SESSIONS_SECRET_SIZE];
};

/* What answering a challenge earns. */
struct sessions_grant {
    struct sessions_secret entry;  /* of the address /console/enter/… */
    struct sessions_secret bearer; /* of the tool */
};

/* `now` gives seconds that never go back, whatever the election's clock does. */
MUST_USE int sessions_new(int64_t (*now)(void), struct sessions **out);
void sessions_free(struct sessions *sessions);

/* Seconds since the machine started. */
int64_t sessions_monotonic(void);

/*
 * A challenge to the holder of the key; the caller has looked the key up. It carries
 * its own seal and takes no memory, so that nobody can crowd out an officer's.
 */
MUST_USE int sessions_challenge(const struct sessions *sessions,
                                const struct sign_key *key,
                                struct nonce *out);

/* Whether the challenge is ours, for this key, and still young: 0 or UNKNOWN. */
MUST_USE int sessions_recognise(const struct sessions *sessions,
                                const struct nonce *challenge,
                                const struct sign_key *key);

/* A recognised challenge was answered rightly: spends it. UNKNOWN when spent before. */
MUST_USE int sessions_grant(struct sessions *sessions,
                            const struct nonce *challenge,
                            const struct sign_key *key,
                            struct sessions_grant *out);

/* Spends a one-time address; gives the secret for the browser's cookie. */
MUST_USE int sessions_enter(struct sessions *sessions,
                            struct span entry,
                            struct sessions_secret *out);

/* The officer of a console cookie, or of a bearer. */
MUST_USE int
sessions_officer(struct sessions *sessions, struct span secret, struct sign_key *out);

/* A member has spent a link. */
MUST_USE int
sessions_admit(struct sessions *sessions, int64_t member, struct sessions_secret *out);
MUST_USE int
sessions_member(struct sessions *sessions, struct span secret, int64_t *out);

/* Ends the session of this secret, if there is one. */
void sessions_end(struct sessions *sessions, struct span secret);

/* Ends all of an officer's, when the key is revoked. */
void sessions_end_officer(struct sessions *sessions, const struct sign_key *key);

OWNED(sessions)

#endif
