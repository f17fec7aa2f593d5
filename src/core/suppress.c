// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/suppress.h"

#include <string.h>

/*
 * Rows, columns, and two nodes more make a network in which the table is a circulation:
 * the total of a row flows from `source` to it, a count from its row to its column, the
 * total of a column to `sink`, and all of it back. Hidden counts can then be changed
 * along cycles of hidden arcs, down to nought; a count on no such cycle is known to
 * anybody who can reckon.
 */
enum {
    NODES_MAX = SUPPRESS_ROWS_MAX + SUPPRESS_COLUMNS_MAX + 2,
};

void suppress_sum(struct suppress_table *table)
{
    size_t i;
    size_t j;

    for (j = 0; j <= table->columns; j++) {
        table->counts[table->rows][j] = 0;
    }
    for (i = 0; i < table->rows; i++) {
        table->counts[i][table->columns] = 0;
        for (j = 0; j < table->columns; j++) {
            table->counts[i][table->columns] += table->counts[i][j];
            table->counts[table->rows][j] += table->counts[i][j];
        }
        table->counts[table->rows][table->columns] += table->counts[i][table->columns];
    }
}

static size_t nodes(const struct suppress_table *table)
{
    return table->rows + table->columns + 2;
}

/* Cells one after another, totals among them. */
static size_t cells(const struct suppress_table *table)
{
    return (table->rows + 1) * (table->columns + 1);
}

static struct suppress_place cell_at(const struct suppress_table *table, size_t place)
{
    return (struct suppress_place){place / (table->columns + 1),
                                   place % (table->columns + 1)};
}

static bool is_same(struct suppress_place a, struct suppress_place b)
{
    return a.row == b.row && a.column == b.column;
}

static bool is_hidden(const struct suppress_table *table, struct suppress_place cell)
{
    return table->is_hidden[cell.row][cell.column];
}

static uint64_t figure_of(const struct suppress_table *table,
                          struct suppress_place cell)
{
    return table->counts[cell.row][cell.column];
}

/* Where the arc of a cell begins and ends. */
static size_t tail_of(const struct suppress_table *table, struct suppress_place cell)
{
    if (cell.row < table->rows && cell.column < table->columns) {
        return cell.row;
    }
    if (cell.row < table->rows) {
        return table->rows + table->columns; /* the source */
    }
    return cell.column < table->columns ? table->rows + cell.column
                                        : table->rows + table->columns + 1;
}

static size_t head_of(const struct suppress_table *table, struct suppress_place cell)
{
    if (cell.row < table->rows) {
        return cell.column < table->columns ? table->rows + cell.column : cell.row;
    }
    return cell.column < table->columns ? table->rows + table->columns + 1
                                        : table->rows + table->columns;
}

/* Which nodes lead to which by a hidden arc that may change, but for one. */
struct network {
    size_t count;
    bool leads[NODES_MAX][NODES_MAX];
};

static void draw(const struct suppress_table *table,
                 struct suppress_place without,
                 struct network *out)
{
    size_t i;

    memset(out, 0, sizeof(*out));
    out->count = nodes(table);
    for (i = 0; i < cells(table); i++) {
        struct suppress_place cell = cell_at(table, i);
        size_t tail = tail_of(table, cell);
        size_t head = head_of(table, cell);

        if (is_hidden(table, cell) && !is_same(cell, without)) {
            out->leads[tail][head] = true;
            /* Backwards it can be made less. */
            out->leads[head][tail] |= figure_of(table, cell) > 0;
        }
    }
}

/* Nodes found, in the order of finding. */
struct walk {
    size_t count;
    size_t queue[NODES_MAX];
    bool seen[NODES_MAX];
};

static void find_node(struct walk *walk, size_t node)
{
    if (!walk->seen[node]) {
        walk->seen[node] = true;
        walk->queue[walk->count++] = node;
    }
}

static void follow(const struct network *network, size_t node, struct walk *walk)
{
    size_t i;

    for (i = 0; i < network->count; i++) {
        if (network->leads[node][i]) {
            find_node(walk, i);
        }
    }
}

static bool is_reached(const struct network *network, size_t from, size_t to)
{
    struct walk walk;
    size_t next;

    memset(&walk, 0, sizeof(walk));
    find_node(&walk, from);
    for (next = 0; next < walk.count; next++) {
        follow(network, walk.queue[next], &walk);
    }
    return walk.seen[to];
}

/* Whether a hidden count could as well be another. */
static bool is_open(const struct suppress_table *table, struct suppress_place cell)
{
    struct network network;
    size_t tail = tail_of(table, cell);
    size_t head = head_of(table, cell);

    draw(table, cell, &network);
    return is_reached(&network, head, tail)
           || (figure_of(table, cell) > 0 && is_reached(&network, tail, head));
}

/* Hidden alone in its row, or in its column: plain to see. */
static bool
is_alone(const struct suppress_table *table, struct suppress_place cell, bool in_row)
{
    size_t others = 0;
    size_t i;

    for (i = 0; i <= (in_row ? table->columns : table->rows); i++) {
        others +=
            in_row ? table->is_hidden[cell.row][i] : table->is_hidden[i][cell.column];
    }
    return others == 1;
}

/* A count that must be covered by another one, and where to look for that. */
struct gap {
    struct suppress_place known;
    bool by_row;
    bool by_column;
};

static bool find_alone(const struct suppress_table *table, struct gap *out)
{
    size_t i;

    for (i = 0; i < cells(table); i++) {
        struct suppress_place cell = cell_at(table, i);

        if (!is_hidden(table, cell)) {
            continue;
        }
        *out = (struct gap){
            cell, is_alone(table, cell, true), is_alone(table, cell, false)};
        if (out->by_row || out->by_column) {
            return true;
        }
    }
    return false;
}

static bool find_known(const struct suppress_table *table, struct gap *out)
{
    size_t i;

    for (i = 0; i < cells(table); i++) {
        struct suppress_place cell = cell_at(table, i);

        if (is_hidden(table, cell) && !is_open(table, cell)) {
            *out = (struct gap){cell, true, true};
            return true;
        }
    }
    return false;
}

/* Totals are worth more to a reader, and larger counts too. */
static bool is_cheaper(const struct suppress_table *table,
                       struct suppress_place a,
                       struct suppress_place b)
{
    bool a_total = a.row == table->rows || a.column == table->columns;
    bool b_total = b.row == table->rows || b.column == table->columns;

    return a_total != b_total ? b_total : figure_of(table, a) < figure_of(table, b);
}

static bool is_beside(const struct gap *gap, struct suppress_place cell)
{
    return (gap->by_row && cell.row == gap->known.row)
           || (gap->by_column && cell.column == gap->known.column);
}

/* The cheapest beside the gap; without a gap, of all. */
static bool find_cover(const struct suppress_table *table,
                       const struct gap *gap,
                       struct suppress_place *out)
{
    bool found = false;
    size_t i;

    for (i = 0; i < cells(table); i++) {
        struct suppress_place cell = cell_at(table, i);

        if (!is_hidden(table, cell) && (gap == NULL || is_beside(gap, cell))
            && (!found || is_cheaper(table, cell, *out))) {
            *out = cell;
            found = true;
        }
    }
    return found;
}

void suppress(struct suppress_table *table)
{
    struct suppress_place cover;
    struct gap gap;
    size_t i;

    for (i = 0; i < cells(table); i++) {
        struct suppress_place cell = cell_at(table, i);

        table->is_hidden[cell.row][cell.column] |=
            figure_of(table, cell) < SUPPRESS_LEAST;
    }
    /* Each turn hides one more: when all is hidden, at the latest, it ends. */
    while ((find_alone(table, &gap) || find_known(table, &gap))
           && (find_cover(table, &gap, &cover) || find_cover(table, NULL, &cover))) {
        table->is_hidden[cover.row][cover.column] = true;
    }
}

uint64_t suppress_round(uint64_t count)
{
    return (count + SUPPRESS_STEP / 2) / SUPPRESS_STEP * SUPPRESS_STEP;
}
