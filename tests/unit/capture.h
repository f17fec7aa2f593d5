/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef TESTS_CAPTURE_H
#define TESTS_CAPTURE_H

#include <stddef.h>

/* What the act writes to stderr, at most size - 1 bytes of it. */
void capture(void (*act)(void), char *out, size_t size);

#endif
