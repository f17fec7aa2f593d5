// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"

#include "bulletin.h"
#include "press.h"

static const char *const warning = "PRACTICE: nobody is elected by this election";

/* The notice of this name, with or without ".pdf"; NULL: none. */
static const struct bulletin *find(struct span name, bool *is_pdf)
{
    static const char end[] = ".pdf";
    size_t size = strlen(end);
    size_t count;
    const struct bulletin *all = bulletin_all(&count);
    size_t i;

    *is_pdf = name.size > size && memcmp(name.data + name.size - size, end, size) == 0;
    if (*is_pdf) {
        name.size -= size;
    }
    for (i = 0; i < count; i++) {
        if (span_is_equal(name, span_of_text(all[i].name))) {
            return &all[i];
        }
    }
    return NULL;
}

static int write_pdf(const struct site *site,
                     const struct face *face,
                     const struct bulletin *bulletin,
                     const struct notice *notice,
                     struct reply *reply)
{
    struct buf *out;
    int r;

    if (!press_take(site->press)) {
        return reply_problem(reply, PROBLEM_BUSY);
    }
    out = reply_begin(reply, 200, "application/pdf");
    (void)snprintf(reply->file,
                   sizeof(reply->file),
                   "%snotice-%s.pdf",
                   face->definition->practice ? "PRACTICE-" : "",
                   bulletin->name);
    r = notice_print(notice,
                     face->definition->trust,
                     face->definition->practice ? warning : NULL,
                     out);
    press_give(site->press);
    return r;
}

static int write_page(const struct face *face,
                      const struct bulletin *bulletin,
                      struct notice *notice,
                      struct reply *reply)
{
    struct page_notice page = {.site = &face->site, .name = bulletin->name};
    int r = notice_page(notice, &page);

    return r != 0 ? r : page_notice_write(&page, face_page(reply));
}

int serve_notices(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    CLEANUP(notice_freep) struct notice *notice = NULL;
    struct face face;
    bool is_pdf;
    const struct bulletin *bulletin = find(request->captures[0], &is_pdf);
    int r;

    if (bulletin == NULL) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    face_fill(site, &face);
    if (face.definition == NULL) {
        return reply_problem(reply, PROBLEM_EARLY);
    }
    r = notice_new(bulletin->title, &notice);
    if (r == 0) {
        r = bulletin->fill(site, &face, notice);
    }
    if (r != 0) {
        return r < 0 ? r : reply_problem(reply, PROBLEM_EARLY);
    }
    return is_pdf ? write_pdf(site, &face, bulletin, notice, reply)
                  : write_page(&face, bulletin, notice, reply);
}
