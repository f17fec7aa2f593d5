/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rights given up in steps, by the kernel's own calls: first the files outside the
 * election's folder (Landlock), then, once it listens, the calls a daemon has no use
 * for (seccomp): starting programs, opening sockets, tracing, mounting. Best effort:
 * an older kernel lacks one or the other, which is logged and no reason not to serve.
 */
#ifndef DAEMON_SANDBOX_H
#define DAEMON_SANDBOX_H

#include "base/attr.h"

/* Before any thread: from now on only `dir` may be written, and `readable` read
 * (a folder; NULL: none) beside what the C library reads by itself. */
MUST_USE int sandbox_files(const char *dir, const char *readable);

/* Once it listens; holds for all threads. */
MUST_USE int sandbox_calls(void);

#endif
