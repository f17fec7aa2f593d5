// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>
#include <string.h>

#include "ledgers.h"

enum {
    LEDGERS_MAX = 32,
    HREF_SIZE = 64,
};

static bool is_granted(const struct ledgers_one *one, const struct office *office)
{
    return one->grants == 0 || (one->grants & office->officer->may) != 0;
}

static void write_href(const struct ledgers_one *one, char out[static HREF_SIZE])
{
    if (one->href != NULL) {
        (void)snprintf(out, HREF_SIZE, "%s", one->href);
    } else {
        (void)snprintf(out, HREF_SIZE, "/console/exports/%s.csv", one->name);
    }
}

int serve_exports(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    struct page_console_exports_registers list[LEDGERS_MAX];
    struct page_console_exports page = {.registers = list};
    char hrefs[LEDGERS_MAX][HREF_SIZE];
    struct office office;
    size_t count;
    const struct ledgers_one *all = ledgers_all(&count);
    size_t i;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    for (i = 0; i < count && page.registers_count < LEDGERS_MAX; i++) {
        if (is_granted(&all[i], &office)) {
            write_href(&all[i], hrefs[page.registers_count]);
            list[page.registers_count] = (struct page_console_exports_registers){
                .href = hrefs[page.registers_count],
                .title = all[i].title,
                .hint = all[i].hint};
            page.registers_count++;
        }
    }
    page.site = &office.face.site;
    page.desk = &office.desk;
    return page_console_exports_write(&page, face_page(reply));
}

/* "acts" of "acts.csv"; NULL: no such register. */
static const struct ledgers_one *find(struct span name)
{
    static const char end[] = ".csv";
    size_t size = strlen(end);
    size_t count;
    const struct ledgers_one *all = ledgers_all(&count);
    size_t i;

    for (i = 0; i < count; i++) {
        size_t length = strlen(all[i].name);

        if (all[i].href == NULL && name.size == length + size
            && memcmp(name.data, all[i].name, length) == 0
            && memcmp(name.data + length, end, size) == 0) {
            return &all[i];
        }
    }
    return NULL;
}

int serve_exports_one(const struct site *site,
                      const struct request *request,
                      struct reply *reply)
{
    const struct ledgers_one *one = find(request->captures[0]);
    struct office office;
    int r = office_find(site, request, &office);

    if (r != 0) {
        return office_refuse(reply, r);
    }
    if (one == NULL) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    if (!is_granted(one, &office)) {
        return reply_problem(reply, PROBLEM_GRANT);
    }
    (void)snprintf(reply->file,
                   sizeof(reply->file),
                   "%s%s.csv",
                   office.face.definition->practice ? "PRACTICE-" : "",
                   one->name);
    return one->write(
        site, &office, reply_begin(reply, 200, "text/csv; charset=utf-8"));
}
