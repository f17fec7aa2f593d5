// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/witness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "log_help.h"
#include "scratch.h"
#include "seal/hash.h"

enum {
    LEAVES = 40,
};

/* A log, and a witness that knows it. */
struct scene {
    struct scratch scratch;
    struct log_help of;
    struct sign_secret *secret;
    struct vkey key;
    struct clock *clock;
    struct witness *witness;
    struct buf body;
    struct server_reply reply;
    char name[2 * DIGEST_SIZE + 1]; /* of the log's folder */
    char path[SCRATCH_SIZE + 100];
};

/* The path of a file in the log's folder; valid until the next call. */
static const char *path_in(struct scene *scene, const char *name)
{
    (void)snprintf(scene->path,
                   sizeof(scene->path),
                   "%s/%s/%.20s",
                   scene->scratch.folder,
                   scene->name,
                   name);
    return scene->path;
}

static int reopen(struct scene *scene)
{
    const struct witness_options options = {.folder = scene->scratch.folder,
                                            .key = &scene->key,
                                            .secret = scene->secret,
                                            .clock = scene->clock,
                                            .logs = &scene->of.key,
                                            .log_count = 1};

    witness_free(scene->witness);
    scene->witness = NULL;
    return witness_open(&options, &scene->witness);
}

static void begin(struct scene *scene)
{
    struct digest digest;

    *scene = (struct scene){.witness = NULL};
    assert_int_equal(scratch_make(&scene->scratch), 0);
    log_help_init(&scene->of, LEAVES);
    hash_sha256(span_of_text(scene->of.key.name), &digest);
    hex_encode(SPAN(digest), scene->name);
    assert_int_equal(sign_secret_new(&scene->secret), 0);
    assert_int_equal(
        vkey_make(
            "w.example", VKEY_WITNESS, sign_secret_key(scene->secret), &scene->key),
        0);
    assert_int_equal(clock_new_system(&scene->clock), 0);
    buf_init(&scene->body, WITNESS_BODY_MAX);
    buf_init(&scene->reply.body, WITNESS_BODY_MAX);
    assert_int_equal(reopen(scene), 0);
}

static void finish(struct scene *scene)
{
    witness_free(scene->witness);
    clock_free(scene->clock);
    sign_secret_free(scene->secret);
    log_help_deinit(&scene->of);
    buf_deinit(&scene->body);
    buf_deinit(&scene->reply.body);
    scratch_remove(&scene->scratch);
}

/* The status of what is asked; the answer is left in the scene. */
static unsigned ask(struct scene *scene, enum server_verb verb, const char *path)
{
    const struct server_request request = {
        .verb = verb,
        .path = path,
        .body = verb == SERVER_POST ? buf_span(&scene->body) : span_of(NULL, 0)};

    buf_reset(&scene->reply.body);
    assert_int_equal(witness_answer(scene->witness, &request, &scene->reply), 0);
    return scene->reply.status;
}

static unsigned add(struct scene *scene, uint64_t old, const struct tree_head *head)
{
    log_help_ask(&scene->of, old, head, scene->of.secret, &scene->body);
    return ask(scene, SERVER_POST, "/add-checkpoint");
}

static bool has_evidence(struct scene *scene, const char *name)
{
    return access(path_in(scene, name), F_OK) == 0;
}

/* The size of the checkpoint that the witness shows, cosigned and by the log. */
static uint64_t shown(struct scene *scene)
{
    struct checkpoint checkpoint;
    char path[200];
    int64_t time = 0;

    (void)snprintf(path, sizeof(path), "/%s/checkpoint", scene->name);
    if (ask(scene, SERVER_GET, path) != 200) {
        return 0;
    }
    assert_int_equal(checkpoint_parse(buf_span(&scene->reply.body), &checkpoint), 0);
    assert_int_equal(checkpoint_verify(&checkpoint, &scene->of.key), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &scene->key, &time), 0);
    assert_true(time > 1700000000);
    assert_int_equal(checkpoint.line_count, 2);
    return checkpoint.head.size;
}

static void test_what_extends_is_cosigned_and_kept(void **state)
{
    struct tree_head first;
    struct tree_head second;
    struct checkpoint checkpoint;
    struct scene scene;
    struct buf note;
    int64_t time = 0;

    (void)state;
    begin(&scene);
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    first = log_help_head(&scene.of, 7);
    second = log_help_head(&scene.of, LEAVES);
    assert_int_equal(shown(&scene), 0);
    assert_int_equal(add(&scene, 0, &first), 200);
    log_help_note(&scene.of, &first, scene.of.secret, &note);
    buf_put_span(&note, buf_span(&scene.reply.body));
    assert_int_equal(checkpoint_parse(buf_span(&note), &checkpoint), 0);
    assert_int_equal(checkpoint_cosigned(&checkpoint, &scene.key, &time), 0);
    assert_int_equal(shown(&scene), 7);
    assert_int_equal(reopen(&scene), 0);
    assert_int_equal(shown(&scene), 7);
    assert_int_equal(add(&scene, 7, &second), 200);
    assert_int_equal(shown(&scene), LEAVES);
    buf_deinit(&note);
    finish(&scene);
}

static void test_who_begins_elsewhere_is_told_the_size(void **state)
{
    struct tree_head head;
    struct scene scene;

    (void)state;
    begin(&scene);
    head = log_help_head(&scene.of, 20);
    assert_int_equal(add(&scene, 7, &head), 409);
    assert_string_equal(buf_text(&scene.reply.body), "0\n");
    assert_int_equal(add(&scene, 0, &head), 200);
    assert_int_equal(reopen(&scene), 0);
    assert_int_equal(add(&scene, 0, &head), 409);
    assert_string_equal(scene.reply.type, "text/x.tlog.size");
    assert_string_equal(buf_text(&scene.reply.body), "20\n");
    assert_false(has_evidence(&scene, "fork-20"));
    finish(&scene);
}

static void test_two_roots_of_one_size_are_evidence(void **state)
{
    CLEANUP(buf_deinit) struct buf kept;
    struct tree_head head;
    struct scene scene;
    const char *second;

    (void)state;
    begin(&scene);
    buf_init(&kept, 1 << 16);
    head = log_help_head(&scene.of, 20);
    assert_int_equal(add(&scene, 0, &head), 200);
    head.root.bytes[3] ^= 1;
    assert_int_equal(add(&scene, 20, &head), 422);
    assert_int_equal(file_read(path_in(&scene, "fork-20"), &kept), 0);
    second = strstr(buf_text(&kept), "\n\nvote.example/record\n20\n");
    assert_non_null(second);
    assert_non_null(strstr(buf_text(&kept), "vote.example/record\n20\n"));
    assert_int_equal(shown(&scene), 20);
    finish(&scene);
}

static void test_a_fork_is_kept_even_from_who_begins_elsewhere(void **state)
{
    struct tree_head head;
    struct scene scene;

    (void)state;
    begin(&scene);
    head = log_help_head(&scene.of, 20);
    assert_int_equal(add(&scene, 0, &head), 200);
    head.root.bytes[3] ^= 1;
    assert_int_equal(add(&scene, 0, &head), 409);
    assert_true(has_evidence(&scene, "fork-20"));
    finish(&scene);
}

static void test_what_is_not_shown_to_extend_is_kept_apart(void **state)
{
    struct tree_head head;
    struct scene scene;

    (void)state;
    begin(&scene);
    head = log_help_head(&scene.of, 20);
    assert_int_equal(add(&scene, 0, &head), 200);
    head = log_help_head(&scene.of, 30);
    head.root.bytes[3] ^= 1;
    assert_int_equal(add(&scene, 20, &head), 422);
    assert_true(has_evidence(&scene, "unproven-30"));
    assert_false(has_evidence(&scene, "fork-30"));
    assert_int_equal(shown(&scene), 20);
    finish(&scene);
}

static void test_strangers_are_refused(void **state)
{
    struct tree_head head;
    struct scene scene;

    (void)state;
    begin(&scene);
    head = log_help_head(&scene.of, 20);
    log_help_ask(&scene.of, 0, &head, scene.secret, &scene.body);
    assert_int_equal(ask(&scene, SERVER_POST, "/add-checkpoint"), 403);
    (void)snprintf(scene.of.key.name, sizeof(scene.of.key.name), "other.example");
    log_help_ask(&scene.of, 0, &head, scene.of.secret, &scene.body);
    (void)snprintf(scene.of.key.name, sizeof(scene.of.key.name), "vote.example/record");
    assert_int_equal(ask(&scene, SERVER_POST, "/add-checkpoint"), 404);
    assert_int_equal(ask(&scene, SERVER_POST, "/other"), 404);
    assert_int_equal(ask(&scene, SERVER_GET, "/add-checkpoint"), 405);
    assert_int_equal(ask(&scene, SERVER_GET, "/"), 404);
    buf_reset(&scene.body);
    buf_put_text(&scene.body, "old\n\n");
    assert_int_equal(ask(&scene, SERVER_POST, "/add-checkpoint"), 400);
    assert_int_equal(shown(&scene), 0);
    finish(&scene);
}

static void test_one_process_works_with_a_folder(void **state)
{
    struct witness_options options;
    struct witness *second;
    struct scene scene;

    (void)state;
    begin(&scene);
    options = (struct witness_options){.folder = scene.scratch.folder,
                                       .key = &scene.key,
                                       .secret = scene.secret,
                                       .clock = scene.clock};
    assert_int_equal(witness_open(&options, &second), WITNESS_TAKEN);
    options.folder = "/proc/nowhere";
    assert_int_equal(witness_open(&options, &second), WITNESS_DENIED);
    finish(&scene);
}

static void test_what_was_kept_and_altered_is_refused(void **state)
{
    struct tree_head head;
    struct scene scene;

    (void)state;
    begin(&scene);
    head = log_help_head(&scene.of, 20);
    assert_int_equal(add(&scene, 0, &head), 200);
    log_help_note(&scene.of, &head, scene.of.secret, &scene.body);
    assert_int_equal(
        file_replace(path_in(&scene, "checkpoint"), buf_span(&scene.body), 0644), 0);
    assert_int_equal(reopen(&scene), WITNESS_DAMAGED);
    finish(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_extends_is_cosigned_and_kept),
        cmocka_unit_test(test_who_begins_elsewhere_is_told_the_size),
        cmocka_unit_test(test_two_roots_of_one_size_are_evidence),
        cmocka_unit_test(test_a_fork_is_kept_even_from_who_begins_elsewhere),
        cmocka_unit_test(test_what_is_not_shown_to_extend_is_kept_apart),
        cmocka_unit_test(test_strangers_are_refused),
        cmocka_unit_test(test_one_process_works_with_a_folder),
        cmocka_unit_test(test_what_was_kept_and_altered_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
