// SPDX-License-Identifier: AGPL-3.0-or-later
/* cocktail.txt: the public vectors of COCKTAIL-DKG for our suite. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/cocktail.h"
#include "seal/hash.h"

enum {
    LINE_BYTES = 4096,
    PEOPLE = 5,
};

static const char *path;
static FILE *file;

/* One case: a ceremony and what must come of it. */
struct sample {
    struct cocktail cocktail;
    uint8_t session[64];
    size_t session_size;
    uint8_t context[COCKTAIL_CONTEXT_SIZE];
    struct scalar secrets[PEOPLE];
    struct scalar constants[PEOPLE];
    struct cocktail_message messages[PEOPLE];
    struct scalar shares[PEOPLE];
    struct point keys[PEOPLE];
    struct wide transcript;
    struct cocktail_signature signatures[PEOPLE];
    struct point group;
};

/* The next line must be `name` and hex; returns how many bytes it holds. */
static size_t read_value(const char *name, void *out, size_t room)
{
    char line[LINE_BYTES];
    size_t length = strlen(name);
    size_t size;

    assert_non_null(fgets(line, sizeof(line), file));
    line[strcspn(line, "\n")] = 0;
    assert_int_equal(strncmp(line, name, length), 0);
    size = strlen(line + length + 1) / 2;
    assert_true(size <= room);
    assert_int_equal(hex_decode(span_of_text(line + length + 1), out, size), 0);
    return size;
}

static void read_round1(struct sample *sample)
{
    uint8_t bytes[LINE_BYTES];
    unsigned n = sample->cocktail.n;
    size_t size;
    unsigned i;

    sample->session_size =
        read_value("session", sample->session, sizeof(sample->session));
    (void)read_value("context", sample->context, sizeof(sample->context));
    for (i = 0; i < n; i++) {
        (void)read_value("secret", &sample->secrets[i], sizeof(struct scalar));
    }
    for (i = 0; i < n; i++) {
        (void)read_value("static", &sample->cocktail.statics[i], sizeof(struct point));
    }
    for (i = 0; i < n; i++) {
        (void)read_value("constant", &sample->constants[i], sizeof(struct scalar));
        size = read_value("message", bytes, sizeof(bytes));
        assert_int_equal(size, cocktail_message_size(&sample->cocktail));
        assert_int_equal(cocktail_read(&sample->cocktail,
                                       span_of(bytes, size),
                                       &sample->messages[i]),
                         0);
    }
}

static bool read_sample(struct sample *sample)
{
    char line[LINE_BYTES];
    unsigned i;

    memset(sample, 0, sizeof(*sample));
    do {
        if (fgets(line, sizeof(line), file) == NULL) {
            return false;
        }
    } while (line[0] == '#');
    assert_int_equal(strncmp(line, "case ", 5), 0);
    sample->cocktail.n = (unsigned)(line[5] - '0');
    sample->cocktail.t = (unsigned)(line[7] - '0');
    assert_true(sample->cocktail.n <= PEOPLE);
    read_round1(sample);
    for (i = 0; i < sample->cocktail.n; i++) {
        (void)read_value("share", &sample->shares[i], sizeof(struct scalar));
        (void)read_value("public", &sample->keys[i], sizeof(struct point));
    }
    (void)read_value("transcript", &sample->transcript, sizeof(sample->transcript));
    for (i = 0; i < sample->cocktail.n; i++) {
        (void)read_value(
            "signature", &sample->signatures[i], sizeof(struct cocktail_signature));
    }
    (void)read_value("group", &sample->group, sizeof(sample->group));
    return true;
}

static void check_round1(struct sample *sample)
{
    uint8_t claim[LINE_BYTES];
    struct cocktail_signature possession;
    struct cocktail *cocktail = &sample->cocktail;
    size_t size;
    unsigned i;

    assert_int_equal(
        cocktail_begin(cocktail, span_of(sample->session, sample->session_size)), 0);
    assert_memory_equal(cocktail->context, sample->context, sizeof(sample->context));
    for (i = 0; i < cocktail->n; i++) {
        const struct cocktail_message *message = &sample->messages[i];

        assert_int_equal(cocktail_check(cocktail, message), 0);
        size = cocktail->t * sizeof(struct point);
        memcpy(claim, cocktail->context, COCKTAIL_CONTEXT_SIZE);
        memcpy(claim + COCKTAIL_CONTEXT_SIZE, message->commitments, size);
        size += COCKTAIL_CONTEXT_SIZE;
        memcpy(claim + size, &message->ephemeral, POINT_SIZE);
        size += POINT_SIZE;
        assert_int_equal(
            cocktail_sign(&sample->constants[i], span_of(claim, size), &possession), 0);
        assert_memory_equal(&possession, &message->possession, sizeof(possession));
    }
}

static void check_round2(const struct sample *sample)
{
    struct point key;
    struct scalar share;
    unsigned culprit = 0;
    unsigned i;

    for (i = 0; i < sample->cocktail.n; i++) {
        const struct cocktail_owner owner = {i + 1, &sample->secrets[i]};

        assert_int_equal(
            cocktail_open(
                &sample->cocktail, &owner, sample->messages, &culprit, &share),
            0);
        assert_memory_equal(&share, &sample->shares[i], sizeof(share));
        cocktail_share_key(&sample->cocktail, sample->messages, i + 1, &key);
        assert_memory_equal(&key, &sample->keys[i], sizeof(key));
    }
    cocktail_group_key(&sample->cocktail, sample->messages, &key);
    assert_memory_equal(&key, &sample->group, sizeof(key));
}

static void check_round3(const struct sample *sample)
{
    struct cocktail_signature signature;
    struct wide hash;
    struct buf transcript;
    unsigned i;

    buf_init(&transcript, 1 << 16);
    assert_int_equal(
        cocktail_transcript(
            &sample->cocktail, sample->messages, span_of(NULL, 0), &transcript),
        0);
    (void)crypto_hash_sha512(hash.bytes, transcript.data, transcript.size);
    assert_memory_equal(&hash, &sample->transcript, sizeof(hash));
    for (i = 0; i < sample->cocktail.n; i++) {
        assert_int_equal(
            cocktail_sign(&sample->secrets[i], buf_span(&transcript), &signature), 0);
        assert_memory_equal(&signature, &sample->signatures[i], sizeof(signature));
        assert_int_equal(cocktail_verify(&sample->cocktail.statics[i],
                                         buf_span(&transcript),
                                         &signature),
                         0);
    }
    buf_deinit(&transcript);
}

static void test_the_public_vectors_come_out_byte_for_byte(void **state)
{
    struct sample sample;
    unsigned count = 0;

    (void)state;
    file = fopen(path, "re");
    assert_non_null(file);
    while (read_sample(&sample)) {
        check_round1(&sample);
        check_round2(&sample);
        check_round3(&sample);
        count++;
    }
    (void)fclose(file);
    assert_int_equal(count, 2);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_public_vectors_come_out_byte_for_byte),
    };

    if (argc != 2 || seal_init() != 0) {
        return 2;
    }
    path = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
