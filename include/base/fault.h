/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Faults: the machine let us down. A function that can fail returns int: 0 done,
 * negative a fault (below), positive a refusal of the callee's own enum. A fault is
 * born with FAULT(kind), which logs file and line once, and travels unchanged up to
 * main or the reply. FOLD turns a refusal that cannot happen here into FAULT_BUG.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/attr.h"

enum fault {
    FAULT_MEMORY = -1,
    FAULT_IO = -2,
    FAULT_STORE = -3,
    FAULT_CRYPTO = -4,
    FAULT_CORRUPT = -5,
    FAULT_BUG = -6,
};

/* Logs where the fault was born and returns it. */
int fault_born(enum fault fault, const char *file, int line);

/* Returns 0 and faults unchanged; a refusal becomes FAULT_BUG, logged here. */
int fault_fold(int result, const char *file, int line);

/* One word for a fault, for people: "memory", "disk or network", … Never NULL. */
const char *fault_name(int fault);

/* The comma tells every reader, the analyser too, that it is never 0. */
#define FAULT(kind) ((void)fault_born((kind), __FILE__, __LINE__), (int)(kind))
#define FOLD(result) fault_fold((result), __FILE__, __LINE__)

#endif
