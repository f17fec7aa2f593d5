// SPDX-License-Identifier: AGPL-3.0-or-later
#include "darkroom_child.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <seccomp.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/reader.h"
#include "post/child.h"
#include "wire/picture.h"

#include "darkroom.h"

enum {
    CPU_SECONDS = 8,
    WALL_MILLISECONDS = 12000,
};

/* All that a worker may ask of the kernel: memory, its streams, its end. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(sendto),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

static const enum darkroom_refusal refusals[PICTURE_REFUSALS] = {
    [PICTURE_KIND] = DARKROOM_KIND,
    [PICTURE_DAMAGED] = DARKROOM_DAMAGED,
    [PICTURE_LARGE] = DARKROOM_LARGE,
    [PICTURE_SMALL] = DARKROOM_SMALL,
};

static int fill_filter(scmp_filter_ctx filter)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < ARRAY_SIZE(allowed); i++) {
        r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    }
    return r;
}

/* A kernel without the filter lets nobody decode here. */
static int give_up_rights(void)
{
    const struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS};
    const struct rlimit none = {0, 0};
    scmp_filter_ctx filter;
    int r;

    if (setrlimit(RLIMIT_CPU, &cpu) != 0 || setrlimit(RLIMIT_CORE, &none) != 0
        || setrlimit(RLIMIT_FSIZE, &none) != 0 || setrlimit(RLIMIT_NPROC, &none) != 0
        || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return FAULT(FAULT_IO);
    }
    filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill_filter(filter);
    if (r == 0) {
        r = seccomp_load(filter);
    }
    seccomp_release(filter);
    return r == 0 ? 0 : FAULT(FAULT_IO);
}

static int answer(int socket, uint8_t refusal, struct span picture)
{
    CLEANUP(buf_deinit) struct buf head;

    buf_init(&head, DARKROOM_ANSWER);
    buf_put_u8(&head, refusal);
    buf_put_u32(&head, (uint32_t)picture.size);
    return buf_status(&head) != 0 || child_put(socket, buf_span(&head)) != 0
                   || child_put(socket, picture) != 0
               ? 1
               : 0;
}

static int work(int socket, struct span file)
{
    CLEANUP(buf_deinit) struct buf picture;
    int r = give_up_rights();

    buf_init(&picture, PICTURE_SIZE_MAX);
    if (r == 0) {
        r = picture_make(file, &picture);
    }
    if (r < 0 || r >= PICTURE_REFUSALS) {
        return 1;
    }
    return answer(socket,
                  r == 0 ? 0 : (uint8_t)refusals[r],
                  r == 0 ? buf_span(&picture) : span_of("", 0));
}

static int64_t milliseconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What the worker sent until its end, or until it has had time enough. */
static void collect(int socket, struct buf *out)
{
    struct pollfd waits = {.fd = socket, .events = POLLIN};
    int64_t end = milliseconds() + WALL_MILLISECONDS;
    int64_t left = WALL_MILLISECONDS;
    uint8_t piece[4096];
    ssize_t got = 1;

    while (got > 0 && left > 0 && poll(&waits, 1, (int)left) > 0) {
        got = read(socket, piece, sizeof(piece));
        if (got > 0) {
            buf_put(out, piece, (size_t)got);
        }
        left = end - milliseconds();
    }
}

/* Whether these are an answer, whole. */
static bool is_answer(struct span bytes)
{
    struct reader reader;
    uint8_t refusal;

    reader_init(&reader, bytes);
    refusal = reader_u8(&reader);
    return bytes.size >= DARKROOM_ANSWER && refusal < DARKROOM_BUSY
           && reader_u32(&reader) == bytes.size - DARKROOM_ANSWER;
}

/* One worker, one photograph. */
static int employ(int socket, struct span file)
{
    CLEANUP(buf_deinit) struct buf said;
    int pair[2];
    pid_t worker;

    buf_init(&said, DARKROOM_ANSWER + PICTURE_SIZE_MAX);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return FAULT(FAULT_IO);
    }
    worker = fork();
    if (worker == 0) {
        (void)close(pair[0]);
        (void)close(socket);
        _exit(work(pair[1], file));
    }
    (void)close(pair[1]);
    if (worker > 0) {
        collect(pair[0], &said);
        (void)kill(worker, SIGKILL);
        (void)waitpid(worker, NULL, 0);
    }
    (void)close(pair[0]);
    if (worker < 0) {
        return FAULT(FAULT_IO);
    }
    if (buf_status(&said) == 0 && is_answer(buf_span(&said))) {
        return child_put(socket, buf_span(&said));
    }
    return answer(socket, DARKROOM_DAMAGED, span_of("", 0));
}

int darkroom_child_run(int socket)
{
    uint8_t head[DARKROOM_ORDER];
    struct reader reader;
    int r = 0;

    while (r == 0 && child_get(socket, head, sizeof(head)) == 0) {
        CLEANUP(buf_deinit) struct buf file;

        reader_init(&reader, SPAN(head));
        buf_init(&file, PICTURE_FILE_MAX);
        r = child_take(socket, reader_u32(&reader), &file);
        if (r == 0) {
            r = employ(socket, buf_span(&file));
        }
    }
    return r != 0;
}
