// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/fault.h"

#include "base/log.h"

static const char *const names[] = {
    [-FAULT_MEMORY] = "memory",
    [-FAULT_IO] = "disk-or-network",
    [-FAULT_STORE] = "database",
    [-FAULT_CRYPTO] = "cryptography",
    [-FAULT_CORRUPT] = "corrupt-data",
    [-FAULT_BUG] = "program-error",
};

const char *fault_name(int fault)
{
    int index = -fault;

    if (index < 1 || index >= (int)ARRAY_SIZE(names)) {
        return "none";
    }
    return names[index];
}

int fault_born(enum fault fault, const char *file, int line)
{
    log_say(LOG_FAULT,
            LOG_WORD("fault", fault_name(fault)),
            LOG_WORD("file", file),
            LOG_NUMBER("line", line));
    return fault;
}

int fault_fold(int result, const char *file, int line)
{
    return result <= 0 ? result : fault_born(FAULT_BUG, file, line);
}
