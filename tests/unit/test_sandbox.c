// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

enum {
    PATH_SIZE = 256,
    KERNEL_LACKS = 77,
};

static char folder[] = "/tmp/test_sandbox_XXXXXX";

/* What a child finds out about itself; its exit code is 0 when all held. */
static int run_in_child(int (*act)(void))
{
    int status = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        _exit(act());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool can_write(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    if (file < 0) {
        return false;
    }
    (void)close(file);
    return true;
}

static bool can_read(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return false;
    }
    (void)close(file);
    return true;
}

static int write_inside_and_outside(void)
{
    char inside[PATH_SIZE];
    char renamed[PATH_SIZE];
    char outside[PATH_SIZE];

    (void)snprintf(inside, sizeof(inside), "%s/dir/file", folder);
    (void)snprintf(renamed, sizeof(renamed), "%s/dir/other", folder);
    (void)snprintf(outside, sizeof(outside), "%s/outside", folder);
    if (!can_write(outside) || !can_read("/etc/passwd")) {
        return 1;
    }
    (void)snprintf(inside, sizeof(inside), "%s/dir", folder);
    if (sandbox_files(inside, NULL) != 0) {
        return 2;
    }
    if (can_read("/etc/passwd")) {
        return KERNEL_LACKS;
    }
    (void)snprintf(inside, sizeof(inside), "%s/dir/file", folder);
    if (!can_write(inside) || rename(inside, renamed) != 0 || !can_read(renamed)) {
        return 3;
    }
    return can_write(outside) || can_read(outside) ? 4 : 0;
}

static void *do_nothing(void *context)
{
    return context;
}

static int call_what_is_forbidden(void)
{
    static char *const none[] = {NULL};
    pthread_t thread;

    if (sandbox_calls() != 0) {
        return 1;
    }
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM) {
        return 2;
    }
    if (execve("/bin/true", none, none) == 0 || errno != EPERM) {
        return 3;
    }
    if (fork() >= 0 || errno != EPERM) {
        return 4;
    }
    if (pthread_create(&thread, NULL, do_nothing, NULL) != 0) {
        return 5;
    }
    return pthread_join(thread, NULL) == 0 ? 0 : 6;
}

static void test_files_outside_the_folder_are_out_of_reach(void **state)
{
    int r;

    (void)state;
    r = run_in_child(write_inside_and_outside);
    if (r == KERNEL_LACKS) {
        skip();
    }
    assert_int_equal(r, 0);
}

static void test_a_daemon_that_listens_starts_threads_and_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(run_in_child(call_what_is_forbidden), 0);
}

static int make_folder(void **state)
{
    char dir[PATH_SIZE];

    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(dir, sizeof(dir), "%s/dir", folder);
    return mkdir(dir, 0700);
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"dir/file", "dir/other", "outside"};
    char path[PATH_SIZE];
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(names); i++) {
        (void)snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof(path), "%s/dir", folder);
    (void)rmdir(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_outside_the_folder_are_out_of_reach),
        cmocka_unit_test(test_a_daemon_that_listens_starts_threads_and_nothing_else),
    };

    log_silence();
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
