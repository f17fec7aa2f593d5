// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include "base/fault.h"
#include "base/log.h"

enum {
    ABI_REFER = 2, /* renaming between folders can be allowed from here on */
};

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING                                                                        \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE                    \
     | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_DIR                     \
     | LANDLOCK_ACCESS_FS_MAKE_REG)
#define ELSE                                                                           \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR                         \
     | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO                     \
     | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

/* What the C library opens by itself. */
static const char *const system_files[] = {
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/dev/urandom",
    "/dev/null",
    /* What fontconfig opens, for notices and reports as PDF. */
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/var/cache/fontconfig",
};

/* Not one of them is needed to serve; each helps who has taken the process over. */
static const int forbidden[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(socket),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(personality),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setreuid),
    SCMP_SYS(setregid),
    SCMP_SYS(setresuid),
    SCMP_SYS(setresgid),
    SCMP_SYS(setgroups),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(io_uring_setup),
};

static int say_lacking(const char *what)
{
    log_say(LOG_LIMIT, LOG_WORD("kernel_lacks", what));
    return 0;
}

/* Allows what is asked below a path; a path that is not there needs no right. */
static int allow(int rules, const char *path, uint64_t access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access};
    long r;

    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0) {
        return 0;
    }
    r = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    if (r != 0 && errno == EINVAL) {
        /* Of a file, not a folder: folders' rights do not apply. */
        rule.allowed_access &=
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
        r = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    (void)close(rule.parent_fd);
    return r == 0 ? 0 : FAULT(FAULT_IO);
}

static int fill_rules(int rules, const char *dir, const char *readable, uint64_t extra)
{
    size_t i;
    int r = allow(rules, dir, READING | WRITING | extra);

    if (r == 0 && readable != NULL) {
        r = allow(rules, readable, READING);
    }
    for (i = 0; r == 0 && i < ARRAY_SIZE(system_files); i++) {
        r = allow(rules, system_files[i], READING);
    }
    return r;
}

int sandbox_files(const char *dir, const char *readable)
{
    struct landlock_ruleset_attr attributes = {.handled_access_fs =
                                                   READING | WRITING | ELSE};
    long abi =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    uint64_t extra = 0;
    int rules;
    int r;

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return FAULT(FAULT_IO);
    }
    if (abi < 1) {
        return say_lacking("landlock");
    }
#ifdef LANDLOCK_ACCESS_FS_REFER
    extra = abi >= ABI_REFER ? LANDLOCK_ACCESS_FS_REFER : 0;
    attributes.handled_access_fs |= extra;
#endif
    rules =
        (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
    if (rules < 0) {
        return say_lacking("landlock");
    }
    r = fill_rules(rules, dir, readable, extra);
    if (r == 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
        r = FAULT(FAULT_IO);
    }
    (void)close(rules);
    return r;
}

static int fill_filter(scmp_filter_ctx filter)
{
    size_t i;
    int r = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);

    for (i = 0; r == 0 && i < ARRAY_SIZE(forbidden); i++) {
        r = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), forbidden[i], 0);
    }
    /* Threads are allowed and processes are not: clone3 hides which, and the C library
     * then uses clone, which does not. */
    if (r == 0) {
        r = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    }
    if (r == 0) {
        r = seccomp_rule_add(filter,
                             SCMP_ACT_ERRNO(EPERM),
                             SCMP_SYS(clone),
                             1,
                             SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    }
    return r;
}

int sandbox_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int r;

    if (filter == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = fill_filter(filter);
    if (r == 0) {
        r = seccomp_load(filter);
    }
    seccomp_release(filter);
    return r == 0 ? 0 : say_lacking("seccomp");
}
