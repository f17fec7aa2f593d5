// SPDX-License-Identifier: AGPL-3.0-or-later
/* tree.txt: roots, proofs and tiles by RFC 6962, word for word (make_tree.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"
#include "record/entry.h"
#include "record/tree.h"
#include "seal/hash.h"

enum {
    LINE_BYTES = 4096,
    WORDS_MAX = 40,
};

static const char *path;
static struct tree *tree;

struct line {
    char text[LINE_BYTES];
    char *words[WORDS_MAX];
    size_t count;
};

static uint64_t number(const struct line *line, size_t at)
{
    return strtoull(line->words[at], NULL, 10);
}

static void digest(const struct line *line, size_t at, struct digest *out)
{
    assert_int_equal(hex_decode(span_of_text(line->words[at]), out->bytes, DIGEST_SIZE),
                     0);
}

static void
assert_digest(const struct digest *digest_, const struct line *line, size_t at)
{
    char text[2 * DIGEST_SIZE + 1];

    hex_encode(SPAN(digest_->bytes), text);
    assert_string_equal(text, line->words[at]);
}

static void add_leaf(const struct line *line)
{
    uint8_t bytes[64];
    struct digest leaf;
    size_t size = line->count > 1 ? strlen(line->words[1]) / 2 : 0;

    if (size > 0) {
        assert_int_equal(hex_decode(span_of_text(line->words[1]), bytes, size), 0);
    }
    entry_leaf(span_of(bytes, size), &leaf);
    assert_int_equal(tree_append(tree, &leaf), 0);
}

static void check_root(const struct line *line)
{
    struct digest root;

    assert_int_equal(tree_root(tree, number(line, 1), &root), 0);
    assert_digest(&root, line, 2);
}

static void read_proof(const struct line *line, struct proof *out)
{
    size_t i;

    out->count = line->count - 3;
    for (i = 0; i < out->count; i++) {
        digest(line, 3 + i, &out->hashes[i]);
    }
}

static void assert_same(const struct proof *made, const struct proof *given)
{
    assert_int_equal(made->count, given->count);
    assert_memory_equal(made->hashes, given->hashes, made->count * DIGEST_SIZE);
}

static struct tree_head head_at(uint64_t size)
{
    struct tree_head head = {.size = size};

    assert_int_equal(tree_root(tree, size, &head.root), 0);
    return head;
}

static void check_inclusion(const struct line *line)
{
    struct tree_head head = head_at(number(line, 2));
    struct digest leaf;
    struct proof given;
    struct proof made;

    read_proof(line, &given);
    assert_int_equal(tree_inclusion(tree, number(line, 1), head.size, &made), 0);
    assert_same(&made, &given);
    assert_int_equal(tree_leaf(tree, number(line, 1), &leaf), 0);
    assert_int_equal(proof_check_inclusion(&leaf, number(line, 1), &head, &given), 0);
}

static void check_consistency(const struct line *line)
{
    struct tree_head old = head_at(number(line, 1));
    struct tree_head head = head_at(number(line, 2));
    struct proof given;
    struct proof made;

    read_proof(line, &given);
    assert_int_equal(tree_consistency(tree, old.size, head.size, &made), 0);
    assert_same(&made, &given);
    assert_int_equal(proof_check_consistency(&old, &head, &given), 0);
}

static void check_tile(const struct line *line)
{
    struct digest hash;
    struct buf tile;

    buf_init(&tile, 8192);
    assert_int_equal(tree_tile(tree,
                               (unsigned)number(line, 1),
                               number(line, 2),
                               (unsigned)number(line, 3),
                               &tile),
                     0);
    hash_sha256(buf_span(&tile), &hash);
    assert_digest(&hash, line, 4);
    buf_deinit(&tile);
}

static const struct {
    const char *word;
    void (*check)(const struct line *line);
} checks[] = {
    {"leaf", add_leaf},
    {"root", check_root},
    {"inclusion", check_inclusion},
    {"consistency", check_consistency},
    {"tile", check_tile},
};

static bool next_line(FILE *file, struct line *line)
{
    char *rest = line->text;
    char *word;

    line->count = 0;
    if (fgets(line->text, sizeof(line->text), file) == NULL) {
        return false;
    }
    line->text[strcspn(line->text, "\n")] = 0;
    while (line->count < WORDS_MAX && (word = strsep(&rest, " ")) != NULL) {
        line->words[line->count++] = word;
    }
    return true;
}

static void check_line(const struct line *line, size_t *found)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(checks); i++) {
        if (strcmp(line->words[0], checks[i].word) == 0) {
            checks[i].check(line);
            found[i]++;
            return;
        }
    }
    fail_msg("unknown word: %s", line->words[0]);
}

static void test_every_root_proof_and_tile_is_as_written(void **state)
{
    FILE *file = fopen(path, "r");
    size_t found[ARRAY_SIZE(checks)] = {0};
    struct line line;
    size_t i;

    (void)state;
    assert_non_null(file);
    assert_int_equal(tree_new(&tree), 0);
    while (next_line(file, &line)) {
        check_line(&line, found);
    }
    for (i = 0; i < ARRAY_SIZE(checks); i++) {
        assert_true(found[i] >= 5);
    }
    assert_int_equal(fclose(file), 0);
    tree_free(tree);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_root_proof_and_tile_is_as_written),
    };

    if (argc != 2) {
        return 2;
    }
    path = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
