// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/profile_page.h"

#include <stdlib.h>

#include "base/fault.h"

#include "page_flow.h"

struct profile_page {
    struct page_store store;
    struct part_profile part;
};

static void fill_row(struct page_store *store,
                     const struct profile_table *table,
                     const struct profile_row *row,
                     struct part_profile_tables_rows *out)
{
    size_t count = table->columns - 1;
    struct part_profile_tables_rows_cells *cells =
        page_store_list(store, count, sizeof(*cells));
    size_t i;

    for (i = 0; cells != NULL && i < count; i++) {
        cells[i].text = row->cells[i + 1];
    }
    out->name = row->cells[0];
    out->cells = cells;
    out->cells_count = cells == NULL ? 0 : count;
}

static void fill_table(struct page_store *store,
                       const struct profile_table *table,
                       struct part_profile_tables *out)
{
    size_t count = table->columns - 1;
    struct part_profile_tables_heads *heads =
        page_store_list(store, count, sizeof(*heads));
    struct part_profile_tables_rows *rows =
        page_store_list(store, table->row_count, sizeof(*rows));
    size_t i;

    for (i = 0; heads != NULL && i < count; i++) {
        heads[i].text = table->heads.cells[i + 1];
    }
    for (i = 0; rows != NULL && i < table->row_count; i++) {
        fill_row(store, table, &table->rows[i], &rows[i]);
    }
    *out =
        (struct part_profile_tables){.heading = table->heading,
                                     .first = table->heads.cells[0],
                                     .heads = heads,
                                     .heads_count = heads == NULL ? 0 : count,
                                     .rows = rows,
                                     .rows_count = rows == NULL ? 0 : table->row_count};
}

int profile_page_new(const struct profile *profile, struct profile_page **out)
{
    CLEANUP(profile_page_freep) struct profile_page *page = calloc(1, sizeof(*page));
    struct part_profile_tables *tables;
    size_t i;
    int r;

    if (page == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    tables = page_store_list(&page->store, profile->count, sizeof(*tables));
    for (i = 0; tables != NULL && i < profile->count; i++) {
        fill_table(&page->store, &profile->tables[i], &tables[i]);
    }
    page->part.note = profile->note;
    page->part.tables = tables;
    page->part.tables_count = tables == NULL ? 0 : profile->count;
    r = page_store_status(&page->store);
    if (r == 0) {
        *out = profile_page_take(&page);
    }
    return r;
}

void profile_page_free(struct profile_page *page)
{
    if (page != NULL) {
        page_store_deinit(&page->store);
        free(page);
    }
}

const struct part_profile *profile_page_part(const struct profile_page *page)
{
    return &page->part;
}

int profile_page_write(const struct profile *profile, struct buf *out)
{
    CLEANUP(profile_page_freep) struct profile_page *part = NULL;
    struct page_profile page = {.title = profile->title,
                                .trust = profile->trust,
                                .warning = profile->is_practice ? "PRACTICE" : NULL};
    int r = profile_page_new(profile, &part);

    if (r != 0) {
        return r;
    }
    page.profile = &part->part;
    page.style = page_store_style(&part->store);
    r = page_store_status(&part->store);
    return r != 0 ? r : page_profile_write(&page, out);
}
