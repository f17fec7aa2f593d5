// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fields.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/span.h"
#include "store/members.h"

bool fields_is_day(const char *text)
{
    char moment[MOMENT_SIZE];
    int64_t ignored = 0;

    if (strlen(text) != MEMBER_DAY_SIZE - 1) {
        return false;
    }
    (void)snprintf(moment, sizeof(moment), "%sT00:00:00Z", text);
    /* Members may have joined before 1970; the form is the same a century later. */
    if (memcmp(moment, "19", 2) == 0 && memcmp(moment, "1970", 4) < 0) {
        moment[0] = '2';
        moment[1] = '3'; /* 1900 to 1969 and 2300 to 2369: leap years agree but 1900 */
    }
    return moment_parse(span_of_text(moment), &ignored) == 0;
}

void fields_day(int64_t moment, char *out)
{
    struct civil civil = moment_civil(moment);

    (void)snprintf(out,
                   MEMBER_DAY_SIZE,
                   "%04u-%02u-%02u",
                   (unsigned)civil.year % 10000,
                   (unsigned)civil.month % 100,
                   (unsigned)civil.day % 100);
}

bool fields_is_email(const char *text)
{
    const char *at = strchr(text, '@');
    const char *dot;
    const char *c;

    for (c = text; *c != '\0'; c++) {
        if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr("\"(),:;<>[\\]", *c)) {
            return false;
        }
    }
    if (!at || at == text || strchr(at + 1, '@')) {
        return false;
    }
    dot = strchr(at + 1, '.');
    return dot && dot != at + 1 && c[-1] != '.' && !strstr(at, "..");
}
