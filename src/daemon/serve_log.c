// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdlib.h>

#include "base/fault.h"
#include "desk/overview.h"

#include "acting.h"
#include "office.h"

/* The whole log: what the page is filled from. */
struct log {
    struct acted acts[OVERVIEW_LOG];
    struct page_console_log_acts rows[OVERVIEW_LOG];
    char subjects[OVERVIEW_LOG][ACTING_SIZE];
};

static int write_log(const struct site *site,
                     const struct office *office,
                     struct log *log,
                     struct reply *reply)
{
    struct page_console_log page = {
        .site = &office->face.site, .desk = &office->desk, .acts = log->rows};
    int r = desk_acts(site->desk, OVERVIEW_LOG, log->acts, &page.acts_count);
    size_t i;

    if (r != 0) {
        return r;
    }
    for (i = 0; i < page.acts_count; i++) {
        acting_describe(&log->acts[i], log->subjects[i]);
        log->rows[i] = (struct page_console_log_acts){
            .at = log->acts[i].at,
            .who = office_name(office, &log->acts[i].officer),
            .what = log->subjects[i]};
    }
    return page_console_log_write(&page, face_page(reply));
}

int serve_console_log(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    struct log *log = NULL;
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    log = calloc(1, sizeof(*log));
    if (log == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = write_log(site, &office, log, reply);
    free(log);
    return r;
}
