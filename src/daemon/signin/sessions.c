// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sessions.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/fault.h"
#include "base/hex.h"
#include "seal/hash.h"
#include "seal/secret.h"

#include "challenge.h"

enum {
    SPENT = 256,
    TICKETS = 64,
    OFFICERS = 64,
    MEMBERS = 2048,
    SLOTS = SPENT + TICKETS + OFFICERS + MEMBERS,
    RANDOM_SIZE = 32,
};

/* What a slot is for; each has its own part of the table. */
enum part {
    PART_SPENT,  /* a challenge that was answered */
    PART_TICKET, /* a one-time address */
    PART_OFFICER,
    PART_MEMBER,
    PARTS,
};

static const struct {
    size_t from;
    size_t size;
    int64_t idle;
    int64_t life;
} parts[PARTS] = {
    [PART_SPENT] = {0, SPENT, SESSIONS_CHALLENGE_LIFE, SESSIONS_CHALLENGE_LIFE},
    [PART_TICKET] = {SPENT, TICKETS, SESSIONS_ENTRY_LIFE, SESSIONS_ENTRY_LIFE},
    [PART_OFFICER] = {SPENT + TICKETS, OFFICERS, SESSIONS_IDLE, SESSIONS_LIFE},
    [PART_MEMBER] = {SPENT + TICKETS + OFFICERS, MEMBERS, SESSIONS_IDLE, SESSIONS_LIFE},
};

struct slot {
    bool is_used;
    struct digest digest; /* of the secret */
    int64_t born;
    int64_t seen;
    struct sign_key key;
    int64_t member;
};

struct sessions {
    int64_t (*now)(void);
    pthread_mutex_t lock;
    struct nonce seal;
    struct slot slots[SLOTS];
};

int64_t sessions_monotonic(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec;
}

static int draw(void *out, size_t size)
{
    return getrandom(out, size, 0) == (ssize_t)size ? 0 : FAULT(FAULT_CRYPTO);
}

int sessions_new(int64_t (*now)(void), struct sessions **out)
{
    struct sessions *sessions = calloc(1, sizeof(*sessions));
    int r;

    if (sessions == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = draw(&sessions->seal, sizeof(sessions->seal));
    if (r != 0) {
        free(sessions);
        return r;
    }
    sessions->now = now;
    (void)pthread_mutex_init(&sessions->lock, NULL);
    *out = sessions;
    return 0;
}

void sessions_free(struct sessions *sessions)
{
    if (sessions == NULL) {
        return;
    }
    (void)pthread_mutex_destroy(&sessions->lock);
    secret_wipe(sessions, sizeof(*sessions));
    free(sessions);
}

static bool is_live(const struct slot *slot, enum part part, int64_t now)
{
    return slot->is_used && now - slot->seen < parts[part].idle
           && now - slot->born < parts[part].life;
}

static struct slot *
find(struct sessions *sessions, enum part part, const struct digest *digest)
{
    int64_t now = sessions->now();
    size_t i;

    for (i = 0; i < parts[part].size; i++) {
        struct slot *slot = &sessions->slots[parts[part].from + i];

        if (is_live(slot, part, now)
            && secret_is_equal(&slot->digest, digest, sizeof(*digest))) {
            return slot;
        }
    }
    return NULL;
}

/* A new slot of that part, or NULL when all are live. */
static struct slot *
claim(struct sessions *sessions, enum part part, const struct digest *digest)
{
    int64_t now = sessions->now();
    size_t i;

    for (i = 0; i < parts[part].size; i++) {
        struct slot *slot = &sessions->slots[parts[part].from + i];

        if (!is_live(slot, part, now)) {
            *slot = (struct slot){
                .is_used = true, .digest = *digest, .born = now, .seen = now};
            return slot;
        }
    }
    return NULL;
}

static int draw_secret(struct sessions_secret *out, struct digest *digest)
{
    uint8_t bytes[RANDOM_SIZE];
    int r = draw(bytes, sizeof(bytes));

    if (r != 0) {
        return r;
    }
    hex_encode(SPAN(bytes), out->text);
    hash_sha256(span_of_text(out->text), digest);
    secret_wipe(bytes, sizeof(bytes));
    return 0;
}

int sessions_challenge(const struct sessions *sessions,
                       const struct sign_key *key,
                       struct nonce *out)
{
    return challenge_make(&sessions->seal, key, sessions->now(), out);
}

int sessions_recognise(const struct sessions *sessions,
                       const struct nonce *challenge,
                       const struct sign_key *key)
{
    int64_t made = 0;

    if (challenge_check(&sessions->seal, key, challenge, &made) != 0) {
        return SESSIONS_UNKNOWN;
    }
    return sessions->now() - made < SESSIONS_CHALLENGE_LIFE ? 0 : SESSIONS_UNKNOWN;
}

static int spend(struct sessions *sessions, const struct nonce *challenge)
{
    struct digest digest;

    hash_sha256(SPAN(*challenge), &digest);
    if (find(sessions, PART_SPENT, &digest) != NULL) {
        return SESSIONS_UNKNOWN;
    }
    return claim(sessions, PART_SPENT, &digest) != NULL ? 0 : SESSIONS_FULL;
}

static int grant(struct sessions *sessions,
                 const struct nonce *challenge,
                 const struct sign_key *key,
                 const struct digest digests[static 2])
{
    struct slot *slot;
    int r = spend(sessions, challenge);

    if (r != 0) {
        return r;
    }
    slot = claim(sessions, PART_TICKET, &digests[0]);
    if (slot == NULL) {
        return SESSIONS_FULL;
    }
    slot->key = *key;
    slot = claim(sessions, PART_OFFICER, &digests[1]);
    if (slot == NULL) {
        return SESSIONS_FULL;
    }
    slot->key = *key;
    return 0;
}

int sessions_grant(struct sessions *sessions,
                   const struct nonce *challenge,
                   const struct sign_key *key,
                   struct sessions_grant *out)
{
    struct sessions_grant made;
    struct digest digests[2];
    int r = draw_secret(&made.entry, &digests[0]);

    if (r == 0) {
        r = draw_secret(&made.bearer, &digests[1]);
    }
    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&sessions->lock);
    r = grant(sessions, challenge, key, digests);
    (void)pthread_mutex_unlock(&sessions->lock);
    if (r == 0) {
        *out = made;
    }
    secret_wipe(&made, sizeof(made));
    return r;
}

/* Exchanges a one-time address for a session. */
static int enter(struct sessions *sessions,
                 const struct digest *entry,
                 const struct digest *cookie)
{
    struct slot *slot = find(sessions, PART_TICKET, entry);
    struct slot *session;

    if (slot == NULL) {
        return SESSIONS_UNKNOWN;
    }
    session = claim(sessions, PART_OFFICER, cookie);
    if (session == NULL) {
        return SESSIONS_FULL;
    }
    session->key = slot->key;
    slot->is_used = false;
    return 0;
}

int sessions_enter(struct sessions *sessions,
                   struct span entry,
                   struct sessions_secret *out)
{
    struct sessions_secret made;
    struct digest given;
    struct digest cookie;
    int r = draw_secret(&made, &cookie);

    if (r != 0) {
        return r;
    }
    hash_sha256(entry, &given);
    (void)pthread_mutex_lock(&sessions->lock);
    r = enter(sessions, &given, &cookie);
    (void)pthread_mutex_unlock(&sessions->lock);
    if (r == 0) {
        *out = made;
    }
    return r;
}

/* Looks a secret up, which counts as being seen. */
static int
look_up(struct sessions *sessions, enum part part, struct span secret, struct slot *out)
{
    struct digest digest;
    struct slot *slot;

    hash_sha256(secret, &digest);
    (void)pthread_mutex_lock(&sessions->lock);
    slot = find(sessions, part, &digest);
    if (slot != NULL) {
        slot->seen = sessions->now();
        *out = *slot;
    }
    (void)pthread_mutex_unlock(&sessions->lock);
    return slot != NULL ? 0 : SESSIONS_UNKNOWN;
}

int sessions_officer(struct sessions *sessions,
                     struct span secret,
                     struct sign_key *out)
{
    struct slot slot;
    int r = look_up(sessions, PART_OFFICER, secret, &slot);

    if (r == 0) {
        *out = slot.key;
    }
    return r;
}

int sessions_admit(struct sessions *sessions,
                   int64_t member,
                   struct sessions_secret *out)
{
    struct sessions_secret made;
    struct digest digest;
    struct slot *slot;
    int r = draw_secret(&made, &digest);

    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&sessions->lock);
    slot = claim(sessions, PART_MEMBER, &digest);
    if (slot != NULL) {
        slot->member = member;
    }
    (void)pthread_mutex_unlock(&sessions->lock);
    if (slot == NULL) {
        return SESSIONS_FULL;
    }
    *out = made;
    return 0;
}

int sessions_member(struct sessions *sessions, struct span secret, int64_t *out)
{
    struct slot slot;
    int r = look_up(sessions, PART_MEMBER, secret, &slot);

    if (r == 0) {
        *out = slot.member;
    }
    return r;
}

void sessions_end(struct sessions *sessions, struct span secret)
{
    struct digest digest;
    enum part part;
    struct slot *slot;

    hash_sha256(secret, &digest);
    (void)pthread_mutex_lock(&sessions->lock);
    for (part = PART_OFFICER; part < PARTS; part++) {
        slot = find(sessions, part, &digest);
        if (slot != NULL) {
            slot->is_used = false;
        }
    }
    (void)pthread_mutex_unlock(&sessions->lock);
}

void sessions_end_officer(struct sessions *sessions, const struct sign_key *key)
{
    size_t i;

    (void)pthread_mutex_lock(&sessions->lock);
    for (i = 0; i < parts[PART_TICKET].size + parts[PART_OFFICER].size; i++) {
        struct slot *slot = &sessions->slots[parts[PART_TICKET].from + i];

        if (slot->is_used && memcmp(&slot->key, key, sizeof(*key)) == 0) {
            slot->is_used = false;
        }
    }
    (void)pthread_mutex_unlock(&sessions->lock);
}
