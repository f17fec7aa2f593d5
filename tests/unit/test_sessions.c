// SPDX-License-Identifier: AGPL-3.0-or-later
#include "signin/sessions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "seal/hash.h"

static int64_t now = 1000;
static struct sessions *sessions;
static const struct sign_key ann = {{1}};
static const struct sign_key bob = {{2}};

static int64_t time_now(void)
{
    return now;
}

static int start(void **state)
{
    (void)state;
    now = 1000;
    return sessions_new(time_now, &sessions);
}

static int stop(void **state)
{
    (void)state;
    sessions_free(sessions);
    return 0;
}

static void sign_in(const struct sign_key *key, struct sessions_grant *out)
{
    struct nonce challenge;

    assert_int_equal(sessions_challenge(sessions, key, &challenge), 0);
    assert_int_equal(sessions_recognise(sessions, &challenge, key), 0);
    assert_int_equal(sessions_grant(sessions, &challenge, key, out), 0);
}

static void test_an_officer_enters_by_a_challenge_and_once(void **state)
{
    struct sessions_grant grant;
    struct sessions_secret cookie;
    struct sessions_secret again;
    struct sign_key key;

    (void)state;
    sign_in(&ann, &grant);
    assert_int_equal(sessions_officer(sessions, span_of_text(grant.bearer.text), &key),
                     0);
    assert_memory_equal(&key, &ann, sizeof(key));

    /* The address is no session, and opens one once. */
    assert_int_equal(sessions_officer(sessions, span_of_text(grant.entry.text), &key),
                     SESSIONS_UNKNOWN);
    assert_int_equal(sessions_enter(sessions, span_of_text(grant.entry.text), &cookie),
                     0);
    assert_int_equal(sessions_enter(sessions, span_of_text(grant.entry.text), &again),
                     SESSIONS_UNKNOWN);
    assert_int_equal(sessions_officer(sessions, span_of_text(cookie.text), &key), 0);
    assert_memory_equal(&key, &ann, sizeof(key));
    assert_string_not_equal(cookie.text, grant.entry.text);
    assert_string_not_equal(cookie.text, grant.bearer.text);
}

static void test_a_challenge_serves_its_key_once_and_for_a_minute(void **state)
{
    struct sessions_grant grant;
    struct nonce challenge;
    struct nonce forged;
    size_t i;

    (void)state;
    assert_int_equal(sessions_challenge(sessions, &ann, &challenge), 0);
    assert_int_equal(sessions_recognise(sessions, &challenge, &bob), SESSIONS_UNKNOWN);
    for (i = 0; i < sizeof(challenge.bytes); i++) {
        forged = challenge;
        forged.bytes[i] ^= 1;
        assert_int_equal(sessions_recognise(sessions, &forged, &ann), SESSIONS_UNKNOWN);
    }
    now += SESSIONS_CHALLENGE_LIFE - 1;
    assert_int_equal(sessions_recognise(sessions, &challenge, &ann), 0);
    assert_int_equal(sessions_grant(sessions, &challenge, &ann, &grant), 0);
    assert_int_equal(sessions_grant(sessions, &challenge, &ann, &grant),
                     SESSIONS_UNKNOWN);
    now += 1;
    assert_int_equal(sessions_recognise(sessions, &challenge, &ann), SESSIONS_UNKNOWN);
}

static void test_a_session_ends_when_idle_and_in_any_case(void **state)
{
    struct sessions_grant grant;
    struct sign_key key;
    int64_t born;

    (void)state;
    sign_in(&ann, &grant);
    now += SESSIONS_IDLE;
    assert_int_equal(sessions_officer(sessions, span_of_text(grant.bearer.text), &key),
                     SESSIONS_UNKNOWN);
    born = now;
    sign_in(&ann, &grant);
    while (now - born < SESSIONS_LIFE - 1000) {
        now += 1000;
        assert_int_equal(
            sessions_officer(sessions, span_of_text(grant.bearer.text), &key), 0);
    }
    now = born + SESSIONS_LIFE;
    assert_int_equal(sessions_officer(sessions, span_of_text(grant.bearer.text), &key),
                     SESSIONS_UNKNOWN);
}

static void test_a_member_is_no_officer_and_the_other_way_round(void **state)
{
    struct sessions_grant grant;
    struct sessions_secret secret;
    struct sign_key key;
    int64_t member = 0;

    (void)state;
    assert_int_equal(sessions_admit(sessions, 77, &secret), 0);
    assert_int_equal(sessions_member(sessions, span_of_text(secret.text), &member), 0);
    assert_int_equal(member, 77);
    assert_int_equal(sessions_officer(sessions, span_of_text(secret.text), &key),
                     SESSIONS_UNKNOWN);
    sign_in(&ann, &grant);
    assert_int_equal(
        sessions_member(sessions, span_of_text(grant.bearer.text), &member),
        SESSIONS_UNKNOWN);
    assert_int_equal(sessions_member(sessions, span_of_text(""), &member),
                     SESSIONS_UNKNOWN);
}

static void test_signing_out_and_revoking_end_sessions(void **state)
{
    struct sessions_grant grants[2];
    struct sessions_secret secret;
    struct sign_key key;
    int64_t member;

    (void)state;
    sign_in(&ann, &grants[0]);
    sign_in(&bob, &grants[1]);
    assert_int_equal(sessions_admit(sessions, 5, &secret), 0);
    sessions_end(sessions, span_of_text(secret.text));
    assert_int_equal(sessions_member(sessions, span_of_text(secret.text), &member),
                     SESSIONS_UNKNOWN);
    sessions_end_officer(sessions, &ann);
    assert_int_equal(
        sessions_officer(sessions, span_of_text(grants[0].bearer.text), &key),
        SESSIONS_UNKNOWN);
    assert_int_equal(
        sessions_enter(sessions, span_of_text(grants[0].entry.text), &secret),
        SESSIONS_UNKNOWN);
    assert_int_equal(
        sessions_officer(sessions, span_of_text(grants[1].bearer.text), &key), 0);
}

static void test_a_full_table_refuses_and_empties_with_time(void **state)
{
    struct sessions_secret secret;
    int r = 0;
    int i;

    (void)state;
    for (i = 0; i < 100000 && r == 0; i++) {
        r = sessions_admit(sessions, i, &secret);
    }
    assert_int_equal(r, SESSIONS_FULL);
    now += SESSIONS_IDLE;
    assert_int_equal(sessions_admit(sessions, 1, &secret), 0);
}

#define STARTED(function) cmocka_unit_test_setup_teardown(function, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STARTED(test_an_officer_enters_by_a_challenge_and_once),
        STARTED(test_a_challenge_serves_its_key_once_and_for_a_minute),
        STARTED(test_a_session_ends_when_idle_and_in_any_case),
        STARTED(test_a_member_is_no_officer_and_the_other_way_round),
        STARTED(test_signing_out_and_revoking_end_sessions),
        STARTED(test_a_full_table_refuses_and_empties_with_time),
    };

    log_silence();
    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
