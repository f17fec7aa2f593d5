// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdlib.h>

#include "desk/settle.h"

void standings_free(struct standings *standings)
{
    free(standings);
}
