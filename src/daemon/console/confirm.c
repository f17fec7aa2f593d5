// SPDX-License-Identifier: AGPL-3.0-or-later
#include "confirm.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"

#include "signin/gate.h"

enum {
    POINTS_MAX = 8,
    TEXTS_MAX = 2 * URLFORM_BODY_MAX,
};

bool confirm_is_due(const struct request *request, const struct urlform *form)
{
    return !gate_is_program(request)
           && !span_is_equal(urlform_value(form, "confirm"), span_of_text("yes"));
}

/* What the page is filled from. */
struct asking {
    char path[REQUEST_TARGET + 1];
    size_t used;
    char texts[TEXTS_MAX];
    struct page_console_confirm_points points[POINTS_MAX];
    struct page_console_confirm_fields fields[URLFORM_MAX];
};

/* A copy that ends with a NUL; NULL when it is no text. */
static const char *keep(struct asking *asking, struct span value)
{
    char *at = asking->texts + asking->used;
    size_t room = sizeof(asking->texts) - asking->used;

    if (value.size >= room || text_copy_lines(value, at, room) != 0) {
        return NULL;
    }
    asking->used += value.size + 1;
    return at;
}

static bool keep_fields(struct asking *asking,
                        const struct urlform *form,
                        struct page_console_confirm *page)
{
    size_t i;

    for (i = 0; i < form->count; i++) {
        const struct urlform_field *field = &form->list[i];
        struct page_console_confirm_fields *kept = &asking->fields[i];

        kept->name = keep(asking, field->name);
        kept->value = field->value.size > 0 ? keep(asking, field->value) : "";
        if (kept->name == NULL || kept->value == NULL) {
            return false;
        }
    }
    page->fields = asking->fields;
    page->fields_count = form->count;
    return true;
}

static int ask(const struct confirm *confirm,
               const struct request *request,
               const struct urlform *form,
               struct asking *asking,
               struct page_console_confirm *page)
{
    size_t i;

    memcpy(asking->path, request->path.data, request->path.size);
    page->action = asking->path;
    if (!keep_fields(asking, form, page)) {
        return PROBLEM_FORM;
    }
    for (i = 0; i < confirm->count && i < POINTS_MAX; i++) {
        asking->points[i].text = confirm->points[i];
    }
    page->points = asking->points;
    page->points_count = i;
    return 0;
}

int confirm_ask(const struct confirm *confirm,
                const struct office *office,
                const struct request *request,
                const struct urlform *form,
                struct reply *reply)
{
    struct asking *asking = calloc(1, sizeof(*asking));
    struct page_console_confirm page = {.site = &office->face.site,
                                        .desk = &office->desk,
                                        .title = confirm->title,
                                        .button = confirm->button,
                                        .back = confirm->back};
    int r;

    if (asking == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = ask(confirm, request, form, asking, &page);
    r = r == 0 ? page_console_confirm_write(&page, face_page(reply))
               : reply_problem(reply, (enum problem)r);
    free(asking);
    return r;
}
