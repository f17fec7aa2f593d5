// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audit/witness.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "record/watch.h"
#include "seal/hash.h"

enum {
    NAME_SIZE_MAX = 128,
    MODE = 0644,
    UNPROVEN_MAX = 100, /* a stranger can send a true checkpoint with a false proof */
    STATUS_NOT_FOUND = 404,
    STATUS_BAD_METHOD = 405,
};

static const char *const type_text = "text/plain; charset=utf-8";
static const char *const type_size = "text/x.tlog.size";

/* A log, and the last of its checkpoints that was cosigned. */
struct logbook {
    const struct vkey *key;
    char name[2 * DIGEST_SIZE + 1]; /* its folder: SHA-256 of the origin */
    struct tree_head head;          /* size 0: none yet */
    struct buf note;
    unsigned unproven;
};

struct witness {
    struct witness_options options;
    int lock;
    size_t count;
    struct logbook books[WITNESS_LOGS_MAX];
};

/* FOLDER/<origin>/name, or FOLDER/<origin>/name-SIZE. */
static int path_of(const struct witness *witness,
                   const struct logbook *book,
                   const char *name,
                   const uint64_t *size,
                   char out[FILE_PATH_SIZE])
{
    char below[NAME_SIZE_MAX];

    if (size == NULL) {
        (void)snprintf(below, sizeof(below), "%s/%s", book->name, name);
    } else {
        (void)snprintf(below, sizeof(below), "%s/%s-%" PRIu64, book->name, name, *size);
    }
    return file_join(witness->options.folder, below, out) == 0 ? 0 : WITNESS_DENIED;
}

static int take_lock(struct witness *witness)
{
    char path[FILE_PATH_SIZE];

    if (file_make_folder(witness->options.folder) != 0
        || file_join(witness->options.folder, "lock", path) != 0) {
        return WITNESS_DENIED;
    }
    witness->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, MODE);
    if (witness->lock < 0) {
        return WITNESS_DENIED;
    }
    return flock(witness->lock, LOCK_EX | LOCK_NB) == 0 ? 0 : WITNESS_TAKEN;
}

/* What was kept must be the log's, and cosigned by this witness. */
static int judge_kept(const struct witness *witness, struct logbook *book)
{
    struct checkpoint checkpoint;
    int64_t time = 0;
    int r;

    r = checkpoint_parse(buf_span(&book->note), &checkpoint);
    if (r == 0) {
        r = checkpoint_verify(&checkpoint, book->key);
    }
    if (r == 0) {
        r = checkpoint_cosigned(&checkpoint, witness->options.key, &time);
    }
    if (r == 0) {
        book->head = checkpoint.head;
    }
    return r <= 0 ? r : WITNESS_DAMAGED;
}

static int open_book(struct witness *witness, const struct vkey *log)
{
    struct logbook *book = &witness->books[witness->count++];
    char path[FILE_PATH_SIZE];
    struct digest digest;
    int r;

    book->key = log;
    buf_init(&book->note, CHECKPOINT_SIZE_MAX);
    hash_sha256(span_of_text(log->name), &digest);
    hex_encode(SPAN(digest), book->name);
    r = path_of(witness, book, "checkpoint", NULL, path);
    if (r != 0) {
        return r;
    }
    if (file_make_parents(path) != 0) {
        return WITNESS_DENIED;
    }
    r = file_read(path, &book->note);
    if (r == FILE_ABSENT) {
        return 0;
    }
    if (r != 0) {
        return r < 0 ? r : WITNESS_DAMAGED;
    }
    return judge_kept(witness, book);
}

int witness_open(const struct witness_options *options, struct witness **out)
{
    struct witness *witness;
    size_t i;
    int r;

    if (options->log_count > WITNESS_LOGS_MAX) {
        return FAULT(FAULT_BUG);
    }
    witness = calloc(1, sizeof(*witness));
    if (witness == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    witness->options = *options;
    witness->lock = -1;
    r = take_lock(witness);
    for (i = 0; r == 0 && i < options->log_count; i++) {
        r = open_book(witness, &options->logs[i]);
    }
    if (r == 0) {
        *out = witness;
    } else {
        witness_free(witness);
    }
    return r;
}

void witness_free(struct witness *witness)
{
    size_t i;

    if (witness == NULL) {
        return;
    }
    for (i = 0; i < witness->count; i++) {
        buf_deinit(&witness->books[i].note);
    }
    if (witness->lock >= 0) {
        (void)close(witness->lock);
    }
    free(witness);
}

static struct logbook *find_book(struct witness *witness, const char *origin)
{
    size_t i;

    for (i = 0; i < witness->count; i++) {
        if (strcmp(witness->books[i].key->name, origin) == 0) {
            return &witness->books[i];
        }
    }
    return NULL;
}

/* The checkpoint with the log's signature and this witness's, which `line` is. */
static int keep(struct witness *witness,
                struct logbook *book,
                const struct checkpoint *checkpoint,
                struct span line)
{
    char path[FILE_PATH_SIZE];
    struct buf note;
    int r;

    buf_init(&note, CHECKPOINT_SIZE_MAX);
    buf_put_span(&note, checkpoint->text);
    buf_put_u8(&note, '\n');
    r = checkpoint_put_lines(checkpoint, book->key, &note);
    buf_put_span(&note, line);
    if (r == 0) {
        r = FOLD(buf_status(&note));
    }
    if (r == 0) {
        r = FOLD(path_of(witness, book, "checkpoint", NULL, path));
    }
    if (r == 0) {
        r = FOLD(file_replace(path, buf_span(&note), MODE));
    }
    if (r != 0) {
        buf_deinit(&note);
        return r;
    }
    buf_deinit(&book->note);
    book->note = note;
    book->head = checkpoint->head;
    return 0;
}

static int cosign(struct witness *witness,
                  struct logbook *book,
                  const struct checkpoint *checkpoint,
                  struct server_reply *reply)
{
    int r = checkpoint_cosign(checkpoint,
                              witness->options.key,
                              witness->options.secret,
                              clock_now(witness->options.clock),
                              &reply->body);

    return r != 0 ? r : keep(witness, book, checkpoint, buf_span(&reply->body));
}

/* Whether the log signed another root for the very size that was cosigned. */
static bool is_contradiction(const struct logbook *book,
                             const struct watch_request *request)
{
    const struct tree_head *head = &request->checkpoint.head;

    return book->head.size > 0 && head->size == book->head.size
           && !span_is_equal(SPAN(head->root), SPAN(book->head.root));
}

/* The first of a size is kept; what is there is never written over. */
static int keep_evidence(struct witness *witness,
                         struct logbook *book,
                         const struct watch_request *request)
{
    const struct tree_head *head = &request->checkpoint.head;
    bool is_fork = is_contradiction(book, request);
    char path[FILE_PATH_SIZE];
    struct buf both;
    int r;

    if (!is_fork && book->unproven == UNPROVEN_MAX) {
        return 0;
    }
    book->unproven += is_fork ? 0 : 1;
    buf_init(&both, 2 * (size_t)CHECKPOINT_SIZE_MAX + 1);
    buf_put_span(&both, buf_span(&book->note));
    buf_put_u8(&both, '\n');
    buf_put_span(&both, request->note);
    r = FOLD(buf_status(&both));
    if (r == 0) {
        r = FOLD(
            path_of(witness, book, is_fork ? "fork" : "unproven", &head->size, path));
    }
    if (r == 0) {
        r = file_create(path, buf_span(&both), MODE);
        r = r == FILE_EXISTS ? 0 : FOLD(r);
    }
    buf_deinit(&both);
    return r;
}

static int
add_checkpoint(struct witness *witness, struct span body, struct server_reply *reply)
{
    struct watch_request request;
    struct logbook *book;
    int r = watch_parse(body, &request);

    if (r != 0) {
        reply->status = watch_status(r);
        return r < 0 ? r : 0;
    }
    book = find_book(witness, request.checkpoint.origin);
    if (book == NULL) {
        reply->status = watch_status(WATCH_UNKNOWN);
        return 0;
    }
    r = watch_judge(&request, book->key, &book->head);
    if (r < 0) {
        return r;
    }
    reply->status = watch_status(r);
    if (r == 0) {
        return cosign(witness, book, &request.checkpoint, reply);
    }
    if (r == WATCH_CONFLICT) {
        reply->type = type_size;
        buf_printf(&reply->body, "%" PRIu64 "\n", book->head.size);
    }
    if ((r == WATCH_FORK && book->head.size > 0)
        || (r == WATCH_CONFLICT && is_contradiction(book, &request))) {
        return keep_evidence(witness, book, &request);
    }
    return 0;
}

static void
show_checkpoint(struct witness *witness, const char *path, struct server_reply *reply)
{
    char expected[NAME_SIZE_MAX];
    size_t i;

    reply->status = STATUS_NOT_FOUND;
    for (i = 0; i < witness->count; i++) {
        (void)snprintf(
            expected, sizeof(expected), "/%s/checkpoint", witness->books[i].name);
        if (strcmp(path, expected) == 0 && witness->books[i].head.size > 0) {
            reply->status = watch_status(0);
            buf_put_span(&reply->body, buf_span(&witness->books[i].note));
        }
    }
}

int witness_answer(void *context,
                   const struct server_request *request,
                   struct server_reply *reply)
{
    struct witness *witness = context;
    bool is_add = strcmp(request->path, "/add-checkpoint") == 0;
    int r = 0;

    reply->type = type_text;
    if (is_add && request->verb == SERVER_POST) {
        r = add_checkpoint(witness, request->body, reply);
    } else if (is_add || request->verb == SERVER_POST) {
        reply->status = is_add ? STATUS_BAD_METHOD : STATUS_NOT_FOUND;
    } else {
        show_checkpoint(witness, request->path, reply);
    }
    return r != 0 ? r : FOLD(buf_status(&reply->body));
}
