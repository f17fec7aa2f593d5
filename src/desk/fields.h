/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Days and email addresses as the roll keeps them. Inside desk/ only. */
#ifndef DESK_FIELDS_H
#define DESK_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether it is "YYYY-MM-DD" and such a day exists. */
bool fields_is_day(const char *text);

/* The UK's civil day of a moment, into out[MEMBER_DAY_SIZE]. */
void fields_day(int64_t moment, char *out);

/* Whether it may be an email address: one @, a name before it, a host with a dot
 * behind it, and nothing that could break a mail's header. */
bool fields_is_email(const char *text);

#endif
