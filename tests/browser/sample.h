/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every page filled with made-up values and with its errors shown, for the browser. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdint.h>

#include "base/buf.h"
#include "web/pages.h"

#define LIST(name, items) .name = (items), .name##_count = ARRAY_SIZE(items)
#define SAMPLE_OPENING INT64_C(1780275600) /* 1 June 2026, 2am in the UK */
#define SAMPLE_CLOSING INT64_C(1781798400) /* 18 June 2026, 5pm in the UK */

struct sample {
    const char *name;
    int (*write)(struct buf *out);
};

/* Each ends with a NULL name. */
extern const struct sample sample_public[];
extern const struct sample sample_results[];
extern const struct sample sample_forms[];
extern const struct sample sample_member[];
extern const struct sample sample_console[];
extern const struct sample sample_polling[];
extern const struct sample sample_definition[];
extern const struct sample sample_roll[];

extern const struct part_site sample_site;
extern const struct part_desk sample_desk;
extern const char sample_statement[];

#endif
