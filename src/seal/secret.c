// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/secret.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <sodium.h>

#include "base/fault.h"

int secret_new(size_t size, void **out)
{
    void *secret = sodium_malloc(size);

    if (secret == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    /* sodium_malloc has tried this already, but does not say whether it worked. */
    if (sodium_mlock(secret, size) != 0) {
        sodium_free(secret);
        return FAULT(FAULT_MEMORY);
    }
    sodium_memzero(secret, size);
    *out = secret;
    return 0;
}

void secret_free(void *secret)
{
    sodium_free(secret);
}

void secret_wipe(void *bytes, size_t size)
{
    sodium_memzero(bytes, size);
}

bool secret_is_equal(const void *a, const void *b, size_t size)
{
    return sodium_memcmp(a, b, size) == 0;
}

int secret_forbid_dumps(void)
{
    const struct rlimit none = {0, 0};

    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return FAULT(FAULT_BUG);
    }
    return 0;
}
