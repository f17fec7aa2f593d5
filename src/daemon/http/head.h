/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The head of a request as it lies in libmicrohttpd's memory, for guard to look at. */
#ifndef DAEMON_HEAD_H
#define DAEMON_HEAD_H

#include "exchange.h"

/* In the library's first call for a request: hands the whole head to the exchange. */
void head_read(struct exchange *exchange, const char *method, const char *version);

#endif
