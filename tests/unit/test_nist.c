// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/nist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct town {
    struct slate *slate;
    struct sheet *sheet;
};

static int build(struct town *town)
{
    static const char *const names[] = {"", "Ann \"A\" Able", "Ben", "Cat"};
    struct sheet_stage *stage;
    int r = slate_new(3, 1, &town->slate);

    for (size_t c = 1; r == 0 && c <= 3; c++) {
        r = slate_name(town->slate, c, span_of_text(names[c]));
    }
    r = r == 0 ? slate_title(town->slate, span_of_text("Town")) : r;
    r = r == 0 ? sheet_new(3, 2, &town->sheet) : r;
    if (r != 0) {
        return r;
    }
    stage = sheet_add_stage(town->sheet, SHEET_FIRST);
    if (stage == NULL) {
        return 1;
    }
    town->slate->names[3].is_withdrawn = true;
    town->sheet->rules = RULES_NHS_2014_STV;
    town->sheet->seats = 1;
    town->sheet->blank = 4;
    stage->totals[1] = 650;
    stage->totals[2] = 5;
    town->sheet->elected[town->sheet->elected_count++] =
        (struct sheet_mark){.candidate = 1, .stage = 1};
    return 0;
}

static int make_town(void **state)
{
    static struct town town;

    *state = &town;
    return build(&town);
}

static int free_town(void **state)
{
    struct town *town = *state;

    slate_free(town->slate);
    sheet_free(town->sheet);
    return 0;
}

static void has(struct buf *text, const char *part)
{
    assert_non_null(strstr(buf_text(text), part));
}

static void test_a_report_has_candidates_votes_by_round_and_outcomes(void **state)
{
    const struct town *town = *state;
    const struct nist_facts facts = {
        .issuer = "A trust", .made = 1, .opened = 86400, .closed = 172800};
    CLEANUP(buf_deinit) struct buf out;

    buf_init(&out, 1 << 20);
    assert_int_equal(nist_write(town->sheet, town->slate, &facts, &out), 0);
    has(&out, "\"@type\": \"ElectionResults.ElectionReport\"");
    has(&out, "\"GeneratedDate\": \"1970-01-01T00:00:01Z\"");
    has(&out, "\"StartDate\": \"1970-01-02\"");
    has(&out, "\"EndDate\": \"1970-01-03\"");
    has(&out, "\"Content\": \"Ann \\\"A\\\" Able\"");
    has(&out, "\"PostElectionStatus\": \"winner\"");
    has(&out, "\"PostElectionStatus\": \"defeated\"");
    has(&out, "\"PostElectionStatus\": \"withdrawn\"");
    has(&out, "\"VoteVariation\": \"rcv\"");
    has(&out, "\"Count\": 6.50,");
    has(&out, "\"Count\": 0.05,");
    has(&out, "\"Undervotes\": 4");
}

static void test_a_ceiling_is_kept(void **state)
{
    const struct town *town = *state;
    const struct nist_facts facts = {.issuer = "A trust"};
    CLEANUP(buf_deinit) struct buf out;

    buf_init(&out, 100);
    assert_int_equal(nist_write(town->sheet, town->slate, &facts, &out), BUF_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_report_has_candidates_votes_by_round_and_outcomes),
        cmocka_unit_test(test_a_ceiling_is_kept),
    };

    return cmocka_run_group_tests(tests, make_town, free_town);
}
