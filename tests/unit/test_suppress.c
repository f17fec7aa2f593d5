// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/suppress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
    PRIME = 2147483629, /* for reckoning in a field */
    SIDE = 5,           /* of the tables made up */
    CELLS_MAX = (SIDE + 1) * (SIDE + 1),
    LINES_MAX = 2 * (SIDE + 1),
    TRIALS = 4000,
    SMALL_TRIALS = 12,
    MOST = 33, /* larger than any count that is tried */
};

static uint64_t state_of_chance = 20261122;

static uint64_t chance(uint64_t below)
{
    state_of_chance = state_of_chance * UINT64_C(6364136223846793005) + 1;
    return (state_of_chance >> 33) % below;
}

static struct suppress_table make(size_t rows, size_t columns, uint64_t most)
{
    struct suppress_table table = {.rows = rows, .columns = columns};
    size_t i;
    size_t j;

    for (i = 0; i < rows; i++) {
        for (j = 0; j < columns; j++) {
            table.counts[i][j] = chance(2) == 0 ? chance(15) : chance(most);
        }
    }
    suppress_sum(&table);
    return table;
}

/* The equations an onlooker has: every row and every column adds up to its total. */
struct equations {
    size_t lines;
    size_t unknowns;
    int64_t of[LINES_MAX][CELLS_MAX];
};

static int64_t modulo(int64_t a)
{
    return ((a % PRIME) + PRIME) % PRIME;
}

static int64_t inverse(int64_t a)
{
    int64_t power = PRIME - 2;
    int64_t result = 1;

    for (; power > 0; power >>= 1) {
        if (power & 1) {
            result = result * a % PRIME;
        }
        a = a * a % PRIME;
    }
    return result;
}

static struct equations write_down(const struct suppress_table *table)
{
    struct equations all = {.lines = table->rows + 1 + table->columns + 1};
    size_t width = table->columns + 1;
    size_t k;

    for (k = 0; k < (table->rows + 1) * width; k++) {
        size_t i = k / width;
        size_t j = k % width;

        if (table->is_hidden[i][j]) {
            all.of[i][all.unknowns] = j == table->columns ? PRIME - 1 : 1;
            all.of[table->rows + 1 + j][all.unknowns] =
                i == table->rows ? PRIME - 1 : 1;
            all.unknowns++;
        }
    }
    return all;
}

static void swap(struct equations *all, size_t a, size_t b)
{
    int64_t line[CELLS_MAX];

    memcpy(line, all->of[a], sizeof(line));
    memcpy(all->of[a], all->of[b], sizeof(line));
    memcpy(all->of[b], line, sizeof(line));
}

/* Takes a line off all others so that only it has the unknown. */
static void clear_unknown(struct equations *all, size_t line, size_t u)
{
    size_t i;
    size_t k;

    for (i = 0; i < all->lines; i++) {
        int64_t factor =
            i == line ? 0 : all->of[i][u] * inverse(all->of[line][u]) % PRIME;

        for (k = 0; k < all->unknowns; k++) {
            all->of[i][k] = modulo(all->of[i][k] - factor * all->of[line][k]);
        }
    }
}

static size_t count_terms(const struct equations *all, size_t line)
{
    size_t terms = 0;
    size_t u;

    for (u = 0; u < all->unknowns; u++) {
        terms += all->of[line][u] != 0;
    }
    return terms;
}

/* Solves as far as can be: gives how many unknowns are then known for themselves. */
static size_t solve(struct equations *all)
{
    size_t line = 0;
    size_t known = 0;
    size_t u;

    for (u = 0; u < all->unknowns && line < all->lines; u++) {
        size_t pivot = line;

        while (pivot < all->lines && all->of[pivot][u] == 0) {
            pivot++;
        }
        if (pivot < all->lines) {
            swap(all, pivot, line);
            clear_unknown(all, line, u);
            line++;
        }
    }
    while (line > 0) {
        known += count_terms(all, --line) == 1;
    }
    return known;
}

static void test_no_hidden_count_follows_from_rows_columns_and_totals(void **state)
{
    size_t trial;

    (void)state;
    for (trial = 0; trial < TRIALS; trial++) {
        struct suppress_table table =
            make(1 + (size_t)chance(SIDE), 1 + (size_t)chance(SIDE), 200);
        struct equations all;

        suppress(&table);
        all = write_down(&table);
        assert_int_equal(solve(&all), 0);
    }
}

/* Whether a table says what another one tells: rounded, as it is told. */
static bool agrees(const struct suppress_table *told,
                   const struct suppress_table *tried)
{
    size_t i;

    for (i = 0; i < 9; i++) {
        if (!told->is_hidden[i / 3][i % 3]
            && suppress_round(tried->counts[i / 3][i % 3])
                   != suppress_round(told->counts[i / 3][i % 3])) {
            return false;
        }
    }
    return true;
}

/* Tries all tables of two by two up to a size that agree with what is told: in one of
 * them each count, hidden or not, is another, and each is ten or more, so that nothing
 * tells of a group of one to nine that it is one. */
static void check_by_trying(const struct suppress_table *told)
{
    struct suppress_table tried = *told;
    bool varies[9] = {false};
    bool is_large[9] = {false};
    size_t number;
    size_t i;

    for (number = 0; number < (size_t)MOST * MOST * MOST * MOST; number++) {
        tried.counts[0][0] = number % MOST;
        tried.counts[0][1] = number / MOST % MOST;
        tried.counts[1][0] = number / MOST / MOST % MOST;
        tried.counts[1][1] = number / MOST / MOST / MOST;
        suppress_sum(&tried);
        for (i = 0; agrees(told, &tried) && i < 9; i++) {
            varies[i] |= tried.counts[i / 3][i % 3] != told->counts[i / 3][i % 3];
            is_large[i] |= tried.counts[i / 3][i % 3] >= SUPPRESS_LEAST;
        }
    }
    for (i = 0; i < 9; i++) {
        assert_true(varies[i]);
        assert_true(is_large[i]);
    }
}

static void test_no_hidden_count_follows_from_being_no_less_than_nought(void **state)
{
    /* Two noughts and a total would be known, and so would what is left of ten. */
    static const uint64_t counts[][4] = {
        {0, 0, 12, 30}, {0, 10, 10, 0}, {0, 0, 0, 11}, {9, 1, 20, 20}, {0, 0, 0, 0}};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        struct suppress_table table = {.rows = 2, .columns = 2};

        memcpy(table.counts[0], counts[i], 2 * sizeof(uint64_t));
        memcpy(table.counts[1], counts[i] + 2, 2 * sizeof(uint64_t));
        suppress_sum(&table);
        suppress(&table);
        check_by_trying(&table);
    }
    for (i = 0; i < SMALL_TRIALS; i++) {
        struct suppress_table table = make(2, 2, 25);

        suppress(&table);
        check_by_trying(&table);
    }
}

static void test_groups_below_ten_are_hidden_and_nothing_is_without_reason(void **state)
{
    size_t trial;
    size_t k;

    (void)state;
    for (trial = 0; trial < TRIALS; trial++) {
        struct suppress_table table =
            make(1 + (size_t)chance(SIDE), 1 + (size_t)chance(SIDE), 40);
        size_t width = table.columns + 1;
        size_t small = 0;
        size_t hidden = 0;

        suppress(&table);
        for (k = 0; k < (table.rows + 1) * width; k++) {
            bool is_small = table.counts[k / width][k % width] < SUPPRESS_LEAST;

            small += is_small;
            hidden += table.is_hidden[k / width][k % width];
            assert_true(!is_small || table.is_hidden[k / width][k % width]);
        }
        assert_true(small > 0 || hidden == 0);
    }
}

static void test_one_small_group_takes_the_next_smallest_along(void **state)
{
    struct suppress_table table = {.rows = 1, .columns = 4};

    (void)state;
    table.counts[0][0] = 120;
    table.counts[0][1] = 4;
    table.counts[0][2] = 33;
    table.counts[0][3] = 57;
    suppress_sum(&table);
    suppress(&table);
    assert_false(table.is_hidden[0][0]);
    assert_true(table.is_hidden[0][1]);
    assert_true(table.is_hidden[0][2]);
    assert_false(table.is_hidden[0][3]);
    assert_false(table.is_hidden[0][4]);
}

static void test_what_was_hidden_elsewhere_stays_hidden(void **state)
{
    struct suppress_table table = {.rows = 3, .columns = 1};

    (void)state;
    table.counts[0][0] = 20;
    table.counts[1][0] = 30;
    table.counts[2][0] = 40;
    suppress_sum(&table);
    table.is_hidden[1][0] = true;
    suppress(&table);
    assert_true(table.is_hidden[1][0]);
    assert_true(table.is_hidden[0][0]);
    assert_false(table.is_hidden[2][0]);
}

/* What two figures of a group tell of those who came or left between them. */
static void test_two_rounded_figures_tell_of_no_few_people(void **state)
{
    uint64_t before;
    uint64_t after;

    (void)state;
    for (before = SUPPRESS_LEAST; before < 200; before++) {
        assert_in_range(suppress_round(before), SUPPRESS_LEAST, 200);
        assert_int_equal(suppress_round(before) % SUPPRESS_STEP, 0);
        for (after = before; after < before + SUPPRESS_LEAST; after++) {
            uint64_t from = suppress_round(before);
            uint64_t to = suppress_round(after);

            /* As many could have stayed, or ten and more have come. */
            assert_true(to == from || to == from + SUPPRESS_STEP);
            assert_true(to == from
                        || (suppress_round(from) == from
                            && suppress_round(from + SUPPRESS_LEAST) == to));
        }
    }
}

static void test_the_largest_table_is_decided(void **state)
{
    struct suppress_table table = make(SUPPRESS_ROWS_MAX, SUPPRESS_COLUMNS_MAX, 3000);
    size_t hidden = 0;
    size_t i;

    (void)state;
    suppress(&table);
    for (i = 0; i < table.rows; i++) {
        hidden += table.is_hidden[i][0];
    }
    assert_in_range(hidden, 1, table.rows);
    assert_false(table.is_hidden[table.rows][table.columns]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_hidden_count_follows_from_rows_columns_and_totals),
        cmocka_unit_test(test_no_hidden_count_follows_from_being_no_less_than_nought),
        cmocka_unit_test(
            test_groups_below_ten_are_hidden_and_nothing_is_without_reason),
        cmocka_unit_test(test_one_small_group_takes_the_next_smallest_along),
        cmocka_unit_test(test_what_was_hidden_elsewhere_stays_hidden),
        cmocka_unit_test(test_two_rounded_figures_tell_of_no_few_people),
        cmocka_unit_test(test_the_largest_table_is_decided),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
