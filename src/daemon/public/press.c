// SPDX-License-Identifier: AGPL-3.0-or-later
#include "press.h"

#include <stddef.h>

bool press_take(struct press *press)
{
    return press == NULL || !atomic_flag_test_and_set(&press->is_taken);
}

void press_give(struct press *press)
{
    if (press != NULL) {
        atomic_flag_clear(&press->is_taken);
    }
}
