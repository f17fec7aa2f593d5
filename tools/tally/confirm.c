// SPDX-License-Identifier: AGPL-3.0-or-later
#include "confirm.h"

#include <stdio.h>
#include <string.h>

#include "command.h"

static void close_stream(FILE **stream)
{
    if (*stream != NULL) {
        (void)fclose(*stream);
    }
}

int confirm(enum confirm_mode mode, const char *question)
{
    CLEANUP(close_stream) FILE *terminal = NULL;
    char answer[16] = "";

    if (mode == CONFIRM_GIVEN) {
        return 0;
    }
    terminal = fopen("/dev/tty", "r+e");
    if (terminal == NULL) {
        return command_fail(COMMAND_REFUSED, "no terminal to ask on: --yes");
    }
    (void)fprintf(terminal, "%s Type yes: ", question);
    (void)fflush(terminal);
    if (fgets(answer, sizeof(answer), terminal) == NULL
        || strcmp(answer, "yes\n") != 0) {
        return command_fail(COMMAND_REFUSED, "the answer was not yes: nothing done");
    }
    return 0;
}
