// SPDX-License-Identifier: AGPL-3.0-or-later
#include "candidacy.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "core/definition.h"
#include "desk/nominate.h"
#include "desk/settle.h"

#include "confirmations.h"
#include "said.h"
#include "visitor.h"

enum {
    DECLARATION_SIZE = 1000,
};

/* The forms of the candidates who stand, and what the page points to. */
struct shelf {
    struct page_me_forms page;
    struct standings *standings;
    struct page_me_forms_forms list[CANDIDATES_MAX];
    struct part_said said[CANDIDATES_MAX];
    struct nomination nominations[CANDIDATES_MAX];
    char declaration[DECLARATION_SIZE];
};

/* Whoever stands has made every declaration: a form that lacks one is not valid. */
static void write_declaration(const struct definition *definition, char *out)
{
    struct confirmations words;
    struct buf text;
    size_t i;

    buf_init(&text, DECLARATION_SIZE - 1);
    confirmations_fill(definition->limits.age_stand, &words);
    for (i = 0; i < CONFIRMATIONS; i++) {
        buf_printf(&text, "%s%s", i > 0 ? "\n" : "", words.list[i].text);
    }
    if (buf_status(&text) == 0) {
        memcpy(out, buf_text(&text), text.size + 1);
    }
    buf_deinit(&text);
}

static int
add_form(struct desk *desk, const struct standing *standing, struct shelf *shelf)
{
    size_t place = shelf->page.forms_count;
    struct nomination *nomination = &shelf->nominations[place];
    const struct form *form = &nomination->form;
    int r;

    if (standing->is_withheld) {
        return 0;
    }
    r = desk_nomination(desk, standing->member, nomination);
    if (r != 0) {
        return r > 0 ? 0 : r;
    }
    shelf->said[place] = said_of(form);
    shelf->list[place] = (struct page_me_forms_forms){
        .number = standing->number,
        .name = standing->name,
        .received = nomination->submitted,
        .address = standing->address,
        .said = &shelf->said[place],
        .declaration =
            form->confirmed == FORM_CONFIRMS_ALL ? shelf->declaration : "Not complete",
        .signature = form->signature,
        .date = form->signed_on};
    shelf->page.forms_count++;
    return 0;
}

static int fill(struct desk *desk, uint16_t cid, struct shelf *shelf)
{
    int r = desk_standings(desk, cid, &shelf->standings);
    size_t i;

    for (i = 0; r == 0 && i < shelf->standings->count; i++) {
        r = add_form(desk, &shelf->standings->list[i], shelf);
    }
    return r;
}

static void shelf_free(struct shelf *shelf)
{
    if (shelf != NULL) {
        standings_free(shelf->standings);
        free(shelf);
    }
}

OWNED(shelf)

static int write_shelf(const struct site *site,
                       const struct visitor *here,
                       uint16_t cid,
                       struct reply *reply)
{
    const struct definition *definition = here->face.definition;
    CLEANUP(shelf_freep) struct shelf *shelf = calloc(1, sizeof(*shelf));
    int r;

    if (shelf == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    shelf->page.site = &here->face.site;
    shelf->page.number = cid;
    shelf->page.constituency = definition->constituencies[cid - 1].name;
    shelf->page.forms = shelf->list;
    write_declaration(definition, shelf->declaration);
    r = fill(site->desk, cid, shelf);
    if (r == 0) {
        return page_me_forms_write(&shelf->page, face_page(reply));
    }
    return r < 0 ? r : reply_problem(reply, PROBLEM_EARLY);
}

static int
show(const struct site *site, const struct visitor *here, struct reply *reply)
{
    uint16_t cid = 0;

    if (face_number(&here->face, here->request->captures[0], &cid) != 0) {
        return reply_problem(reply, PROBLEM_NOT_FOUND);
    }
    return write_shelf(site, here, cid, reply);
}

int serve_inspect(const struct site *site,
                  const struct request *request,
                  struct reply *reply)
{
    return visitor_show(site, request, show, reply);
}
