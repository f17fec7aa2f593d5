// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/signin.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/text.h"
#include "seal/code.h"
#include "seal/hash.h"
#include "store/signins.h"

#include "addressed.h"
#include "signin_work.h"
#include "state.h"

enum {
    CODE_BYTES_SIZE = (SIGNIN_CODE_SIZE - 1) / 2,
};

/* What somebody typed, trimmed; false when it cannot be anybody's. */
static bool take(const char *text, char *out, size_t size)
{
    struct span span = text_trim(span_of_text(text));

    if (span.size == 0 || span.size >= size) {
        return false;
    }
    memcpy(out, span.data, span.size);
    out[span.size] = '\0';
    return true;
}

int desk_signin_ask(struct desk *desk, const char *number, const char *email)
{
    struct request_row row = {0};

    if (take(number, row.number, sizeof(row.number))
        && take(email, row.email, sizeof(row.email))) {
        requests_put(&desk->requests, &row);
    }
    return 0;
}

/* A code is kept as its hash only. */
static void hash_code(const uint8_t bytes[static CODE_BYTES_SIZE], struct digest *out)
{
    hash_sha256(span_of(bytes, CODE_BYTES_SIZE), out);
}

/* Makes a link for a member unless too many are open; *code is "" then. */
static int make_link(struct desk *desk, int64_t member, char code[SIGNIN_CODE_SIZE])
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    uint8_t bytes[CODE_BYTES_SIZE];
    struct digest digest;
    uint64_t pending = 0;
    int64_t now = desk_now(desk);
    int r;

    code[0] = '\0';
    if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes)) {
        return FAULT(FAULT_CRYPTO);
    }
    hash_code(bytes, &digest);
    r = act_begin(desk, &act);
    if (r != 0) {
        return r < 0 ? r : 0;
    }
    r = signins_forget(desk->roll, now);
    if (r == 0) {
        r = signins_pending(desk->roll, member, now, &pending);
    }
    if (r == 0 && pending >= SIGNIN_PENDING_MAX) {
        return 0;
    }
    if (r == 0) {
        r = signins_add(desk->roll, &digest, member, now + SIGNIN_LIFE);
    }
    r = act_answer(r, ACT_NO_ROOM);
    if (r == 0) {
        r = act_commit(&act);
    }
    if (r != 0) {
        return r < 0 ? r : 0;
    }
    hex_encode(SPAN(bytes), code);
    return 0;
}

static int answer(struct desk *desk, const struct request_row *row)
{
    struct member member;
    char code[SIGNIN_CODE_SIZE];
    char link[PARCEL_LINK_SIZE];
    struct addressed to;
    int r;

    (void)pthread_mutex_lock(&desk->roll_lock);
    r = members_find(desk->roll, row->number, &member);
    (void)pthread_mutex_unlock(&desk->roll_lock);
    if (r != 0) {
        return r == ROLL_UNKNOWN ? 0 : FOLD(r);
    }
    if (!member.is_member || member.email[0] == '\0'
        || strcasecmp(member.email, row->email) != 0) {
        return 0;
    }
    r = make_link(desk, member.id, code);
    if (r != 0 || code[0] == '\0') {
        return r;
    }
    (void)snprintf(link, sizeof(link), "%s/sign-in/%s", desk->address, code);
    addressed_to(desk, PARCEL_SIGN_IN, &member, &to);
    to.parcel.link = link;
    return addressed_send(desk, &to.parcel);
}

int signin_work(struct desk *desk)
{
    struct request_row row;
    int r = 0;

    while (r == 0 && requests_take(&desk->requests, &row)) {
        r = answer(desk, &row);
    }
    return r;
}

static bool read_code(const char *code, struct digest *out)
{
    uint8_t bytes[CODE_BYTES_SIZE];

    if (hex_decode(span_of_text(code), bytes, sizeof(bytes)) != 0) {
        return false;
    }
    hash_code(bytes, out);
    return true;
}

int desk_signin_peek(struct desk *desk, const char *code)
{
    CLEANUP(hold_end) struct hold hold = {.desk = NULL};
    struct digest digest;
    int64_t member = 0;
    int r;

    if (!read_code(code, &digest)) {
        return SIGNIN_UNKNOWN;
    }
    hold_take(&hold, desk);
    r = signins_peek(desk->roll, &digest, desk_now(desk), &member);
    return r == ROLL_UNKNOWN ? SIGNIN_UNKNOWN : FOLD(r);
}

static int spend(struct desk *desk, const struct digest *digest, int64_t *out)
{
    CLEANUP(act_end) struct act_guard act = {.desk = NULL};
    int64_t member = 0;
    int r = act_begin(desk, &act);

    if (r != 0) {
        return r < 0 ? r : SIGNIN_NO_ROOM;
    }
    r = signins_spend(desk->roll, digest, desk_now(desk), &member);
    if (r == ROLL_UNKNOWN) {
        return SIGNIN_UNKNOWN;
    }
    r = act_answer(r, SIGNIN_NO_ROOM);
    if (r != 0) {
        return r;
    }
    r = act_commit(&act);
    if (r != 0) {
        return r < 0 ? r : SIGNIN_NO_ROOM;
    }
    *out = member;
    return 0;
}

int desk_signin_spend(struct desk *desk, const char *code, int64_t *out)
{
    struct digest digest;

    return read_code(code, &digest) ? spend(desk, &digest, out) : SIGNIN_UNKNOWN;
}

int desk_signin_letter(struct desk *desk, struct span typed, int64_t *out)
{
    struct digest digest;
    struct code code;

    if (code_read(typed, &code) != 0) {
        return SIGNIN_UNKNOWN;
    }
    hash_sha256(SPAN(code), &digest);
    return spend(desk, &digest, out);
}

int desk_member(struct desk *desk, int64_t id, struct member *out)
{
    CLEANUP(hold_end) struct hold hold = hold_begin(desk);
    struct member member;
    int r = members_get(desk->roll, id, &member);

    (void)hold;
    if (r == ROLL_UNKNOWN || (r == 0 && !member.is_member)) {
        return SIGNIN_UNKNOWN;
    }
    if (r == 0) {
        *out = member;
    }
    return FOLD(r);
}
