// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "desk/overview.h"

#include "acting.h"
#include "office.h"

enum {
    PAGES_MAX = 1000000,
};

/* A page of the log: what the page is filled from. */
struct log {
    struct acted acts[OVERVIEW_LOG + 1]; /* one more: is there an older page? */
    struct page_console_log_acts rows[OVERVIEW_LOG];
    char subjects[OVERVIEW_LOG][ACTING_SIZE];
};

/* "page=2" of the address; 1 where there is none. */
static size_t read_page(struct span query)
{
    static const char name[] = "page=";
    size_t size = strlen(name);
    uint64_t number = 1;

    if (query.size > size && memcmp(query.data, name, size) == 0
        && text_number(
               span_of(query.data + size, query.size - size), PAGES_MAX, &number)
               != 0) {
        return 1;
    }
    return (size_t)number;
}

static int write_log(const struct site *site,
                     const struct office *office,
                     size_t number,
                     struct log *log,
                     struct reply *reply)
{
    struct page_console_log page = {
        .site = &office->face.site, .desk = &office->desk, .acts = log->rows};
    size_t count = 0;
    size_t i;
    int r = desk_acts_from(
        site->desk, (number - 1) * OVERVIEW_LOG, OVERVIEW_LOG + 1, log->acts, &count);

    if (r != 0) {
        return r;
    }
    page.acts_count = count > OVERVIEW_LOG ? OVERVIEW_LOG : count;
    page.is_first = number == 1;
    page.newer = number - 1;
    page.has_older = count > OVERVIEW_LOG;
    page.older = number + 1;
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
    r = write_log(site, &office, read_page(request->query), log, reply);
    free(log);
    return r;
}
