// SPDX-License-Identifier: AGPL-3.0-or-later
#include "prepared.h"

#include "base/fault.h"
#include "core/definition.h"
#include "desk/nominate.h"

#include "confirmations.h"
#include "visitor.h"

int prepared_write(const struct face *face,
                   const struct member *member,
                   const struct site *site,
                   struct reply *reply)
{
    const struct definition *definition = face->definition;
    const struct constituency *constituency =
        definition_constituency(definition, member->cid);
    struct page_form_print_confirmations ticks[CONFIRMATIONS];
    struct confirmations words;
    char name[VISITOR_NAME_SIZE];
    struct page_form_print page = {.site = &face->site, .name = name};
    struct form form;
    size_t i;
    int r = desk_nomination_roll(site->desk, member->id, &form);

    if (r != 0 || constituency == NULL) {
        return r < 0 ? r : FAULT(FAULT_CORRUPT);
    }
    visitor_name(member, name);
    confirmations_fill(definition->limits.age_stand, &words);
    for (i = 0; i < CONFIRMATIONS; i++) {
        ticks[i].text = words.list[i].text;
    }
    page.number = member->number;
    page.constituency = constituency->name;
    page.address = form.address;
    page.needs_qualification = constituency->kind != KIND_STAFF;
    page.nominations_close = definition->timetable.at[STEP_NOMINATIONS_CLOSE];
    page.words_max = definition->limits.words;
    page.confirmations = ticks;
    page.confirmations_count = CONFIRMATIONS;
    return page_form_print_write(&page, face_page(reply));
}
